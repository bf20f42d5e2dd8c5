#include "restore/reading/utf16_shift.hpp"

#include <string_view>

#include "catch.hpp"

namespace {

using namespace std::string_view_literals;
using fuyuan::LanguageModel;
using fuyuan::Options;
using fuyuan::Utf16Shift;

const fuyuan::Charset& little() { return *fuyuan::find_charset("utf-16le"); }

}  // namespace

TEST_CASE("Utf16Shift: half of a character tells which it was", "[utf16_shift]") {
  const Options options;
  const Utf16Shift shift(LanguageModel::embedded(), options);
  // 图书馆 without the high byte of 书 (4E66)
  const auto mended = shift.mend("\xFE\x56\x66\x86\x99"sv, little(), U"今天我们去", U"看书。");
  CHECK(mended.text == U"图书馆");
  for (const auto& one : mended.inferred) CHECK(one.character == mended.text[one.offset]);
}

TEST_CASE("Utf16Shift: what nothing tells is marked", "[utf16_shift]") {
  Options options;
  const Utf16Shift shift(LanguageModel::embedded(), options);
  // A digit is lost but for its zero.
  const auto mended = shift.mend("\x31\x00\x00\x35\x00"sv, little(), U"编号", U"，");
  CHECK(mended.text == U"1�5");
  REQUIRE(mended.inferred.size() == 1);
  CHECK(mended.inferred[0].offset == 1);
  CHECK(mended.inferred[0].character == U'�');
  options.strict = true;
  const auto strict = shift.mend("\xFE\x56\x66\x86\x99"sv, little(), U"今天我们去", U"看书。");
  for (const auto& one : strict.inferred) CHECK(one.character == U'�');
}

TEST_CASE("Utf16Shift: one of several readings", "[utf16_shift]") {
  const Options options;
  const Utf16Shift shift(LanguageModel::embedded(), options);
  CHECK(shift.choose({U"N", U"一"}, U"我有", U"个问题").text == U"一");
  CHECK(shift.choose({U"N", U"一"}, U"the O", U"E and").text == U"N");
}
