#include "charset/decoder_habit.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kKatakanaMiddleDot = 0x30FB;
constexpr char32_t kEuroSign = 0x20AC;
constexpr char32_t kIdeographicSpace = 0x3000;

struct NamedHabit {
  std::string_view name;
  Habit habit;
};

constexpr std::array<NamedHabit, kHabitCount> kHabits = {{{"whatwg", Habit::whatwg},
                                                          {"python", Habit::python},
                                                          {"java", Habit::java},
                                                          {"jdk7", Habit::jdk7},
                                                          {"windows", Habit::windows},
                                                          {"iconv-c", Habit::iconv_discard},
                                                          {"question", Habit::question_mark},
                                                          {"php", Habit::php},
                                                          {"ignore", Habit::ignore}}};

constexpr std::array<Habit, kHabitCount> kAllHabits = {
    Habit::whatwg,        Habit::python,        Habit::java, Habit::jdk7,  Habit::windows,
    Habit::iconv_discard, Habit::question_mark, Habit::php,  Habit::ignore};

constexpr bool is_between(unsigned byte, unsigned first, unsigned last) {
  return byte >= first && byte <= last;
}
constexpr bool is_digit(unsigned byte) { return is_between(byte, '0', '9'); }
constexpr bool is_ascii(unsigned byte) { return byte < 0x80; }
constexpr bool is_euc(unsigned byte) { return is_between(byte, 0xA1, 0xFE); }

bool is_unicode(const Charset& charset) {
  return charset.framing() == Framing::utf8 || !charset.is_ascii_superset();
}

/// A lead byte by the framing alone, whether or not any pair of it has a character.
bool starts_pair(const Charset& charset, unsigned byte) {
  switch (charset.framing()) {
    case Framing::double_byte:
    case Framing::gb18030:
      return is_between(byte, 0x81, 0xFE);
    case Framing::shift_jis:
      return is_between(byte, 0x81, 0x9F) || is_between(byte, 0xE0, 0xFC);
    case Framing::euc_jp:
      return is_euc(byte) || byte == 0x8E || byte == 0x8F;
    case Framing::euc_tw:
      return is_euc(byte) || byte == 0x8E;
    default:
      return false;
  }
}

/// The single bytes above 7F that Windows adds to its multi-byte charsets.
bool is_windows_single(const Charset& charset, unsigned byte) {
  if (charset.framing() == Framing::shift_jis) {
    return byte == 0x80 || byte == 0xA0 || is_between(byte, 0xFD, 0xFF);
  }
  return charset.framing() == Framing::double_byte && (byte == 0x80 || byte == 0xFF);
}

/// Table 3-7's bounds for the second byte of a UTF-8 sequence.
bool is_second_of_utf8(unsigned lead, unsigned second) {
  if (lead == 0xE0) return is_between(second, 0xA0, 0xBF);
  if (lead == 0xED) return is_between(second, 0x80, 0x9F);
  if (lead == 0xF0) return is_between(second, 0x90, 0xBF);
  if (lead == 0xF4) return is_between(second, 0x80, 0x8F);
  return is_between(second, 0x80, 0xBF);
}

bool is_java(Habit habit) { return habit == Habit::java || habit == Habit::jdk7; }

std::size_t utf8_swallows(ByteView bytes, Habit habit) {
  const unsigned lead = bytes[0];
  if (is_java(habit) && lead == 0xED && bytes.size() >= 2 && is_between(bytes[1], 0xA0, 0xBF)) {
    return bytes.size() >= 3 && is_between(bytes[2], 0x80, 0xBF) ? 3 : 2;
  }
  if (!is_between(lead, 0xC2, 0xF4) || bytes.size() < 2) return 1;
  if (!is_second_of_utf8(lead, bytes[1])) return 1;
  // A lead byte of two would have made a character, so at least three are wanted.
  if (lead < 0xF0 || bytes.size() < 3 || !is_between(bytes[2], 0x80, 0xBF)) return 2;
  return 3;
}

std::size_t utf16_swallows(const Charset& charset, ByteView bytes, Habit habit) {
  if (bytes.size() < 2) return bytes.size();
  const unsigned high_byte = bytes[charset.framing() == Framing::utf16be ? 0 : 1];
  if ((high_byte & 0xFCU) != 0xD8) return 2;
  // Java's mark stands for both units; what is cut short at the end is one mark everywhere.
  if (is_java(habit) || bytes.size() == 3) return std::min<std::size_t>(4, bytes.size());
  return 2;
}

