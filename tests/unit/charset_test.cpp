#include "charset/charset.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "charset/decoder_habit.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::ByteView;
using fuyuan::Charset;
using fuyuan::DecodedChar;
using fuyuan::EncodedChar;
using fuyuan::Framing;
using fuyuan::Habit;

ByteView view(std::string_view bytes) {
  return {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()};  // NOLINT
}

const Charset& charset(std::string_view name) {
  const Charset* found = fuyuan::find_charset(name);
  REQUIRE(found != nullptr);
  return *found;
}

std::string encode(std::string_view text, std::string_view name) {
  std::string bytes;
  for (const char32_t code_point : fuyuan::to_utf32(text)) {
    const EncodedChar encoded = charset(name).encode(code_point);
    REQUIRE(encoded.length != 0);
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return bytes;
}

std::string decode(std::string_view bytes, std::string_view name, Habit habit = Habit::whatwg) {
  return fuyuan::decode_with_habit(charset(name), view(bytes), habit);
}

char32_t decode_one(std::string_view bytes, std::string_view name) {
  const DecodedChar decoded = charset(name).decode(view(bytes));
  return decoded.length == bytes.size() ? decoded.code_point : 0;
}

std::string encode_one(char32_t code_point, std::string_view name) {
  const EncodedChar encoded = charset(name).encode(code_point);
  return {encoded.bytes.begin(), encoded.bytes.begin() + encoded.length};
}

/// All code points that some one- or two-byte sequence, or four-byte one of GB 18030, decodes to.
std::size_t count_decodable(const Charset& which) {
  std::size_t count = 0;
  for (unsigned first = 0; first <= 0xFF; ++first) {
    for (unsigned second = 0; second <= 0xFF; ++second) {
      const std::array<unsigned char, 2> bytes = {static_cast<unsigned char>(first),
                                                  static_cast<unsigned char>(second)};
      const DecodedChar decoded = which.decode(bytes);
      if (decoded.length == 2 || (decoded.length == 1 && second == 0)) ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("Charsets are found by any name", "[charset]") {
  std::set<std::string> seen;
  REQUIRE(fuyuan::all_charsets().size() > 30);
  for (const Charset& each : fuyuan::all_charsets()) {
    CAPTURE(each.name());
    CHECK(fuyuan::find_charset(each.name()) == &each);
    CHECK(seen.insert(std::string(each.name())).second);
    for (const std::string_view alias : each.aliases()) {
      CAPTURE(alias);
      CHECK(fuyuan::find_charset(alias) == &each);
    }
    CHECK_FALSE(each.note().empty());
  }
  CHECK(&charset("GB_18030") == &charset("gb18030"));
  CHECK(&charset("UTF8") == &charset("utf-8"));
  CHECK(&charset("SJIS") == &charset("shift_jis"));
  CHECK(fuyuan::find_charset("no-such-charset") == nullptr);
  CHECK(fuyuan::find_charset("") == nullptr);
}

TEST_CASE("What encodes decodes to itself, save one-way mappings", "[charset]") {
  for (const Charset& each : fuyuan::all_charsets()) {
    CAPTURE(each.name());
    std::size_t encodable = 0;
    std::size_t one_way = 0;
    std::size_t unstable = 0;
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
      const EncodedChar encoded = each.encode(code_point);
      if (encoded.length == 0) continue;
      ++encodable;
      const DecodedChar decoded = each.decode(encoded.view());
      if (decoded.length != encoded.length) ++unstable;
      if (decoded.code_point != code_point) {
        ++one_way;
        const EncodedChar again = each.encode(decoded.code_point);
        if (each.decode(again.view()).code_point != decoded.code_point) ++unstable;
      }
    }
    CHECK(unstable == 0);
    CHECK(encodable >= 256);
    // HKSCS has the most: the private code points of its earlier versions.
    CHECK(one_way < 2500);
    if (each.framing() == Framing::utf8 || !each.is_ascii_superset()) {
      CHECK(encodable == 0x110000 - 0x800);
      CHECK(one_way == 0);
    }
    if (each.framing() == Framing::gb18030) CHECK(encodable == 0x110000 - 0x800);
  }
}

TEST_CASE("Every decodable sequence can be encoded", "[charset]") {
  for (const Charset& each : fuyuan::all_charsets()) {
    CAPTURE(each.name());
    std::size_t lost = 0;
    std::size_t inconsistent = 0;
    for (unsigned first = 0; first <= 0xFF; ++first) {
      for (unsigned second = 0; second <= 0xFF; ++second) {
        const std::array<unsigned char, 2> bytes = {static_cast<unsigned char>(first),
                                                    static_cast<unsigned char>(second)};
        const DecodedChar decoded = each.decode(bytes);
        if (each.is_pair(bytes[0], bytes[1]) != (decoded.length == 2)) ++inconsistent;
        if (decoded.length == 2 && !(each.is_lead(bytes[0]) && each.is_trail(bytes[1]))) {
          ++inconsistent;
        }
        if (decoded.length == 0) continue;
        const EncodedChar encoded = each.encode(decoded.code_point);
        if (each.decode(encoded.view()).code_point != decoded.code_point) ++lost;
      }
    }
    CHECK(lost == 0);
    CHECK(inconsistent == 0);
  }
}

TEST_CASE("ASCII is ASCII", "[charset]") {
  for (const Charset& each : fuyuan::all_charsets()) {
    if (!each.is_ascii_superset()) continue;
    CAPTURE(each.name());
    for (unsigned byte = 0; byte < 0x80; ++byte) {
      const std::array<unsigned char, 1> bytes = {static_cast<unsigned char>(byte)};
      CHECK(each.decode(bytes).length == 1);
      CHECK(each.decode(bytes).code_point == byte);
      CHECK(each.encode(byte).length == 1);
      CHECK(each.encode(byte).bytes[0] == byte);
    }
  }
}

TEST_CASE("Charsets have the characters that their standards count", "[charset]") {
  CHECK(count_decodable(charset("gbk")) == 128 + 21791);
  CHECK(count_decodable(charset("gb18030")) == 128 + 23940);
  CHECK(count_decodable(charset("cp936")) == 128 + 2 + 23940);
  CHECK(count_decodable(charset("gb2312")) == 128 + 6763 + 682);
  CHECK(count_decodable(charset("big5")) == 128 + 13752);
  CHECK(count_decodable(charset("cp950")) == 128 + 2 + 19720);
  CHECK(count_decodable(charset("uhc")) == 128 + 17048);
  CHECK(count_decodable(charset("euc-kr")) == 128 + 8226);
  CHECK(count_decodable(charset("windows-1252")) == 256);
  CHECK(count_decodable(charset("windows-874")) == 256);
}

TEST_CASE("Misread text looks as it does in the wild", "[charset]") {
  CHECK(decode("你好", "gb18030") == "浣犲ソ");
  CHECK(decode("你好世界", "gb18030") == "浣犲ソ涓栫晫");
  CHECK(encode("浣犲ソ", "gb18030") == "你好");
  CHECK(decode(encode("你好", "gbk"), "big5") == "斕疑");
  CHECK(decode(encode("中文", "gbk"), "big5") == "笢恅");
  CHECK(decode(encode("当前位置", "gbk"), "big5") == "絞ヶ弇离");
  CHECK(decode(encode("繁體中文", "big5"), "gbk") == "羉砰いゅ");
  CHECK(decode(encode("你好", "gbk"), "cp949") == "콱봤");
  CHECK(decode(encode("你好", "gbk"), "euc-jp") == "低挫");
  CHECK(decode(encode("当前位置", "gbk"), "shift_jis") == "ｵｱﾇｰﾎｻﾖﾃ");
  CHECK(decode(encode("你好", "gbk"), "windows-1252") == "ÄãºÃ");
  CHECK(decode("你好", "koi8-r") == "Д╫═Е╔╫");
  CHECK(decode("你好", "cp437") == "Σ╜áσÑ╜");
  CHECK(decode("你好", "cp850") == "õ¢áÕÑ¢");
  CHECK(decode(encode("你好", "gbk"), "windows-1251") == "ДгєГ");
  CHECK(decode(encode("你好", "gbk"), "windows-1253") == "ΔγΊΓ");
  CHECK(decode(encode("你好", "gbk"), "windows-1256") == "ؤم؛أ");
  CHECK(decode(encode("你好", "gbk"), "windows-874") == "ฤใบร");
  CHECK(decode(encode("你好", "gbk"), "macintosh") == "ƒ„∫√");
  CHECK(decode(encode("你好", "gbk"), "cp866") == "─у║├");
  CHECK(decode(encode("日本語", "shift_jis"), "gbk") == "擔杮岅");
  CHECK(decode(encode("한국어", "euc-kr"), "gbk") == "茄惫绢");
  CHECK(decode("\xEF\xBF\xBD\xEF\xBF\xBD", "gbk") == "锟斤拷");
  CHECK(decode("中文", "cp936", Habit::windows) == "涓\xEE\x85\x9F枃");
}

TEST_CASE("GB 18030 has four-byte forms and modern code points", "[charset]") {
  CHECK(decode_one("\x94\x39\xFC\x36", "gb18030") == U'\U0001F600');
  CHECK(encode_one(U'\U0001F600', "gb18030") == "\x94\x39\xFC\x36");
  CHECK(decode_one("\x84\x31\x95\x33", "gb18030") == 0xFEFF);
  CHECK(decode_one("\xE3\x32\x9A\x35", "gb18030") == 0x10FFFF);
  CHECK(decode_one("\xE3\x32\x9A\x36", "gb18030") == 0);
  CHECK(decode_one("\xA2\xE3", "gb18030") == 0x20AC);
  CHECK(charset("gb18030").decode(view("\x80")).length == 0);
  CHECK(charset("gb18030").decode(view("\x94\x39\xFC")).length == 0);
  CHECK(decode_one("\xAA\xA1", "gb18030") == 0xE000);
  CHECK(decode_one("\xA3\xA0", "gb18030") == 0xE5E5);

  CHECK(decode_one("\xA8\xBC", "gb18030") == 0x1E3F);
  CHECK(decode_one("\xA6\xD9", "gb18030") == 0xFE10);
  CHECK(decode_one("\xFE\x59", "gb18030") == 0x9FB4);
  CHECK(decode_one("\xFE\x51", "gb18030") == 0x20087);
  CHECK(decode_one("\x82\x35\x90\x37", "gb18030") == 0x9FB4);
  CHECK(encode_one(0x1E3F, "gb18030") == "\xA8\xBC");
  CHECK(encode_one(0xE7C7, "gb18030") == "\xA8\xBC");
  CHECK(encode_one(0xFE10, "gb18030") == "\xA6\xD9");
  CHECK(encode_one(0xE78D, "gb18030") == "\xA6\xD9");
  CHECK(encode_one(0x9FB4, "gb18030") == "\xFE\x59");
  CHECK(encode_one(0xE81E, "gb18030") == "\xFE\x59");
}

TEST_CASE("The relatives of GBK and Big5 differ where they should", "[charset]") {
  CHECK(decode_one("\x80", "cp936") == 0x20AC);
  CHECK(decode_one("\x80", "gbk") == 0);
  CHECK(decode_one("\xAA\xA1", "cp936") == 0xE000);
  CHECK(decode_one("\xFE\xFE", "cp936") == 0xE4C5);
  CHECK(decode_one("\xA7\xA0", "cp936") == 0xE765);
  CHECK(decode_one("\xAA\xA1", "gbk") == 0);
  CHECK(decode_one("\x81\x40", "gb2312") == 0);
  CHECK(encode_one(U'镕', "gb2312").empty());

  CHECK(decode_one("\xF9\xD6", "big5") == U'碁');
  CHECK(decode_one("\xC6\xE7", "big5") == 0x3083);
  CHECK(decode_one("\xC6\xE7", "big5-hkscs") == 0x3041);
  CHECK(decode_one("\xC6\xE7", "cp950") == 0xF6F7);
  CHECK(decode_one("\xFA\x40", "cp950") == 0xE000);
  CHECK(decode_one("\xFA\x40", "big5") == 0);
  CHECK(decode_one("\x8D\xFE", "big5-hkscs") == U'𠻘');
  CHECK(encode_one(U'𠻘', "big5-hkscs") == "\x8D\xFE");
  CHECK(decode_one("\x88\x62", "big5-hkscs") == 0);
  CHECK(encode_one(0x2022, "big5") == "\xA1\x45");
  CHECK(encode_one(0xF6F7, "big5") == "\xC6\xE7");

  CHECK(encode("中文", "euc-tw") == "\xC4\xE3\xC5\xC6");
  CHECK(decode_one("\x8E\xA1\xC4\xE3", "euc-tw") == U'中');
  CHECK(decode_one("\x8E\xA2\xA1\xA1", "euc-tw") == 0x4E42);
  CHECK(encode_one(0x4E42, "euc-tw") == "\x8E\xA2\xA1\xA1");

  CHECK(decode_one("\x8F\xB0\xA1", "euc-jp") == 0x4E02);
  CHECK(encode_one(0x4E02, "euc-jp") == "\x8F\xB0\xA1");
  CHECK(decode_one("\x8E\xB1", "euc-jp") == U'ｱ');
  CHECK(decode_one("\\", "shift_jis") == U'\\');
  CHECK(encode_one(0x301C, "shift_jis") == "\x81\x60");
}

TEST_CASE("UTF-16 is read unit by unit", "[charset]") {
  CHECK(encode("a你😀", "utf-16le") == std::string("a\0\x60\x4F\x3D\xD8\x00\xDE", 8));
  CHECK(encode("你", "utf-16be") == "\x4F\x60");
  CHECK(decode(std::string("\0a\xD8\x3D\xDE\0", 6), "utf-16be") == "a😀");
  CHECK(decode("\x60\x4F\x00", "utf-16le") == "你");
  CHECK(decode(std::string("\x60\x4F\x00\xDC\x61\0\x61", 7), "utf-16le") == "你\uFFFDa\uFFFD");
}

TEST_CASE("Filled bytes are known", "[charset]") {
  CHECK(charset("windows-1252").is_filled(0x81));
  CHECK(charset("windows-1252").is_filled(0x9D));
  CHECK_FALSE(charset("windows-1252").is_filled(0x80));
  CHECK_FALSE(charset("iso-8859-1").is_filled(0x81));
  CHECK(charset("windows-1253").is_filled(0xAA));
  CHECK(decode_one("\xAA", "windows-1253") == 0xAA);
  CHECK(decode_one("\x81", "windows-1252") == 0x81);
  CHECK_FALSE(charset("gbk").is_filled(0x80));

  CHECK(decode("\x81\xE9", "windows-1252", Habit::whatwg) == "\u0081é");
  CHECK(decode("\x81\xE9", "windows-1252", Habit::python) == "\uFFFDé");
  CHECK(decode("\x81\xE9", "windows-1252", Habit::question_mark) == "?é");
  CHECK(decode("\xAA", "windows-1253", Habit::whatwg) == "\uFFFD");
  CHECK(decode("\xAA", "windows-1253", Habit::windows) == "\u00AA");
}

TEST_CASE("Habits have names", "[habit]") {
  for (const Habit habit : fuyuan::all_habits()) {
    CHECK(fuyuan::find_habit(fuyuan::habit_name(habit)) == habit);
  }
  CHECK(fuyuan::find_habit("windows") == Habit::windows);
  CHECK_FALSE(fuyuan::find_habit("nobody").has_value());
}

TEST_CASE("Windows swallows the follower, ASCII included", "[habit]") {
  const auto broken = [](std::string_view text) { return decode(text, "cp936", Habit::windows); };
  CHECK(broken("简单 Agent") == "绠€鍗?Agent");
  CHECK(broken("\"你好！\");") == "\"浣犲ソ锛?);");
  CHECK(broken("发送 VDPA") == "鍙戦€?VDPA");
  CHECK(broken("存在的文件\",") == "瀛樺湪鐨勬枃浠?,");
  CHECK(broken("你好吗</div>") == "浣犲ソ鍚?/div>");
  CHECK(broken("发送\r\n") == "鍙戦€?\r\n");
  CHECK(broken("发送\t表") == "鍙戦€?琛?");
}

TEST_CASE("PHP swallows line ends as well", "[habit]") {
  const auto broken = [](std::string_view text) { return decode(text, "cp936", Habit::php); };
  CHECK(broken("简单 Agent") == "绠€鍗?Agent");
  CHECK(broken("发送\n发") == "鍙戦€?鍙?");
  CHECK(decode("\x81 B", "gb2312", Habit::php) == "? B");
  CHECK(decode("\xE4\xE4\x80\n", "big5", Habit::php) == "鳵?\n");
  // PHP 8.2: EF begins no character in Shift_JIS, and takes its second byte along all the same.
  CHECK(decode("\xEF\xBC\x9A\xE5", "shift_jis", Habit::php) == "?壼");
  CHECK(decode("\x80\xE4\xBD\xA0", "shift_jis", Habit::php) == "?菴?");
}

TEST_CASE("Other decoders swallow less or nothing", "[habit]") {
  CHECK(decode("简单 A", "gbk", Habit::python) == "绠�鍗� A");
  CHECK(decode("简单", "gbk", Habit::java) == "绠�崟");
  CHECK(decode("简单 A", "gbk", Habit::jdk7) == "绠�鍗� A");
  CHECK(decode("简单 A", "cp936", Habit::jdk7) == "绠�鍗� A");
  CHECK(decode("简单 A", "gb18030", Habit::whatwg) == "绠€鍗� A");
  CHECK(decode("简单 A", "gbk", Habit::iconv_discard) == "绠€鍗 A");
  CHECK(decode("你好吗?", "gbk", Habit::question_mark) == "浣犲ソ鍚??");
  CHECK(decode("\xA7\x41\xA6\x6E", "gb2312", Habit::python) == "�A�n");
  CHECK(decode("\x94\x39\xFC\x36", "gbk", Habit::python) == "�9�6");
  // A browser swallows a follower that is not ASCII.
  CHECK(decode("\x81\xFF"
               "a",
               "gb18030", Habit::whatwg) == "�a");
  CHECK(decode("\x81\x7F", "gb18030", Habit::whatwg) == "�\x7F");
  CHECK(decode("\x81\x30\x81", "gb18030", Habit::whatwg) == "�");
  CHECK(decode("\x81\x30"
               "aa",
               "gb18030", Habit::whatwg) == "�0aa");
}

TEST_CASE("UTF-8 marks maximal subparts", "[habit]") {
  CHECK(decode("\xE4\xBD", "utf-8") == "�");
  CHECK(decode("\xE4\xBD"
               "a",
               "utf-8") == "�a");
  CHECK(decode("\xF0\x9F\x98", "utf-8", Habit::python) == "�");
  CHECK(decode("\xED\xA0\xBD", "utf-8", Habit::whatwg) == "���");
  CHECK(decode("\xED\xA0\xBD", "utf-8", Habit::jdk7) == "�");
  CHECK(decode("\xC0\x80", "utf-8") == "��");
  CHECK(decode(encode("你好", "gbk"), "utf-8") == "���");
}

TEST_CASE("Any bytes decode to well-formed UTF-8", "[habit]") {
  std::string bytes;
  std::uint32_t seed = 7;
  for (int i = 0; i < 4000; ++i) {
    seed = seed * 1664525U + 1013904223U;
    bytes += static_cast<char>((seed >> 24U) | ((seed & 0x300U) != 0 ? 0x80U : 0U));
  }
  for (const Charset& each : fuyuan::all_charsets()) {
    for (const Habit habit : fuyuan::all_habits()) {
      CAPTURE(each.name(), fuyuan::habit_name(habit));
      CHECK(fuyuan::is_valid_utf8(fuyuan::decode_with_habit(each, view(bytes), habit)));
    }
  }
}
