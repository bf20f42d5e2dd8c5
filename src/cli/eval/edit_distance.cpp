#include "cli/eval/edit_distance.hpp"

#include <algorithm>
#include <cstdint>

namespace fuyuan::eval {
namespace {

/// The part of two texts that differs, once what they begin and end with alike is taken off.
struct Core {
  std::size_t prefix = 0;
  std::u32string_view a;
  std::u32string_view b;
};

Core trim(std::u32string_view a, std::u32string_view b) {
  Core core{0, a, b};
  while (!core.a.empty() && !core.b.empty() && core.a.front() == core.b.front()) {
    core.a.remove_prefix(1);
    core.b.remove_prefix(1);
    ++core.prefix;
  }
  while (!core.a.empty() && !core.b.empty() && core.a.back() == core.b.back()) {
    core.a.remove_suffix(1);
    core.b.remove_suffix(1);
  }
  return core;
}

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  const Core core = trim(a, b);
  std::vector<std::uint32_t> row(core.b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = static_cast<std::uint32_t>(j);
  for (std::size_t i = 1; i <= core.a.size(); ++i) {
    std::uint32_t diagonal = row[0];
    row[0] = static_cast<std::uint32_t>(i);
    for (std::size_t j = 1; j <= core.b.size(); ++j) {
      const std::uint32_t replaced = diagonal + (core.a[i - 1] == core.b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

std::vector<bool> aligned(std::u32string_view a, std::u32string_view b) {
  std::vector<bool> out(a.size(), true);
  const Core core = trim(a, b);
  const std::size_t width = core.b.size() + 1;
  std::vector<std::uint32_t> cost((core.a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return cost[i * width + j];
  };
  for (std::size_t i = 0; i <= core.a.size(); ++i) {
    for (std::size_t j = 0; j <= core.b.size(); ++j) {
      if (i == 0 || j == 0) {
        at(i, j) = static_cast<std::uint32_t>(i + j);
      } else {
        at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1,
                             at(i - 1, j - 1) + (core.a[i - 1] == core.b[j - 1] ? 0 : 1)});
      }
    }
  }
  std::size_t j = core.b.size();
  for (std::size_t i = core.a.size(); i > 0;) {
    if (j > 0 && core.a[i - 1] == core.b[j - 1] && at(i, j) == at(i - 1, j - 1)) {
      --i, --j;
    } else if (j > 0 && at(i, j) == at(i - 1, j - 1) + 1) {
      --i, --j;
      out[core.prefix + i] = false;
    } else if (at(i, j) == at(i - 1, j) + 1) {
      --i;
      out[core.prefix + i] = false;
    } else {
      --j;
    }
  }
  return out;
}

}  // namespace fuyuan::eval
