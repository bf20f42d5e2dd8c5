#include "restore/repair/lacked_characters.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(std::string_view text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("LackedCharacters: entities of what a form's charset lacked",
          "[lacked_characters][restorer]") {
  CHECK(restore("快递已经收到&#128077;，包装很结实。\n下次还来&#128522;\n") ==
        "快递已经收到👍，包装很结实。\n下次还来😊\n");
  // GB 2312 lacks it, and there is nothing else but GB 2312.
  CHECK(restore("李&#28116;老师今天没有来上课。\n") == "李淔老师今天没有来上课。\n");
}

TEST_CASE("LackedCharacters: entities that are meant", "[lacked_characters][restorer]") {
  for (const char* text :
       {"我们用&#x1F600;表示笑脸，大家都看得懂。", "网页源码里的&#128512;是笑脸，请注意。",
        "<p>快递已经收到&#128077;，包装很结实。</p>\n", "快递已经收到&#128077;，包装&nbsp;结实。\n",
        "快递已经收到&#20320;&#22909;，包装很结实。\n", "笑脸要写成 &#128522; 才能显示出来。\n",
        "INSERT INTO t VALUES (1, '快递已经收到&#128077;');\n", "msg: 快递已经收到&#128077;\n",
        "msg = \"快递已经收到&#128077;\"\n", "转义以后是&#128077;，网页上能显示。\n",
        "[快递](a.html)已经收到&#128077;，包装很结实。\n", "快递已经收到&#8203;，包装很结实。\n",
        "收到 👏 快递已经收到&#128077;，包装很结实。\n"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}
