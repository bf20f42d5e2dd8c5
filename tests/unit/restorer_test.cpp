#include "restore/restorer.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "charset/charset.hpp"
#include "cli/eval/edit_distance.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Script;
using fuyuan::Verdict;
using fuyuan::testing::break_with;

const std::string kText =
    "今天天气很好，我们去公园散步。公园里有很多人，孩子们在草地上跑来跑去。\n"
    "“你吃饭了吗？”他问。“还没有。”我说，“等一会儿再去吧。”\n";

Restored restore(std::string_view bytes, Options options = {}) {
  return Restorer(std::move(options)).restore(bytes);
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

constexpr std::string_view kLost = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("Restorer: verdicts have names of their own", "[restorer]") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Verdict::binary); ++i) {
    CHECK(names.insert(fuyuan::verdict_name(static_cast<Verdict>(i))).second);
  }
  CHECK(fuyuan::verdict_name(Verdict::clean) == "clean");
  CHECK(fuyuan::verdict_name(Verdict::binary) == "binary");
}

TEST_CASE("Restorer: healthy text is clean", "[restorer]") {
  const Restored restored = restore(kText);
  CHECK(restored.text == kText);
  CHECK(restored.verdict == Verdict::clean);
  CHECK(restored.charset == "utf-8");
  CHECK(restored.language == "zh-Hans");
  CHECK(restored.plan.empty());
  CHECK(restored.counts.restored == 0);
  CHECK(restored.counts.inferred == 0);
  CHECK(restored.counts.lost == 0);
  CHECK(restored.counts.converted == 0);
  CHECK(restored.counts.characters == fuyuan::to_utf32(kText).size());
}

TEST_CASE("Restorer: next to nothing", "[restorer]") {
  for (const std::string& text :
       {""s, "\n"s, " "s, "a"s, "\r\n\r\n"s, "好"s, "?"s, "。"s, "\t\n"s}) {
    CAPTURE(text);
    const Restored restored = restore(text);
    CHECK(restored.text == text);
    CHECK(restored.verdict == Verdict::clean);
    CHECK(restored.plan.empty());
  }
  CHECK(restore("").language == "none");
}

TEST_CASE("Restorer: lossless damage", "[restorer]") {
  for (const char* channel : {"utf8-as-windows-1252", "gbk-as-windows-1252", "gbk-as-big5",
                              "gbk-as-euc-kr", "gbk-as-shift-jis", "gbk-as-cp437"}) {
    CAPTURE(channel);
    const std::string damaged = break_with(channel, kText, "windows");
    const Restored restored = restore(damaged);
    if (damaged.find('?') != std::string::npos || damaged.find(kLost) != std::string::npos ||
        damaged.find("・") != std::string::npos) {  // Windows' mark in Shift_JIS
      continue;
    }
    CHECK(restored.text == kText);
    CHECK(restored.verdict == Verdict::restored);
    CHECK(restored.confidence > 0.9);
    CHECK(restored.counts.restored > 30);
    CHECK(restored.counts.inferred == 0);
  }
}

TEST_CASE("Restorer: legacy charsets are only decoded", "[restorer]") {
  const Restored gbk = restore(break_with("gb18030", kText));
  CHECK(gbk.text == kText);
  CHECK(gbk.verdict == Verdict::decoded);
  CHECK(gbk.charset == "gb18030");
  const std::string traditional =
      "今天天氣很好，我們去公園散步。公園裡有很多人，孩子們在草地上跑。\n";
  Options keep;
  keep.to = Script::keep;
  const Restored big5 = restore(break_with("big5", traditional), keep);
  CHECK(big5.text == traditional);
  CHECK(big5.verdict == Verdict::decoded);
  CHECK(big5.language == "zh-Hant");
  const Restored marked = restore("\xEF\xBB\xBF" + kText);
  CHECK(marked.text == kText);
  CHECK(marked.verdict == Verdict::decoded);
}

TEST_CASE("Restorer: Traditional text becomes Simplified unless it is to be kept", "[restorer]") {
  const std::string traditional =
      "今天天氣很好，我們去公園散步。公園裡有很多人，孩子們在草地上跑。\n";
  const Restored converted = restore(traditional);
  CHECK(converted.text == "今天天气很好，我们去公园散步。公园里有很多人，孩子们在草地上跑。\n");
  CHECK(converted.verdict == Verdict::decoded);
  CHECK(converted.language == "zh-Hant");
  CHECK(converted.counts.converted >= 6);
  Options keep;
  keep.to = Script::keep;
  const Restored kept = restore(traditional, keep);
  CHECK(kept.text == traditional);
  CHECK(kept.verdict == Verdict::clean);
  CHECK(kept.counts.converted == 0);
}

