#include "model/masked_kernels.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "catch.hpp"
#include "model/masked_shape.hpp"

namespace kernels = fuyuan::masked_kernels;

namespace {

std::vector<float> random_values(std::size_t size, std::mt19937& random) {
  std::vector<float> out;
  for (std::size_t i = 0; i < size; ++i)
    out.push_back(static_cast<float>(random() % 2001) / 1000.0F - 1.0F);
  return out;
}

/// Element by element, in the order in which the fast one adds.
void add_product_plainly(const kernels::Factor& a, const std::vector<float>& b,
                         std::vector<float>& out, std::size_t rows, std::size_t inner,
                         std::size_t columns) {
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      for (std::size_t k = 0; k < inner; ++k)
        out[i * columns + j] += a.values[i * a.down + k * a.across] * b[k * columns + j];
    }
  }
}

}  // namespace

TEST_CASE("A product is what adding up its terms gives", "[masked_kernels]") {
  std::mt19937 random(2);
  for (const std::size_t rows : {1, 2, 11, 12, 13, 25}) {
    for (const std::size_t inner : {1, 7, 256, 300, 600}) {
      for (const std::size_t columns : {32, 96}) {
        CAPTURE(rows, inner, columns);
        const std::vector<float> a = random_values(rows * inner, random);
        const std::vector<float> b = random_values(inner * columns, random);
        const std::vector<float> start = random_values(rows * columns, random);
        for (const kernels::Factor factor :
             {kernels::Factor{a.data(), inner, 1}, kernels::Factor{a.data(), 1, rows}}) {
          std::vector<float> expected = start;
          add_product_plainly(factor, b, expected, rows, inner, columns);
          for (const kernels::Vectors vectors :
               {kernels::Vectors::of_4, kernels::Vectors::of_8, kernels::Vectors::of_16}) {
            std::vector<float> out = start;
            kernels::add_product(factor, b.data(), out.data(), {rows, inner, columns}, columns,
                                 vectors);
            CHECK((out == expected));
          }
        }
      }
    }
  }
}

TEST_CASE("Some columns of a product are those of the whole", "[masked_kernels]") {
  constexpr std::size_t kRows = 13;
  constexpr std::size_t kInner = 40;
  constexpr std::size_t kWidth = 96;
  constexpr std::size_t kBegin = 64;
  std::mt19937 random(4);
  const std::vector<float> a = random_values(kRows * kInner, random);
  const std::vector<float> b = random_values(kInner * kWidth, random);
  std::vector<float> whole(kRows * kWidth);
  kernels::add_product({a.data(), kInner, 1}, b.data(), whole.data(), {kRows, kInner, kWidth},
                       kWidth);
  std::vector<float> some(kRows * kWidth);
  kernels::add_product({a.data(), kInner, 1}, b.data() + kBegin, some.data() + kBegin,
                       {kRows, kInner, kWidth - kBegin}, kWidth);
  for (std::size_t i = 0; i < some.size(); ++i)
    CHECK(some[i] == (i % kWidth < kBegin ? 0 : whole[i]));
}

TEST_CASE("A step in two halves is the whole step", "[masked_kernels]") {
  constexpr std::size_t kState = fuyuan::MaskedShape::kState;
  std::mt19937 random(5);
  const std::vector<float> start = random_values(3 * kState, random);
  const std::vector<float> remembered = random_values(kState, random);
  const std::vector<float> below = random_values(kState, random);
  for (const float* under : {static_cast<const float*>(nullptr), below.data()}) {
    std::vector<float> gates = start;
    std::vector<float> memory(kState);
    std::vector<float> out(kState);
    kernels::step_forward(gates.data(), remembered.data(), under, memory.data(), out.data());
    std::vector<float> gates_of_halves = start;
    std::vector<float> memory_of_halves(kState);
    std::vector<float> out_of_halves(kState);
    kernels::remember(gates_of_halves.data(), remembered.data(), memory_of_halves.data());
    kernels::show(gates_of_halves.data(), memory_of_halves.data(), under, out_of_halves.data());
    CHECK(gates == gates_of_halves);
    CHECK(memory == memory_of_halves);
    CHECK(out == out_of_halves);
  }
}

TEST_CASE("Rows are multiplied and added", "[masked_kernels]") {
  std::mt19937 random(3);
  for (const std::size_t width : {16, 128, 256}) {
    const std::vector<float> a = random_values(width, random);
    const std::vector<float> b = random_values(width, random);
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += double{a[i]} * b[i];
    CHECK(kernels::multiply(a.data(), b.data(), width) == Approx(sum).margin(1e-4));
    std::vector<float> row = a;
    kernels::add_multiple(row.data(), 0.5F, b.data(), width);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < width; ++i) wrong += row[i] == a[i] + 0.5F * b[i] ? 0 : 1;
    CHECK(wrong == 0);
  }
}

TEST_CASE("Following slopes leads to the lowest point", "[masked_kernels]") {
  constexpr std::size_t kWidth = 300;
  std::mt19937 random(4);
  const std::vector<float> lowest = random_values(kWidth, random);
  std::vector<float> values(kWidth);
  std::vector<float> direction(kWidth);
  std::vector<float> steepness(kWidth);
  std::vector<float> half(kWidth);  // two learners found half of the slope each
  for (int step = 0; step < 3000; ++step) {
    for (std::size_t i = 0; i < kWidth; ++i) half[i] = values[i] - lowest[i];
    const float* both[] = {half.data(), half.data()};
    kernels::follow(values.data(), direction.data(), steepness.data(), both, kWidth,
                    {0.01F * (1 - static_cast<float>(step) / 3000), 0.9F, 0.999F});
  }
  for (std::size_t i = 0; i < kWidth; ++i) CHECK(std::abs(values[i] - lowest[i]) < 0.01F);
}