bool starts_four_bytes(const Charset& charset, ByteView bytes) {
  return charset.framing() == Framing::gb18030 && bytes.size() >= 2 && is_digit(bytes[1]);
}

/// Four bytes wanted: how many a browser swallows.
std::size_t whatwg_four_byte(ByteView bytes) {
  if (bytes.size() < 3) return bytes.size();
  if (!is_between(bytes[2], 0x81, 0xFE)) return 1;
  if (bytes.size() < 4) return bytes.size();
  return is_digit(bytes[3]) ? 4 : 1;
}

std::size_t whatwg_swallows(const Charset& charset, ByteView bytes) {
  if (bytes.size() < 2 || !starts_pair(charset, bytes[0])) return 1;
  if (charset.framing() == Framing::gb18030 && is_digit(bytes[1])) return whatwg_four_byte(bytes);
  if (is_ascii(bytes[1])) return 1;
  const bool is_longer = charset.framing() == Framing::euc_jp
                             ? bytes[0] == 0x8F
                             : charset.framing() == Framing::euc_tw && bytes[0] == 0x8E;
  if (!is_longer || !is_euc(bytes[1])) return 2;
  std::size_t length = 2;
  const std::size_t wanted = std::min(charset.max_length(), bytes.size());
  while (length < wanted && !is_ascii(bytes[length])) ++length;
  return length;
}

std::size_t python_swallows(const Charset& charset, ByteView bytes) {
  if (starts_four_bytes(charset, bytes) && bytes.size() < 4) return bytes.size();
  const bool is_cut = charset.framing() == Framing::euc_jp && bytes[0] == 0x8F && bytes.size() == 2;
  return is_cut ? 2 : 1;
}

std::size_t java_swallows(const Charset& charset, ByteView bytes, Habit habit) {
  if (bytes.size() < 2) return 1;
  if (starts_four_bytes(charset, bytes)) {
    const bool has_bad_third = bytes.size() >= 4 && !is_between(bytes[2], 0x81, 0xFE);
    return has_bad_third ? 3 : std::min<std::size_t>(4, bytes.size());
  }
  if (habit == Habit::java || charset.framing() == Framing::euc_jp) return 2;
  if (charset.framing() == Framing::gb18030) return 1;
  if (charset.framing() == Framing::euc_tw) return is_euc(bytes[0]) && is_euc(bytes[1]) ? 2 : 1;
  const bool is_follower_single =
      charset.decode(bytes.subspan(1, 1)).length != 0 && !is_windows_single(charset, bytes[1]);
  const bool is_given_back = is_follower_single || charset.is_lead(bytes[1]);
  return !charset.is_lead(bytes[0]) || is_given_back ? 1 : 2;
}

bool is_gbk(const Charset& charset) { return charset.name() == "gbk" || charset.name() == "cp936"; }

/// glibc's GBK drops an unassigned pair as a whole, and so does its GB 2312 where both bytes are
/// those of EUC; its other double-byte decoders drop the lead alone.
std::size_t iconv_swallows(const Charset& charset, ByteView bytes) {
  if (starts_four_bytes(charset, bytes)) return std::min<std::size_t>(4, bytes.size());
  if (charset.name() == "gb2312") {
    const bool is_lead = is_euc(bytes[0]) || bytes[0] == 0x8E || bytes[0] == 0x8F;
    return bytes.size() > 1 && is_lead && is_euc(bytes[1]) ? 2 : 1;
  }
  if (bytes.size() < 2 || !starts_pair(charset, bytes[0])) return 1;
  if (charset.framing() == Framing::gb18030) return 2;
  if (!is_gbk(charset) || (bytes[0] == 0xFE && bytes[1] > 0xA0)) return 1;
  return is_between(bytes[1], 0x40, 0xFE) && bytes[1] != 0x7F ? 2 : 1;
}

std::size_t windows_swallows(const Charset& charset, ByteView bytes) {
  if (bytes.size() < 2 || !starts_pair(charset, bytes[0])) return 1;
  return bytes[1] == '\r' || bytes[1] == '\n' || bytes[1] == '\0' ? 1 : 2;
}

/// Its Shift_JIS goes by the range, and asks for a second byte of rows that have no character.
std::size_t php_swallows(const Charset& charset, ByteView bytes) {
  const bool is_lead = charset.framing() == Framing::shift_jis ? starts_pair(charset, bytes[0])
                                                               : charset.is_lead(bytes[0]);
  return bytes.size() > 1 && is_lead ? 2 : 1;
}