TEST_CASE("Restorer: destroyed characters are inferred, and counted", "[restorer]") {
  const std::string damaged = break_with("utf8-as-gbk", kText, "windows");
  REQUIRE(damaged.find('?') != std::string::npos);
  const Restored restored = restore(damaged);
  CHECK(restored.verdict == Verdict::inferred);
  CHECK(restored.counts.inferred > 0);
  CHECK(restored.counts.lost == 0);
  CHECK(restored.counts.restored > restored.counts.inferred);
  CHECK(restored.text.find(kLost) == std::string::npos);
}

TEST_CASE("Restorer: UTF-8 read as pairs of bytes", "[restorer]") {
  const std::u32string expected = fuyuan::to_utf32(kText);
  for (const char* channel : {"utf8-as-euc-kr", "utf8-as-shift-jis"}) {
    for (const char* habit : {"whatwg", "python", "java", "question", "iconv-c"}) {
      CAPTURE(channel, habit);
      const Restored restored = restore(break_with(channel, kText, habit));
      const std::u32string text = fuyuan::to_utf32(restored.text);
      const std::size_t one_in = habit == "iconv-c"sv ? 5 : 10;  // what vanished left no place
      CHECK(fuyuan::eval::edit_distance(text, expected) * one_in <= expected.size());
      CHECK((text == expected || restored.verdict == Verdict::inferred ||
             restored.verdict == Verdict::partial));
    }
  }
}

TEST_CASE("Restorer: strict infers nothing", "[restorer]") {
  const std::string damaged = break_with("utf8-as-gbk", kText, "windows");
  Options strict;
  strict.strict = true;
  const Restored restored = restore(damaged, strict);
  CHECK(restored.counts.inferred == 0);
  CHECK(restored.counts.lost > 0);
  CHECK(restored.counts.lost == occurrences(restored.text, kLost));
  CHECK(restored.verdict == Verdict::partial);
  CHECK(restored.plan.apply(damaged) == restored.text);
  // What nothing was lost of is restored all the same.
  const Restored lossless = restore(break_with("gbk-as-windows-1252", kText), strict);
  CHECK(lossless.text == kText);
}

TEST_CASE("Restorer: the certainty asked for", "[restorer]") {
  const std::string damaged = break_with("utf8-as-gbk", kText, "windows");
  Options any;
  any.infer = 0;
  Options sure;
  sure.infer = 0.9;
  Options never;
  never.infer = 1.1;
  const Restored all = restore(damaged, any);
  const Restored some = restore(damaged, sure);
  const Restored none = restore(damaged, never);
  CHECK(all.counts.lost == 0);
  CHECK(all.counts.inferred >= some.counts.inferred);
  CHECK(none.counts.inferred == 0);
  CHECK(some.counts.lost == occurrences(some.text, kLost));
  for (const auto& step : some.plan.steps) {
    for (const auto& span : step.spans) {
      for (const auto& inferred : span.inferred) {
        CHECK((inferred.character == fuyuan::kReplacement) == (inferred.probability < 0.9));
        CHECK(inferred.best != 0);
      }
    }
  }
}

TEST_CASE("Restorer: inferred characters are marked on request", "[restorer]") {
  const std::string damaged = break_with("utf8-as-gbk", kText, "windows");
  Options options;
  options.mark = true;
  const Restored marked = restore(damaged, options);
  CHECK(occurrences(marked.text, "⟦") == marked.counts.inferred);
  CHECK(occurrences(marked.text, "⟧") == marked.counts.inferred);
  CHECK(marked.plan.apply(damaged) == marked.text);
  std::string bare = marked.text;
  for (const std::string_view bracket : {"⟦", "⟧"}) {
    for (std::size_t at = bare.find(bracket); at != std::string::npos; at = bare.find(bracket)) {
      bare.erase(at, bracket.size());
    }
  }
  CHECK(bare == restore(damaged).text);
}

