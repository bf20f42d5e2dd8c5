#include "channel/vanished_bytes.hpp"

#include <algorithm>
#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

using fuyuan::byte_set;
using fuyuan::find_charset;
using fuyuan::Registry;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::to_utf32;
using fuyuan::VanishedBytes;
using fuyuan::Verdict;

namespace {

const std::string kNotice =
    "图书馆周末延长开放时间，读者可以凭证件借阅新书。自习室的座位需要提前一天预约，"
    "请大家按时到场，没有预约的同学先在门口登记，由值班老师统一安排。\n";

bool vanishes(const VanishedBytes& bytes, unsigned char first, unsigned char next) {
  const auto code = bytes.before(next);
  return code != 0 && byte_set(code)[first];
}

std::size_t count_wrong(const std::string& a, const std::string& b) {
  const std::u32string left = to_utf32(a);
  const std::u32string right = to_utf32(b);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

TEST_CASE("VanishedBytes: a first byte that makes no pair with the next", "[vanished]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  const auto& gbk = *find_charset("gb18030");
  const VanishedBytes euc_kr(*find_charset("windows-949"), gbk, model);
  CHECK(vanishes(euc_kr, 0xC9, 0xF6));        // a private character to Windows, nothing elsewhere
  CHECK_FALSE(vanishes(euc_kr, 0xB0, 0xA1));  // 가
  const VanishedBytes shift_jis(*find_charset("shift_jis"), gbk, model);
  CHECK_FALSE(vanishes(shift_jis, 0xB1, 0xFE));  // ｱ stands alone
  const VanishedBytes thai(*find_charset("windows-874"), gbk, model);
  CHECK(vanishes(thai, 0xFC, 0xA1));
  CHECK_FALSE(vanishes(thai, 0xA1, 0xFC));
}

TEST_CASE("VanishedBytes: characters that vanish as a whole", "[vanished]") {
  const VanishedBytes swapped(*find_charset("utf-16be"), *find_charset("utf-16le"),
                              fuyuan::LanguageModel::embedded());
  const auto& characters = swapped.characters_before(0x4F);
  const auto has = [&](char32_t cp) {
    return std::any_of(characters.begin(), characters.end(),
                       [&](const fuyuan::Candidate& c) { return c.code_point == cp; });
  };
  CHECK(has(U'这'));  // U+8FD9: D98F is a surrogate
  CHECK_FALSE(has(U'的'));
}

TEST_CASE("VanishedBytes: text that iconv -c tore comes back", "[vanished]") {
  for (const char* name : {"gbk-as-euc-kr", "gbk-as-windows-1253", "gbk-as-windows-874",
                           "gbk-as-shift-jis", "gbk-as-big5"}) {
    CAPTURE(name);
    std::mt19937_64 random(1);
    const std::string damaged = Registry::instance().find(name)->damage(kNotice, "iconv-c", random);
    const Restored restored = Restorer().restore(damaged);
    CAPTURE(restored.text);
    CHECK(count_wrong(kNotice, restored.text) <= 5);
    CHECK((restored.text == kNotice || restored.verdict != Verdict::restored));
  }
}

TEST_CASE("VanishedBytes: a question that somebody asked is no mark", "[vanished]") {
  const std::string text =
      "你们明天几点出发?我们打算早上七点在学校门口集合，然后坐车去海边，晚上住在渔民家里，后天中午"
      "以前回来。\n";
  std::mt19937_64 random(1);
  const std::string damaged =
      Registry::instance().find("gbk-as-big5")->damage(text, "iconv-c", random);
  CHECK(Restorer().restore(damaged).text == text);
}
