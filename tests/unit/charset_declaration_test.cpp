#include "restore/reading/charset_declaration.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

std::string declared(std::string_view text) {
  const auto found = fuyuan::find_charset_declaration(text);
  if (!found) return "";
  CHECK(text.substr(found->begin, found->end - found->begin) == found->name);
  return found->name;
}

}  // namespace

TEST_CASE("Charset declarations are found", "[charset_declaration]") {
  CHECK(declared("<html><head><meta charset=\"gb2312\"></head>") == "gb2312");
  CHECK(declared("<META CHARSET=GBK>") == "GBK");
  CHECK(declared("<meta http-equiv='Content-Type' content='text/html; charset=big5'/>") == "big5");
  CHECK(declared("<?xml version=\"1.0\" encoding=\"GB18030\"?><a/>") == "GB18030");
  CHECK(declared("<meta name=\"charset-list\" charset = \"gbk\">") == "gbk");
  CHECK(declared("<meta charset=hz-gb-2312>") == "hz-gb-2312");
  CHECK(declared("<meta charset=iso-2022-jp>") == "iso-2022-jp");
  CHECK(declared("@charset \"gbk\";\nbody {}") == "gbk");
  CHECK(declared("# -*- coding: gbk -*-\nprint(1)\n") == "gbk");
  CHECK(declared("#!/usr/bin/ruby\n# encoding: GB2312\n") == "GB2312");
  CHECK(declared("# vim: set fileencoding=big5 :\n") == "big5");
  CHECK(declared("<%@ page language=\"java\" pageEncoding=\"GBK\"%>") == "GBK");
  CHECK(declared("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=GB2312\\n\"\n") ==
        "GB2312");
}

TEST_CASE("What is no charset declaration", "[charset_declaration]") {
  CHECK(declared("").empty());
  CHECK(declared("charset=gbk").empty());
  CHECK(declared("<p>charset=gbk</p>").empty());
  CHECK(declared("<!-- <meta charset=gbk> --><p>").empty());
  CHECK(declared("<meta charset=>").empty());
  CHECK(declared("# coding: conventions\n").empty());
  CHECK(declared("a\nb\n# coding: gbk\n").empty());
  CHECK(declared("int coding = gbk;\n").empty());
  CHECK(declared("<meta name=a content=b").empty());
  CHECK(declared("<meta name=\"keywords\" content=\"charsets, encodings\">").empty());
  CHECK(declared("<meta name=\"keywords\" content=\"charset gbk\">").empty());
  CHECK(declared("<meta name=\"keywords\" content=\"charset=, gbk\">").empty());
  CHECK(declared("<meta charset=\"none-such\">").empty());
  CHECK(declared("<?xml version=\"1.0\" encoding=\"none-such\"?>").empty());
  CHECK(declared(std::string(5000, ' ') + "<meta charset=gbk>").empty());
}

TEST_CASE("A page that was decoded says that it is UTF-8 now", "[charset_declaration][restorer]") {
  const std::string page =
      "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"
      "<title>图书馆</title></head>\n<body>图书馆周末延长开放时间。</body></html>\n";
  const std::string broken = fuyuan::testing::break_with("gb18030", page);
  const fuyuan::Restored restored = fuyuan::Restorer().restore(broken);
  std::string expected = page;
  expected.replace(expected.find("gb2312"), 6, "utf-8");
  CHECK(restored.text == expected);
  CHECK(restored.charset == "gb18030");
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(fuyuan::Restorer().restore(restored.text).text == restored.text);
  // A page that needs nothing stays as it is, whatever it says.
  CHECK(fuyuan::Restorer().restore(page).text == page);
}

TEST_CASE("All that a page declares is put right", "[charset_declaration][restorer]") {
  const std::string page =
      "<?xml version=\"1.0\" encoding=\"gbk\"?>\n<html><head><meta charset=utf-8>\n"
      "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"/></head>\n"
      "<body>图书馆周末延长开放时间。</body></html>\n";
  const std::string broken = fuyuan::testing::break_with("gb18030", page);
  const fuyuan::Restored restored = fuyuan::Restorer().restore(broken);
  std::string expected = page;
  expected.replace(expected.find("gbk"), 3, "utf-8");
  expected.replace(expected.find("gb2312"), 6, "utf-8");
  CHECK(restored.text == expected);
  CHECK(restored.plan.apply(broken) == restored.text);
}

TEST_CASE("Keywords of a page that was decoded are no declaration",
          "[charset_declaration][restorer]") {
  const std::string page =
      "<meta name=\"keywords\" content=\"charsets, encodings\">\n图书馆周末延长开放时间。\n";
  const std::string broken = fuyuan::testing::break_with("gb18030", page);
  CHECK(fuyuan::Restorer().restore(broken).text == page);
}

TEST_CASE("What did not become UTF-8 does not say that it is", "[charset_declaration][restorer]") {
  const std::string page =
      "<meta charset=\"gb2312\">\n<p>图书馆周末延长开放时间。</p>\n<p>市民可以免费参观。</p>\n";
  const std::string broken = fuyuan::testing::break_with("gb18030", page) + "\x80\xFF\xFF\x80\n";
  const fuyuan::Restored restored = fuyuan::Restorer().restore(broken);
  REQUIRE(restored.text.find("图书馆") != std::string::npos);
  REQUIRE_FALSE(fuyuan::is_valid_utf8(restored.text));
  CHECK(restored.text.starts_with("<meta charset=\"gb2312\">"));
}

TEST_CASE("Mail that was decoded says that it is UTF-8 now", "[charset_declaration][restorer]") {
  const std::string mail =
      "From: lin@example.org\nSubject: 周末\nContent-Type: text/plain;\n\tcharset=\"gb2312\"\n\n"
      "明天下午三点在图书馆门口见面，记得带上借书证。\n";
  const std::string broken = fuyuan::testing::break_with("gb18030", mail);
  std::string expected = mail;
  expected.replace(expected.find("gb2312"), 6, "utf-8");
  CHECK(fuyuan::Restorer().restore(broken).text == expected);

  const auto legacy = [](std::string_view text) {
    std::vector<std::string> names;
    for (const auto& one : fuyuan::find_legacy_declarations(text)) names.push_back(one.name);
    return names;
  };
  using Names = std::vector<std::string>;
  const std::string head = "From: a@example.org\nTo: b@example.org\n";
  // What is encoded stays what it was, part by part, mail by mail.
  CHECK(legacy(head + "Content-Type: text/plain; charset=gbk\n"
                      "Content-Transfer-Encoding: base64\n\n1tDOxA==\n")
            .empty());
  CHECK(legacy(head + "Content-Type: text/plain; charset=gbk\n\n1\n\nFrom b Mon\n"
                      "Content-Type: text/plain; charset=big5\n\n中文\n") == Names{"big5"});
  // What speaks of mails is none.
  CHECK(legacy("说明：\nContent-Type: text/plain; charset=gbk\n\n中文\n").empty());
  CHECK(legacy("Content-Type: text/plain; charset=gbk\n\n中文\n").empty());
}