TEST_CASE("Restorer: what is no text is left as found", "[restorer]") {
  const std::string image = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0"s;
  const Restored restored = restore(image);
  CHECK(restored.text == image);
  CHECK(restored.verdict == Verdict::binary);
  CHECK(restored.plan.empty());
  const std::string zeros(1000, '\0');
  CHECK(restore(zeros).text == zeros);
}

TEST_CASE("Restorer: a stray NUL does no harm", "[restorer]") {
  std::string text = kText + kText;
  text.insert(text.find('\n'), 1, '\0');
  const Restored restored = restore(text);
  CHECK(restored.text == text);
  CHECK(restored.plan.empty());
}

TEST_CASE("Restorer: only some lines broken", "[restorer]") {
  const std::string line = "今天天气很好，我们去公园散步。\n";
  const std::string mixed = line + break_with("gbk-as-big5", line, "windows") + line +
                            break_with("utf8-as-windows-1252", line) + break_with("gb18030", line) +
                            line;
  const Restored restored = restore(mixed);
  CHECK(restored.text == line + line + line + line + line + line);
}

TEST_CASE("Restorer: line ends stay as they were", "[restorer]") {
  const std::string lines =
      "今天天气很好，我们去公园散步。\r\n公园里有很多人。\n\r\n\n没有行尾的最后一行";
  for (const char* channel : {"utf8-as-windows-1252", "gbk-as-windows-1252", "gb18030"}) {
    CAPTURE(channel);
    CHECK(restore(break_with(channel, lines)).text == lines);
  }
}

TEST_CASE("Restorer: several steps", "[restorer]") {
  std::string damaged = break_with("utf8-as-windows-1252", kText);
  damaged = break_with("utf8-as-windows-1252", damaged);
  CHECK(restore(damaged).text == kText);
  CHECK(restore(damaged).plan.steps.size() == 2);
  CHECK(
      restore(break_with("utf8-as-gbk", break_with("gbk-as-windows-1252", kText), "whatwg")).text ==
      kText);
}

TEST_CASE("Restorer: memory junk is not invented upon", "[restorer]") {
  for (const char* text : {"烫烫烫烫烫烫烫烫", "屯屯屯屯屯屯屯屯", "????????", "?? ????? ???"}) {
    CAPTURE(text);
    const Restored restored = restore(text);
    CHECK(restored.counts.inferred == 0);
    CHECK(restored.text == text);
  }
}

TEST_CASE("Restorer: a hint does not decide alone", "[restorer]") {
  for (const char* hint : {"gb18030", "big5", "windows-1252", "utf-16le", "utf-16be", "shift_jis",
                           "no-such-charset"}) {
    CAPTURE(hint);
    Options options;
    options.from = hint;
    CHECK(restore(kText, options).text == kText);
  }
}

TEST_CASE("Restorer: a hint of UTF-16 does not decide alone", "[restorer]") {
  for (const char* hint : {"utf-16le", "utf-16be"}) {
    CAPTURE(hint);
    Options options;
    options.from = hint;
    CHECK(restore(kText, options).text == kText);
  }
}

TEST_CASE("Restorer: other languages are never touched", "[restorer]") {
  for (const char* text : {"今日は天気がいいので、公園を散歩しました。国語の學校と舊字體の話。\n",
                           "오늘은 날씨가 좋아서 공원을 산책했습니다.\n",
                           "Сегодня хорошая погода, мы гуляли в парке.\n",
                           "Où est-il allé hier soir? À l'hôtel, près de la forêt. Ça va?\n",
                           "Größe, Übermut und Straßenbahnen. Weiß er das? Ja!\n"}) {
    CAPTURE(text);
    CHECK(restore(text).text == text);
    CHECK(restore(text).verdict == Verdict::clean);
  }
}

TEST_CASE("Restorer: what stands around a document is evidence", "[restorer]") {
  // Alone, nobody can say that it is anything else.
  const std::string title = break_with("gbk-as-big5", "归舟");
  std::string context;
  for (const std::string_view line : {"渡口的船夫把绳子系好", "他点了一盏灯", "坐在船头慢慢喝茶"}) {
    context += break_with("gbk-as-big5", line) + "\n";
  }
  CHECK(restore(title).text == title);
  const Restored restored = Restorer().restore(title, {}, context);
  CHECK(restored.text == "归舟");
  CHECK(restored.plan.apply(title) == restored.text);
  // Healthy text stays, whatever is around it.
  CHECK(Restorer().restore(kText, {}, context).plan.empty());
  CHECK(Restorer().restore("归舟", {}, context).plan.empty());
}

