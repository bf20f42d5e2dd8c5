#include "channel/byte_pattern.hpp"

#include "catch.hpp"

using fuyuan::BytePattern;
using fuyuan::ByteSet;

namespace {

BytePattern pattern(std::initializer_list<fuyuan::ByteCode> codes) {
  BytePattern out;
  for (const fuyuan::ByteCode code : codes) out.push(code);
  return out;
}

}  // namespace

TEST_CASE("Byte sets are kept once and found again", "[byte_pattern]") {
  const ByteSet set = fuyuan::byte_range(0x81, 0xFE);
  CHECK(set.count() == 0x7E);
  const fuyuan::ByteCode code = fuyuan::intern(set);
  CHECK(fuyuan::is_set(code));
  CHECK(fuyuan::intern(fuyuan::byte_range(0x81, 0xFE)) == code);
  CHECK(fuyuan::byte_set(code) == set);
  CHECK(fuyuan::intern(fuyuan::byte_range(0x82, 0xFE)) != code);
  CHECK_FALSE(fuyuan::is_set(0));
  CHECK_FALSE(fuyuan::is_set(255));
}

TEST_CASE("Codes admit bytes", "[byte_pattern]") {
  const fuyuan::ByteCode code = fuyuan::intern(fuyuan::byte_range(0x40, 0x7E));
  for (unsigned byte = 0; byte < 256; ++byte) {
    CHECK(fuyuan::admits(code, byte) == (byte >= 0x40 && byte <= 0x7E));
    CHECK(fuyuan::admits(0xB5, byte) == (byte == 0xB5));
  }
}

TEST_CASE("Patterns pack and unpack", "[byte_pattern]") {
  const fuyuan::ByteCode any = fuyuan::intern(fuyuan::byte_range(0x80, 0xFF));
  CHECK(BytePattern{}.pack() == 0);
  CHECK(BytePattern::unpack(0).size == 0);
  for (const BytePattern& each :
       {pattern({0}), pattern({0xFF}), pattern({any}), pattern({0, 0}), pattern({0xE4, 0xB8}),
        pattern({any, 0x41}), pattern({0xF0, any, 0}), pattern({0, 0, 0}),
        pattern({any, any, any})}) {
    const std::uint64_t packed = each.pack();
    CHECK(packed != 0);
    CHECK(packed < (std::uint64_t{1} << 48));
    // The sixteen bits above are the channel's own.
    for (const std::uint64_t extra : {std::uint64_t{0}, std::uint64_t{0xABCD} << 48}) {
      const BytePattern back = BytePattern::unpack(packed | extra);
      REQUIRE(back.size == each.size);
      for (int i = 0; i < each.size; ++i) CHECK(back.codes[i] == each.codes[i]);
    }
  }
}

TEST_CASE("A pattern is known if all its bytes are", "[byte_pattern]") {
  const fuyuan::ByteCode any = fuyuan::intern(fuyuan::byte_range(0x80, 0xFF));
  CHECK(pattern({0xE4, 0xB8, 0xAD}).is_known());
  CHECK_FALSE(pattern({0xE4, any, 0xAD}).is_known());
  CHECK(BytePattern{}.is_known());
}
