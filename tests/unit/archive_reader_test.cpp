#include "archive/archive_reader.hpp"

#include <new>
#include <string>

#include "catch.hpp"
#include "unit/allocation.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/packing.hpp"

namespace {

/// Gives what it has and then runs out of memory.
class Exhausted final : public fuyuan::ByteSource {
 public:
  explicit Exhausted(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* buffer, std::size_t size) override {
    if (bytes_.empty()) throw std::bad_alloc();
    const std::size_t got = bytes_.copy(buffer, size);
    bytes_.remove_prefix(got);
    return got;
  }

 private:
  std::string_view bytes_;
};

/// Whether the source's own exception came out.
bool runs_out(std::string_view bytes) {
  try {
    Exhausted source(bytes);
    fuyuan::PeekSource in(source);
    fuyuan::ArchiveReader reader(in, {});
    while (reader.next() != nullptr) {
    }
  } catch (const std::bad_alloc&) {
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("What a source throws comes out of the reader, and nothing is left behind",
          "[archive_reader]") {
  const std::string tar = fuyuan::testing::pack(
      {{"a.txt", std::string(100'000, 'a')}, {"b.txt", "b"}}, fuyuan::testing::Container::gnu_tar);
  REQUIRE(runs_out(tar.substr(0, 50'000)));  // makes what is made only once
  // While the archive is opened, within an entry, and where the next is looked for.
  for (const std::size_t size : {std::size_t{0}, std::size_t{50'000}, std::size_t{101'376}}) {
    CAPTURE(size);
    const long before = fuyuan::testing::live_allocations();
    const bool did_run_out = runs_out(std::string_view(tar).substr(0, size));
    const long after = fuyuan::testing::live_allocations();
    CHECK(did_run_out);
    CHECK(after == before);
  }
}