TEST_CASE("A question mark in ASCII behind Chinese text stays one", "[restorer]") {
  for (const char* line : {"你不是说要去爬山?怎么还坐在这儿看书呢",
                           "老张把伞借给谁了?我找了一上午。", "他在电话里问：“你们到底几点来?”"}) {
    INFO(line);
    for (const char* channel : {"gbk-as-euc-kr", "gbk-as-big5"}) {
      CHECK(restore(break_with(channel, line, "windows")).text == line);
    }
  }
}

TEST_CASE("Lines of one character come back with a document that was misread as a whole",
          "[restorer]") {
  const std::string text =
      "姓名登记表由居委会填写，填好以后交到二楼窗口。\n男\n女\n请在这个月底以前办完手续。\n";
  for (const char* channel : {"gbk-as-koi8-r", "gbk-as-windows-1251", "gbk-as-big5"}) {
    INFO(channel);
    CHECK(restore(break_with(channel, text)).text == text);
  }
  // Where other lines are in order, what is short is left alone.
  const std::string mixed = break_with("gbk-as-koi8-r", "请在这个月底以前办完手续。") +
                            "\nдп\n姓名登记表由居委会填写，填好以后交到二楼窗口。\n";
  CHECK(restore(mixed).text.find("\nдп\n") != std::string::npos);
}

TEST_CASE("Korean lines of a few letters come back with their document", "[restorer]") {
  Options keep;
  keep.to = fuyuan::Script::keep;
  const std::string text =
      "내일 아침에 비가 오면 소풍을 가지 못합니다.\n낌새가\n그래서 모두 하늘만 바라보고 "
      "있었습니다.\n";
  for (const char* channel : {"euc-kr-as-gbk", "utf8-as-windows-1252"}) {
    INFO(channel);
    CHECK(restore(break_with(channel, text), keep).text == text);
  }
}

TEST_CASE("Japanese and Korean misread as Chinese comes back in its own script", "[restorer]") {
  const std::string japanese =
      "昨日の午後、駅前の新しい図書館で子どもたちのための読書会が開かれました。\n"
      "参加者は約五十人で、好きな本を紹介しながら楽しい時間を過ごしました。\n";
  const std::string korean =
      "어제 오후에 시립 도서관에서 어린이를 위한 독서 모임이 열렸습니다.\n"
      "참가자들은 좋아하는 책을 소개하면서 즐거운 시간을 보냈습니다.\n";
  const struct {
    const char* channel;
    const std::string& text;
  } rows[] = {{"shift-jis-as-gbk", japanese},
              {"euc-jp-as-gbk", japanese},
              {"euc-jp-as-big5:windows", japanese},
              {"shift-jis-as-windows-1252", japanese},
              {"euc-jp-as-windows-1252", japanese},
              {"euc-kr-as-windows-1252", korean},
              {"euc-kr-as-gbk", korean},
              {"euc-kr-as-big5:windows", korean},
              {"euc-kr-as-big5-hkscs:whatwg", korean}};
  for (const auto& row : rows) {
    CAPTURE(row.channel);
    const std::string_view name = row.channel;
    const std::size_t colon = name.find(':');
    const std::string broken =
        colon == std::string_view::npos
            ? break_with(name, row.text)
            : break_with(name.substr(0, colon), row.text, name.substr(colon + 1));
    REQUIRE(broken != row.text);
    CHECK(restore(broken).text == row.text);
  }
}

TEST_CASE("A mark at the end of a row took no separator that another one took", "[restorer]") {
  CHECK(fuyuan::Restorer()
            .restore("姓名,省份,数量,备注\n瀛欏ぇ灞?瀹佸,2,鏄撶鍝?\n张明,湖北省,5,自提\n")
            .text == "姓名,省份,数量,备注\n孙大山,宁夏,2,易碎品\n张明,湖北省,5,自提\n");
}

TEST_CASE("A mark before the ending of a file's name", "[restorer]") {
  CHECK(fuyuan::Restorer().restore("绗簩绔?txt").text == "第二章.txt");
}

TEST_CASE("A sign of multiplication stays beside what was misread", "[restorer]") {
  CHECK(fuyuan::Restorer().restore("规格\t尺寸\n괏侊彊빗\t80×120\n").text ==
        "规格\t尺寸\n保温水壶\t80×120\n");
}
