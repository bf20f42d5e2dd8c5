// Which of a page's notes an author wrote, and not a converter.

#include "restore/measure/page_notes.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace {

using fuyuan::PageNotes;

constexpr std::u32string_view kPage =
    U"倉庫的門(mén)窗已經(jīng)換新，電(diàn)線(xiàn)也重新檢(jiǎn)查過了，門(mén)外還裝了燈，"
    U"請各車(chē)間按時關(guān)閉電(diàn)源，節(jié)約用電(diàn)。";

/// The parentheses of meant notes that `line` has on a page with kPage and the line itself.
std::vector<std::size_t> find_meant(std::u32string_view line) {
  PageNotes notes;
  notes.add(kPage);
  notes.add(line);
  std::vector<std::size_t> found;
  const std::vector<char> meant = notes.find_meant(line);
  for (std::size_t at = 0; at < meant.size(); ++at) {
    if (meant[at] != 0) found.push_back(at);
  }
  return found;
}

using Places = std::vector<std::size_t>;

}  // namespace

TEST_CASE("Page notes: those of the page's own style are a converter's", "[page_notes]") {
  CHECK(find_meant(kPage).empty());
  CHECK(find_meant(U"開(kāi)門(mén)，我們(men)").empty());
  CHECK(find_meant(U"沒有").empty());
  CHECK(find_meant(U"").empty());
}

TEST_CASE("Page notes: another style is an author's", "[page_notes]") {
  CHECK(find_meant(U"車輪(lun)上") == Places{2});
  CHECK(find_meant(U"趙(Zhao)工程師") == Places{1});
  // Unless the page has it behind that character each time.
  CHECK(find_meant(U"輪(lun)子和車輪(lun)").empty());
}

// A converter writes all of its own alike.
TEST_CASE("Page notes: another form of parentheses is an author's", "[page_notes]") {
  CHECK(find_meant(U"日昃（zè）：太陽偏西，舉觴（shāng）") == Places{2, 14});
  PageNotes wide;
  const std::u32string page = U"換（huàn）了新電（diàn）線，門（mén）窗也檢（jiǎn）查過";
  wide.add(page);
  CHECK(wide.find_meant(page).empty());
}

TEST_CASE("Page notes: another reading is an author's", "[page_notes]") {
  CHECK(find_meant(U"他姓區(ōu)，是這個區的區長") == Places{3});
  CHECK(find_meant(U"門(mén)和門(men2)") == Places{8});
  // Of two that are there equally often neither is the converter's.
  CHECK(find_meant(U"快樂(lè)、音樂(yuè)") == (Places{2, 9}));
}

TEST_CASE("Page notes: one behind the converter's is an author's", "[page_notes]") {
  CHECK(find_meant(U"換個單(dān)(shàn)字") == Places{8});
  CHECK(find_meant(U"節(jié)(jié)日") == Places{6});
}

TEST_CASE("Page notes: those behind what no converter touches are an author's", "[page_notes]") {
  CHECK(find_meant(U"任(rén)師傅") == Places{1});
  CHECK(find_meant(U"人(rén)手(shǒu)一(yī)本(běn)書(shū)").empty());
}

TEST_CASE("Page notes: a converter writes each twice, or none", "[page_notes]") {
  PageNotes doubled;
  const std::u32string_view page = U"門(mén)(mén)窗、電(diàn)(diàn)線(xiàn)(xiàn)";
  doubled.add(page);
  CHECK(doubled.find_meant(page).empty());
  CHECK_FALSE(doubled.are_surely_converted());
  PageNotes single;
  single.add(kPage);
  CHECK_FALSE(single.are_surely_converted());
  // Nobody writes a reading twice, once.
  single.add(U"生字：節(jié)(jié)日、開關(guān)(guān)");
  CHECK(single.are_surely_converted());
}