/// The character that the habit reads at the start of `bytes`.
DecodedChar decode_one(const Charset& charset, ByteView bytes, Habit habit) {
  const DecodedChar decoded = charset.decode(bytes);
  if (is_ascii(bytes[0]) || is_unicode(charset)) return decoded;
  const unsigned byte = bytes[0];
  if (charset.framing() == Framing::single_byte) {
    if (!charset.is_filled(bytes[0]) || habit == Habit::windows) return decoded;
    return habit == Habit::whatwg && byte < 0xA0 ? decoded : DecodedChar{};
  }
  const bool is_strict =
      is_java(habit) || (habit == Habit::php && charset.framing() == Framing::shift_jis);
  if (is_strict && is_windows_single(charset, byte)) return {};
  if (habit == Habit::iconv_discard && byte == 0x80 && is_gbk(charset)) return {kEuroSign, 1};
  if (habit != Habit::whatwg) return decoded;
  if (charset.framing() == Framing::gb18030) {
    if (byte == 0x80) return {kEuroSign, 1};
    if (decoded.length == 2 && byte == 0xA3 && bytes[1] == 0xA0) return {kIdeographicSpace, 2};
  }
  const bool is_kept = charset.framing() == Framing::shift_jis && byte == 0x80;
  return is_windows_single(charset, byte) && !is_kept ? DecodedChar{} : decoded;
}

}  // namespace

std::string_view habit_name(Habit habit) noexcept {
  const auto* const found =
      std::find_if(kHabits.begin(), kHabits.end(),
                   [&](const NamedHabit& entry) { return entry.habit == habit; });
  return found == kHabits.end() ? std::string_view() : found->name;
}

std::optional<Habit> find_habit(std::string_view name) noexcept {
  for (const NamedHabit& entry : kHabits) {
    if (entry.name == name) return entry.habit;
  }
  return std::nullopt;
}

std::span<const Habit> all_habits() noexcept { return kAllHabits; }

std::size_t swallowed_bytes(const Charset& charset, ByteView bytes, Habit habit) noexcept {
  if (charset.framing() == Framing::utf8) return utf8_swallows(bytes, habit);
  if (!charset.is_ascii_superset()) return utf16_swallows(charset, bytes, habit);
  if (charset.framing() == Framing::single_byte) return 1;
  switch (habit) {
    case Habit::whatwg:
      return whatwg_swallows(charset, bytes);
    case Habit::python:
    case Habit::question_mark:
    case Habit::ignore:
      return python_swallows(charset, bytes);
    case Habit::java:
    case Habit::jdk7:
      return java_swallows(charset, bytes, habit);
    case Habit::windows:
      return windows_swallows(charset, bytes);
    case Habit::iconv_discard:
      return iconv_swallows(charset, bytes);
    case Habit::php:
      return php_swallows(charset, bytes);
  }
  return 1;
}

const Charset& table_of(const Charset& charset, Habit habit) {
  const bool windows = habit == Habit::windows;
  const bool browser = habit == Habit::whatwg;
  std::string_view name = charset.name();
  if (name == "gb18030" && !browser)
    name = windows || is_java(habit) || habit == Habit::php ? "cp936" : "gbk";
  if (name == "big5") name = windows ? "cp950" : browser ? "big5-hkscs" : "big5";
  if (name == "windows-949" && !windows) name = "uhc";
  return *find_charset(name);
}

char32_t mark_of(const Charset& table, Habit habit) noexcept {
  switch (habit) {
    case Habit::iconv_discard:
    case Habit::ignore:
      return 0;
    case Habit::question_mark:
    case Habit::php:
      return U'?';
    case Habit::windows:
      if (is_unicode(table)) return kReplacement;
      return table.framing() == Framing::shift_jis ? kKatakanaMiddleDot : U'?';
    default:
      return kReplacement;
  }
}

std::size_t marked_bytes(const Charset& table, ByteView bytes, Habit habit) noexcept {
  return decode_one(table, bytes, habit).length != 0 ? 0 : swallowed_bytes(table, bytes, habit);
}

std::string decode_with_habit(const Charset& charset, ByteView bytes, Habit habit) {
  std::string out;
  out.reserve(bytes.size() * 2);
  const char32_t mark = mark_of(charset, habit);
  while (!bytes.empty()) {
    const DecodedChar decoded = decode_one(charset, bytes, habit);
    if (decoded.length != 0) {
      append_utf8(decoded.code_point, out);
      bytes = bytes.subspan(decoded.length);
    } else {
      if (mark != 0) append_utf8(mark, out);
      bytes = bytes.subspan(swallowed_bytes(charset, bytes, habit));
    }
  }
  return out;
}

}  // namespace fuyuan
