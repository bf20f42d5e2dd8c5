// Halves of characters: what is left of four bytes, and a lead byte that took a letter along.

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/four_byte_remnant.hpp"
#include "channel/orphan_lead.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::OrphanLead;
using fuyuan::Restorer;

std::string damage(const char* channel, const char* habit, const std::string& text) {
  std::mt19937_64 random(1);
  return fuyuan::Registry::instance().find(channel)->damage(text, habit, random);
}

}  // namespace

TEST_CASE("Four-byte remnants become one character, inferred or lost", "[remnant]") {
  const std::string broken = damage("gb18030-as-gbk", "", "今天我们都很开心😀\n");
  CHECK(broken == "今天我们都很开心\uFFFD9\uFFFD6\n");
  const fuyuan::Restored restored = Restorer().restore(broken);
  CHECK(restored.text.starts_with("今天我们都很开心"));
  CHECK(restored.text.find('9') == std::string::npos);
  CHECK(restored.counts.inferred + restored.counts.lost == 1);
  fuyuan::Options strict;
  strict.strict = true;
  CHECK(Restorer(strict).restore(broken).text == "今天我们都很开心\uFFFD\n");
  CHECK(fuyuan::FourByteRemnant::is_in(U"心\uFFFD9\uFFFD6"));
  CHECK_FALSE(fuyuan::FourByteRemnant::is_in(U"心\uFFFD96\uFFFD"));
  CHECK_FALSE(fuyuan::FourByteRemnant::is_in(U""));
}

TEST_CASE("Orphan leads: the tag comes back", "[remnant]") {
  const std::string page = "<td>第一行的内容很长</td>\n第二行在这里结束<br>第三行<br>\n";
  for (const char* habit : {"letter", "bracket"}) {
    const std::string broken = damage("orphan-lead", habit, page);
    CAPTURE(habit, broken);
    CHECK(broken != page);
    CHECK(Restorer().restore(broken).text == page);
  }
  CHECK(OrphanLead::match(U"第一行謆r>", 3).found);
  CHECK(OrphanLead::match(U"第一行謆r>", 3).letter == U'b');
  CHECK_FALSE(OrphanLead::match(U"第一行謆r>", 2).found);
  CHECK_FALSE(OrphanLead::match(U"第一行謆x>", 3).found);
  CHECK_FALSE(OrphanLead::match(U"第一行謆", 3).found);
}
