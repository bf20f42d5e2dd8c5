#include "archive/entry_names.hpp"

#include <string>

#include "archive/byte_stream.hpp"
#include "catch.hpp"
#include "channel/escape.hpp"
#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace {

/// Whether an entry of that name, or a link of that name and target, is let through.
bool is_taken(const std::string& name, const std::string& link = "", bool is_hard = false) {
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, link.empty() || is_hard ? AE_IFREG : AE_IFLNK);
  if (!link.empty()) {
    (is_hard ? archive_entry_set_hardlink : archive_entry_set_symlink)(entry, link.c_str());
  }
  bool is_taken = true;
  try {
    fuyuan::refuse_dangerous(entry);
  } catch (const fuyuan::IoError&) {
    is_taken = false;
  }
  archive_entry_free(entry);
  return is_taken;
}

}  // namespace

TEST_CASE("A link that leads out by either reading of a backslash is refused", "[entry_names]") {
  CHECK_FALSE(is_taken("a\\b\\link", "../../etc/passwd"));
  CHECK_FALSE(is_taken("a\\b\\link", "../x"));
  CHECK_FALSE(is_taken("a/link", "b\\c/../../../x"));
  CHECK_FALSE(is_taken("a/link", "..\\..\\x"));
  CHECK_FALSE(is_taken("hard", "a\\b/../../x", true));
  CHECK(is_taken("a/b/link", "../../x"));
  CHECK(is_taken("a\\b\\link", "x"));
  CHECK(is_taken("a/b/link", "..\\x"));
  CHECK(is_taken("hard", "a\\b/../x", true));
}

TEST_CASE("A letter and a colon are a drive where a path follows", "[entry_names]") {
  for (const std::string name : {"C:\\x", "c:/x", "Z:\\", "C:..\\x", "C:..", "a/C:../x"}) {
    CAPTURE(name);
    CHECK_FALSE(is_taken(name));
  }
  for (const std::string name :
       {"Q: notes.txt", "Q:notes.txt", "1:/x", "é:/x", "ab:/x", "a:", "a/C:/x"}) {
    CAPTURE(name);
    CHECK(is_taken(name));
  }
  CHECK_FALSE(is_taken("link", "C:\\x"));
  CHECK(is_taken("link", "Q: x"));
}

TEST_CASE("Names that are UTF-8 by chance go with those that are not", "[entry_names]") {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  const std::string text = fuyuan::encode_text(gbk, "操作说明.txt");
  const std::string picture = fuyuan::encode_text(gbk, "图片/目录.htm");
  REQUIRE(fuyuan::is_valid_utf8(picture));
  const auto changes = fuyuan::decode_names({text, picture, "café.txt"});
  REQUIRE(changes.size() == 2);
  CHECK(changes.at(text) == "操作说明.txt");
  CHECK(changes.at(picture) == "图片/目录.htm");
  // Letters that are pairs of GBK as well, but come to nothing.
  CHECK(fuyuan::decode_names({text, "Ü.txt", "Éé.txt", "é.txt"}).size() == 1);
  // By themselves they say what they say.
  CHECK(fuyuan::decode_names({picture, "说明.txt"}).empty());
}
