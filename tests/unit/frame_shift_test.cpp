#include "channel/frame_shift.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::best_original;
using fuyuan::testing::break_with;

TEST_CASE("Frame shift: one lost byte cuts the pairs after it wrongly", "[frame_shift]") {
  const std::string text = "推动经济社会高质量发展取得新的成绩";
  for (const char* habit : {"drop", "replace"}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(habit, seed);
      const std::string damaged = break_with("gbk-frame-shift", text, habit, seed);
      CHECK(fuyuan::is_valid_utf8(damaged));
      CHECK(damaged != text);
    }
  }
  CHECK(break_with("gbk-frame-shift", "plain ASCII", "drop") == "plain ASCII");
  CHECK(break_with("gbk-frame-shift", "", "drop").empty());
}

TEST_CASE("Frame shift: most accidents in ordinary text are undone", "[frame_shift]") {
  const std::string text = "各地要认真贯彻会议精神，推动经济社会高质量发展取得新的成绩。";
  int right = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::string damaged = break_with("gbk-frame-shift", text, "drop", seed);
    right += best_original(damaged, "gbk-frame-shift") == text ? 1 : 0;
  }
  CHECK(right >= 6);
}

TEST_CASE("Frame shift: aligned text is left to identity", "[frame_shift]") {
  const std::string text = "各地要认真贯彻会议精神，推动经济社会高质量发展。";
  CHECK(best_original(text, "gbk-frame-shift") == text);
}

namespace {

/// How many arcs lead out of aligned text at the mark in `line`.
std::size_t arcs_at_mark(const char* channel, std::u32string_view line, fuyuan::ByteLoss loss) {
  fuyuan::ArcBuffer arcs(false);
  fuyuan::Observed observed{line};
  observed.loss = loss;
  const std::size_t at = line.find_first_of(U"?\uFFFD");
  fuyuan::Registry::instance().find(channel)->explain(observed, at, fuyuan::kRest, arcs);
  return arcs.arcs().size();
}

}  // namespace

TEST_CASE("Frame shift: a question mark is a byte only where bytes were replaced",
          "[frame_shift]") {
  using fuyuan::ByteLoss;
  CHECK(arcs_at_mark("gbk-frame-shift", U"懂了没有?小明说没有", ByteLoss::dropped) == 0);
  CHECK(arcs_at_mark("gbk-frame-shift", U"懂了没有?小明说没有", ByteLoss::replaced) > 0);
  // What a decoder leaves of a byte that stands alone.
  CHECK(arcs_at_mark("gbk-frame-shift", U"四督四?！睓C制", ByteLoss::dropped) > 0);
}

TEST_CASE("Frame shift: nearly all pairs of GBK are characters", "[frame_shift]") {
  using fuyuan::ByteLoss;
  CHECK(arcs_at_mark("gbk-frame-shift", U"这一行\uFFFD别的都好", ByteLoss::dropped) == 0);
  CHECK(arcs_at_mark("gbk-frame-shift", U"这一行\uFFFD 2019年", ByteLoss::dropped) > 0);
  CHECK(arcs_at_mark("big5-frame-shift", U"這一行\uFFFD別的都好", ByteLoss::dropped) > 0);
}

TEST_CASE("Frame shift: in Big5 letters are half a character", "[frame_shift]") {
  const std::string text =
      "圖書館週末延長開放時間，讀者可以憑證件借閱新書，也可以在網上預約座位，請大家按時到場。";
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  int right = 0;
  for (const char* habit : {"drop", "replace"}) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
      const std::string damaged = break_with("big5-frame-shift", text, habit, seed);
      right += fuyuan::Restorer(keep).restore(damaged).text == text ? 1 : 0;
    }
  }
  CHECK(right >= 28);  // of 60
}

TEST_CASE("Frame shift: one letter between Chinese is half a character of Big5", "[frame_shift]") {
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  const auto restore = [&](std::string_view line) {
    return fuyuan::Restorer(keep).restore(std::string(line)).text;
  };
  CHECK(restore("他說週末要去圖書]還書。") == "他說週末要去圖書館還書。");  // only the second byte
  CHECK(restore("他說週末要去圖書?]還書。") == "他說週末要去圖書館還書。");
  // As likely as not somebody's name for something.
  CHECK(restore("這次抽血檢查的是B型肝炎。") == "這次抽血檢查的是B型肝炎。");
}

