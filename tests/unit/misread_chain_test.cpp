#include <array>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

const std::string kText =
    "外婆家的院子里有一棵枣树，每年九月枣子熟了，我们就搬来竹竿和床单，一个人打，三个人接。";

constexpr std::array<const char*, 10> kSingleBytes = {
    "windows-1252", "koi8-r",       "cp852",      "windows-1250", "iso-8859-15",
    "macroman",     "windows-1256", "iso-8859-2", "cp866",        "windows-1254"};

std::string misread(std::string_view original, std::string_view wrong, std::string_view text) {
  std::string name(original);
  name.append("-as-").append(wrong);
  // Windows loses nothing of single bytes.
  return testing::break_with(name, text, "windows");
}

}  // namespace

TEST_CASE("Chains of two to four misreads come back, whatever the charsets", "[misread_chain]") {
  for (std::size_t first = 0; first < kSingleBytes.size(); ++first) {
    for (const char* original : {"utf8", "gbk"}) {
      std::string broken = misread(original, kSingleBytes[first], kText);
      for (std::size_t step = 1; step < 4; ++step) {
        broken = misread("utf8", kSingleBytes[(first + 3 * step) % kSingleBytes.size()], broken);
        CAPTURE(original, kSingleBytes[first], step);
        const Restored restored = Restorer().restore(broken);
        CHECK(restored.text == kText);
        CHECK(restored.verdict == Verdict::restored);
        CHECK(restored.plan.steps.size() == step + 1);
        CHECK(restored.plan.apply(broken) == kText);
      }
    }
  }
}

TEST_CASE("Chains: a line in capital Russian letters is no mojibake", "[misread_chain]") {
  for (const std::string& line : {std::string("250\t168\tA8\t¨\tУМЛЯУТ"),
                                  std::string("ТАБЛИЦА СИМВОЛОВ: «КЭ», «ЛЕ», «ЧЕ»")}) {
    CHECK(Restorer().restore(line).text == line);
  }
}

TEST_CASE("Chains: a field of UTF-8 read as GBK twice beside healthy text", "[misread_chain]") {
  const std::string meant = "图书馆通知";
  const std::string broken = misread("utf8", "gbk", misread("utf8", "gbk", meant));
  CHECK(broken.find('?') == std::string::npos);
  for (const std::string& before :
       {std::string("标题："), std::string("3021,王小明,"), std::string("[WARN] 任务已经提交 ")}) {
    const Restored restored = Restorer().restore(before + broken);
    CHECK(restored.text == before + meant);
    CHECK(restored.verdict == Verdict::restored);
    CHECK(restored.plan.apply(before + broken) == before + meant);
  }
  // Somebody shows it.
  const std::string shown = "这个文件名显示成了“" + broken + "”，怎么办？";
  CHECK(Restorer().restore(shown).text == shown);
}
