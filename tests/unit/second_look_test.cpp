#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"

namespace {

const std::vector<std::string> kLines = {
    "仝筱荞今年六十三岁，在洑河村开了三十年豆腐坊，村里人都叫她豆腐仝。",
    "每天凌晨三点，仝筱荞准时起床磨豆子，天亮之前第一锅豆腐就出锅了。",
    "“我家的豆腐不用卤水，用的是酸浆。”仝筱荞一边说，一边掀开木桶上的白布。",
    "去年冬天，村里修路，豆腐坊门口的石磨没处放，仝筱荞急得好几天没睡着觉。",
    "后来还是村委会想了办法，在洑河村小学旁边腾出一间空房，让仝筱荞搬了进去。",
    "孩子们放学路过，总要趴在窗台上看仝筱荞点豆腐，有时候还能分到一碗热豆花。",
    "洑河村的年轻人大多在外打工，过年回家，头一件事就是去仝筱荞那里买两板豆腐。",
    "有人劝仝筱荞把价钱提一提，她摇摇头，说豆腐是给人吃的，不是给人看的。",
    "仝筱荞的儿子仝大勇在县城开出租车，每个星期天回洑河村帮母亲挑水。",
    "村里的老人说，仝家的豆腐手艺是从仝筱荞的外婆那一辈传下来的。",
    "今年春天，县里来人拍片子，仝筱荞对着镜头只说了一句话：“豆子要选新的。”",
    "片子播出那天晚上，洑河村家家户户都守在电视机前面等着看仝筱荞。",
};

std::size_t count_exact(const std::vector<std::string>& lines, const std::string& restored) {
  std::istringstream in(restored);
  std::string line;
  std::size_t exact = 0;
  for (std::size_t i = 0; i < lines.size() && std::getline(in, line); ++i) {
    exact += line == lines[i] ? 1 : 0;
  }
  return exact;
}

}  // namespace

TEST_CASE("A page restored as a whole tells the names that a line by itself does not",
          "[second_look]") {
  const fuyuan::Restorer restorer;
  for (const char* damage : {"utf8-as-gbk:question", "utf8-as-gbk:python"}) {
    INFO(damage);
    std::string page;
    std::size_t exact_alone = 0;
    for (const std::string& line : kLines) {
      page += line + "\n";
      const std::string broken = fuyuan::testing::break_by(damage, line);
      exact_alone += restorer.restore(broken).text == line ? 1 : 0;
    }
    const auto whole = restorer.restore(fuyuan::testing::break_by(damage, page));
    CHECK(count_exact(kLines, whole.text) > exact_alone);
  }
}
