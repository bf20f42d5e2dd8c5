#include "restore/repair/spelled_bytes.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

const std::string kText =
    "系统开始处理中文文件，请稍候。\n图书馆周末延长开放时间（9:00 到 21:00），读者可以免费参观。\n"
    "编辑器把文件存成了别的编码，打开以后全是看不懂的字。\n";

}  // namespace

TEST_CASE("SpelledBytes: what a decoder spelled out comes back with the rest", "[spelled_bytes]") {
  for (const char* channel : {"utf8-as-gbk", "utf8-as-windows-1252", "utf8-as-shift-jis",
                              "utf8-as-euc-kr", "gbk-as-big5", "gbk-as-utf8"}) {
    CAPTURE(channel);
    const std::string broken = break_with(channel, kText, "backslashreplace");
    REQUIRE(broken.find("\\x") != std::string::npos);
    const Restored restored = Restorer().restore(broken);
    CHECK(restored.text == kText);
    CHECK(restored.verdict == fuyuan::Verdict::restored);
    CHECK(restored.plan.apply(broken) == kText);
  }
}

TEST_CASE("SpelledBytes: text of other languages comes back as well", "[spelled_bytes]") {
  for (const std::string text :
       {"図書館は週末の開館時間を延ばします。\nこれはとても便利なものだと思います。\n",
        "도서관은 주말에도 문을 엽니다.\n읽고 싶은 책을 자유롭게 고를 수 있습니다.\n",
        "Библиотека открыта и в выходные дни.\nПриходите читать новые книги.\n"}) {
    for (const char* channel : {"utf8-as-gbk", "utf8-as-windows-1252"}) {
      CAPTURE(text, channel);
      const std::string broken = break_with(channel, text, "backslashreplace");
      CHECK(Restorer().restore(broken).text == text);
    }
  }
}

TEST_CASE("SpelledBytes: Perl has capitals", "[spelled_bytes]") {
  std::string broken = break_with("utf8-as-gbk", kText, "backslashreplace");
  for (std::size_t at = broken.find("\\x"); at != std::string::npos;
       at = broken.find("\\x", at + 4))
    std::transform(broken.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                   broken.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                   broken.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
  CHECK(Restorer().restore(broken).text == kText);
}

TEST_CASE("SpelledBytes: program text and healthy lines stay", "[spelled_bytes]") {
  for (const std::string healthy :
       {"const char* kHello = \"\\xe4\\xbd\\xa0\\xe5\\xa5\\xbd\";  // 你好，世界\n",
        "用正则 [\\x80-\\xff] 可以匹配所有非 ASCII 的字节，\\xe4 是开头。\n",
        "char eacute[] = \"caf\\xe9 d\\xe9j\\xe0\"; /* café déjà vu */\n",
        "assert decode(b'\\xc3\\xa9', 'utf8') == ('é', lookup('utf8'))\n"
        "assert encode('é', 'utf8') == b'\\xc3\\xa9' and encode('é', UTF8) == b'\\xc3\\xa9'\n"
        "assert decode(b'\\xe9\\x00', 'UTF-16LE') == ('é', lookup('utf-16le'))\n"
        "assert decode(b'\\xEF\\xBB', 'latin1') == 'ï»'\n",
        "GBK 里“你”是 \\xc4\\xe3，UTF-8 里是 \\xe4\\xbd\\xa0。\n"}) {
    CAPTURE(healthy);
    CHECK(Restorer().restore(healthy).text == healthy);
  }
  const std::string about = "乱码的例子：\n" + break_with("utf8-as-gbk", kText, "backslashreplace");
  const fuyuan::SpelledBytes finder(fuyuan::LanguageModel::embedded(),
                                    fuyuan::Registry::instance());
  CHECK(finder.find(about).empty());
}