TEST_CASE("Frame shift: words recur in healthy text", "[frame_shift]") {
  // 方公里 stands elsewhere in the line, which does not mean that the nonsense is shown on purpose.
  const std::string restored =
      fuyuan::Restorer()
          .restore("全市总面积1200平方公里，其中水面80平饭\uE07D铮\uFFFD2019年），人口密度不高。")
          .text;
  CHECK(restored.find("水面80平方公里") != std::string::npos);
}

TEST_CASE("Frame shift: what may have been UTF-16 as well", "[frame_shift]") {
  // A stretch cut wrongly may read as pairs of a file in UTF-16, which no stretch of a line is.
  const std::string restored =
      fuyuan::Restorer()
          .restore(
              "马拉松起跑时下着小雨，气温九度，对选手来说倒是个好天\uE234Ｅ艿饺十公里处，领先集团"
              "只剩下四个人，最后两公里的长坡成了决定胜负的地方。")
          .text;
  CHECK(restored.find("好天气。跑到三十公里处") != std::string::npos);
}

TEST_CASE("Frame shift: half of it may be guessed where two stand together that are not",
          "[frame_shift]") {
  const std::string restored =
      fuyuan::Restorer().restore("一颗火流星拖着绿色的尾巴划过去，擞腥思忘了许愿。").text;
  CHECK(restored == "一颗火流星拖着绿色的尾巴划过去，所有人都忘了许愿。");
}

TEST_CASE("Frame shift: what follows decides which character was the last", "[frame_shift]") {
  // Behind 退休的 twenty others are likelier than 护, which only 士 speaks for.
  CHECK(fuyuan::Restorer()
            .restore("居委会的人说，缜\uE253镒∽藕眉肝煌诵莸膜士，老人可以预约上门。")
            .text == "居委会的人说，社区里住着好几位退休的护士，老人可以预约上门。");
}

TEST_CASE("Frame shift: what stands beside a lone U+FFFD is mostly healthy",
          "[frame_shift][restorer]") {
  for (const char* text :
       {"一、关于电梯大修\n1．物业公司汇报：需要更换的部件共 9 项，估价 ￥\uFFFD3,800.00。\n",
        "[站点]\n# 禁止用户看见\n标签=已\uFFFD消\n"}) {
    CAPTURE(text);
    CHECK(fuyuan::Restorer().restore(text).text == text);
  }
}

TEST_CASE("Frame shift: a digit that a mark took along does not vanish silently", "[frame_shift]") {
  // GBK with one byte lost, decoded as Windows does: what is left over takes ASCII along.
  struct Row {
    const char* broken;
    const char* restored;
  };
  const Row rows[] = {
      {"图书馆脑睦朗依镆还灿?0个座位，周末常常坐满。",
       "图书馆的阅览室里一共有\uFFFD0个座位，周末常常坐满。"},
      {"昨天依锷角?钠?陆档搅肆阆?0度左右。", "昨天夜里山区的气温降到了零下\uFFFD0度左右。"},
      {"明天的会腋脑诩傅憧?寄?请大家互相转告一下。",
       "明天的会议改在几点开始呢?请大家互相转告一下。"},
      {"学校新开设巳斯ぶ悄芸纬?(AI) 供学生选修。", "学校新开设了人工智能课程 (AI) 供学生选修。"},
      // Few characters before the digit, but no doubt which.
      {"这台旧机器每天的处滥芰Υ?4万吨，明年还要再建一台。",
       "这台旧机器每天的处理能力达\uFFFD4万吨，明年还要再建一台。"},
      // What is counted is no year, which is whole.
      {"双方商定的懦シ延霉布迫嗣癖?2000元，下月付清。",
       "双方商定的赔偿费用共计人民币\uFFFD2000元，下月付清。"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.broken);
    CHECK(fuyuan::Restorer().restore(row.broken).text == row.restored);
  }
}
