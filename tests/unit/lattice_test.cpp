#include "lattice/lattice.hpp"

#include <cmath>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Explanation;
using fuyuan::Piece;
using fuyuan::testing::break_with;
using fuyuan::testing::explain_line;
using fuyuan::testing::text_of;

void check_sound(const Explanation& explanation, std::size_t symbols) {
  std::uint32_t at = 0;
  for (const Piece& piece : explanation.pieces) {
    CHECK(piece.begin == at);
    CHECK(piece.end >= piece.begin);
    CHECK(piece.probability >= 0.0F);
    CHECK(piece.probability <= 1.0F);
    at = piece.end;
  }
  CHECK(at == symbols);
  CHECK(std::isfinite(explanation.log_probability));
}

}  // namespace

TEST_CASE("Lattice: identity wins on healthy text", "[lattice]") {
  for (const char* text : {"今天天气很好，我们去公园散步。", "他问：“你吃饭了吗？”我说：“还没有。”",
                           "int main() { return 0; }", "这里有 3 个 apple 和 5 个 banana。", ""}) {
    CAPTURE(text);
    const std::u32string line = fuyuan::to_utf32(text);
    const Explanation explanation =
        explain_line(line, {"utf8-as-gbk", "gbk-as-big5", "gbk-frame-shift"});
    CHECK(text_of(explanation) == text);
    check_sound(explanation, line.size());
    for (const Piece& piece : explanation.pieces) CHECK_FALSE(piece.inferred);
  }
}

TEST_CASE("Lattice: a search that was kept is explained as if it were the last", "[lattice]") {
  const fuyuan::Registry& registry = fuyuan::Registry::instance();
  const std::vector<const fuyuan::Channel*> channels = {&registry.identity(),
                                                        registry.find("utf8-as-gbk")};
  fuyuan::LatticeOptions options;
  options.masked = &fuyuan::MaskedModel::embedded();
  const auto make = [&] {
    return fuyuan::Lattice(fuyuan::LanguageModel::embedded(), channels, options, {0, 0});
  };
  const std::u32string first = fuyuan::to_utf32(
      break_with("utf8-as-gbk", "这家小店的豆浆是早上现磨的，去晚了就买不到。", "question"));
  const std::u32string second =
      fuyuan::to_utf32(break_with("utf8-as-gbk", "雨停了，孩子们又跑到院子里去。", "windows"));
  const Explanation plain = make().explain({first});
  fuyuan::Lattice lattice = make();
  CHECK(lattice.search({first}) == plain.log_probability);
  lattice.keep();
  lattice.search({second});
  const Explanation kept = lattice.trace_kept();
  CHECK(kept.log_probability == plain.log_probability);
  REQUIRE(kept.pieces.size() == plain.pieces.size());
  for (std::size_t i = 0; i < kept.pieces.size(); ++i) {
    CHECK(kept.pieces[i].code_point == plain.pieces[i].code_point);
    CHECK(kept.pieces[i].probability == plain.pieces[i].probability);
  }
}

TEST_CASE("Lattice: pieces cover the line in order", "[lattice]") {
  const std::string text = "他问：“你吃饭了吗？”我说：还没有 (no)，等一会儿再去吧。";
  for (const char* channel : {"utf8-as-gbk", "utf8-as-windows-1252", "gbk-as-big5", "gbk-as-utf8",
                              "gbk-frame-shift", "converted-page", "gbk-guessed"}) {
    for (const auto habit : fuyuan::Registry::instance().find(channel)->habits()) {
      CAPTURE(channel, std::string(habit));
      const std::u32string line = fuyuan::to_utf32(break_with(channel, text, habit));
      const Explanation explanation = explain_line(line, {channel});
      check_sound(explanation, line.size());
      CHECK(fuyuan::is_valid_utf8(text_of(explanation)));
    }
  }
}

TEST_CASE("Lattice: only the broken part of a line is restored", "[lattice]") {
  const std::string broken = "停止鐘舵€佷笅发至系统";
  const Explanation explanation = explain_line(fuyuan::to_utf32(broken), {"utf8-as-gbk"});
  CHECK(text_of(explanation) == "停止状态下发至系统");
  CHECK(explanation.pieces.front().channel == 0);
}

TEST_CASE("Lattice: inferred characters say how sure they are", "[lattice]") {
  const Explanation explanation = explain_line(U"浣犲ソ鍚?", {"utf8-as-gbk"});
  CHECK(text_of(explanation) == "你好吗");
  for (const Piece& piece : explanation.pieces) {
    CHECK(piece.inferred == (piece.code_point == U'吗'));
    if (piece.inferred) {
      CHECK(piece.probability > 0.1F);
      CHECK(piece.probability <= 1.0F);
    } else {
      CHECK(piece.probability == 1.0F);
    }
  }
}

TEST_CASE("Lattice: may be used again, and gives the same", "[lattice]") {
  const fuyuan::Channel* channels[] = {&fuyuan::Registry::instance().identity(),
                                       fuyuan::Registry::instance().find("utf8-as-gbk")};
  fuyuan::Lattice lattice(fuyuan::LanguageModel::embedded(), channels, {}, {0, 2});
  const std::u32string first = U"浣犲ソ涓栫晫";
  const std::u32string second = U"鍙戦€?VDPA";
  const Explanation once = lattice.explain({first});
  const std::string other = text_of(lattice.explain({second}));
  const Explanation again = lattice.explain({first});
  CHECK(text_of(once) == "你好世界");
  CHECK(other == "发送 VDPA");
  CHECK(text_of(again) == "你好世界");
  CHECK(again.log_probability == once.log_probability);
}

TEST_CASE("Lattice: raw bytes that nothing explains are given up at a price", "[lattice]") {
  const std::u32string line = {U'a', fuyuan::raw_symbol(0xFF), U'b'};
  const Explanation explanation = explain_line(line, {});
  CHECK(text_of(explanation) ==
        "a\xEF\xBF\xBD"
        "b");
  check_sound(explanation, line.size());
}

TEST_CASE("Lattice: an empty line has an explanation", "[lattice]") {
  const Explanation explanation = explain_line(U"", {"utf8-as-gbk"});
  CHECK(explanation.pieces.empty());
  CHECK(std::isfinite(explanation.log_probability));
}

TEST_CASE("Lattice: text ends before a quotation mark as it does before a full stop", "[lattice]") {
  const std::string text = "{\"title\": \"他说路上还有吗\", \"n\": 1}";
  const std::string broken = fuyuan::testing::break_with("utf8-as-gbk", text, "windows");
  REQUIRE(broken.find('?') != std::string::npos);
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}

TEST_CASE("Lattice: a channel takes over between fields rather than within one", "[lattice]") {
  // 港 is a word of its own, and what 翠 became.
  const std::u32string line = U"标题：港埸ʊЕ粕纏緛桴";
  fuyuan::LatticeOptions options;
  options.window = 30;
  const auto of_first = [&] {
    return text_of(explain_line(line, {"gbk-as-big5-hkscs"}, options)).substr(9, 3);
  };
  options.switch_cost = 9;
  CHECK(of_first() == "港");
  options.switch_within_run = 8;
  options.of_runs = {1, 1};
  CHECK(of_first() == "翠");
  options.of_runs = {1, 0};
  CHECK(of_first() == "港");
}
