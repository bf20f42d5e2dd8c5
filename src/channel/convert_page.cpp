// The forward direction of ConvertedPage: the converter's own process, step by step.

#include <algorithm>
#include <array>

#include "channel/converted_page.hpp"
#include "channel/traditional_forms.hpp"
#include "charset/decoder_habit.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Which characters carry notes is constant within a page: about a third of those converted.
bool is_annotated(char32_t traditional, std::uint64_t page) {
  std::uint64_t hash = (traditional ^ page) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 29;
  return hash % 3 == 0;
}

/// The characters such converters leave as they are.
bool is_left_alone(char32_t cp) {
  return std::u32string_view(U"干后里么于并云划占采征范郁游咨群峰床吃秘制系只").find(cp) !=
         std::u32string_view::npos;
}

std::u32string to_traditional(std::u32string_view text) {
  std::u32string out;
  for (const char32_t cp : text) {
    out += is_left_alone(cp) ? std::u32string(1, cp) : convert_by_character({&cp, 1});
  }
  return out;
}

/// Only characters that the conversion made have notes.
bool is_converted(char32_t traditional) {
  const std::u32string_view forms = simplified_candidates(traditional);
  return !forms.empty() && forms[0] != traditional;
}

std::string encode(const Charset& charset, std::u32string_view text) {
  std::string bytes;
  for (const char32_t cp : text) {
    const EncodedChar encoded = charset.encode(cp);
    const bool outside = encoded.length == 0 || encoded.length == 4;
    bytes +=
        outside ? "?" : std::string(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return bytes;
}

/// How a converter writes its notes.
struct NoteStyle {
  ToneStyle tone = ToneStyle::mark;
  std::u32string_view before = U"(";
  std::u32string_view after = U")";
};

NoteStyle style_of(std::string_view habit) {
  if (habit == "blank") return {ToneStyle::mark, U"(", U" )"};
  if (habit == "toneless") return {ToneStyle::none, U"(", U")"};
  if (habit == "toneless-blank") return {ToneStyle::none, U"(", U" )"};
  if (habit == "numbers") return {ToneStyle::number, U"(", U")"};
  if (habit == "wide") return {ToneStyle::mark, U"（", U"）"};
  if (habit == "wide-numbers") return {ToneStyle::number, U"（", U"）"};
  return {};
}

/// Puts a note after every pair of bytes that is an annotated character, aligned or not.
std::string add_notes(const Charset& gbk, std::string_view bytes, std::uint64_t page,
                      std::string_view habit) {
  const NoteStyle style = style_of(habit);
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out.push_back(bytes[i]);
    if (i == 0) continue;
    const DecodedChar pair = gbk.decode(byte_view(bytes.substr(i - 1, 2)));
    if (pair.length != 2 || !is_converted(pair.code_point) ||
        !is_annotated(pair.code_point, page)) {
      continue;
    }
    const std::vector<Syllable> known = readings(pair.code_point);
    if (known.empty()) continue;
    const std::string note =
        encode(gbk, std::u32string(style.before) + spell(known[0], style.tone) +
                        std::u32string(style.after));
    out += habit == "doubled" ? note + note : note;
  }
  return out;
}

/// Decodes with the sentence marks as hard separators, wherever their bytes occur.
std::string decode_in_pieces(const Charset& gbk, std::string_view bytes) {
  constexpr std::array<std::string_view, 4> kMarks = {"\xA3\xA1", "\xA1\xA3", "\xA3\xBF",
                                                      "\xA3\xBB"};
  std::string out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (std::find(kMarks.begin(), kMarks.end(), bytes.substr(i, 2)) == kMarks.end()) continue;
    out += decode_with_habit(gbk, byte_view(bytes.substr(begin, i - begin)), Habit::windows);
    out += decode_with_habit(gbk, byte_view(bytes.substr(i, 2)), Habit::windows);
    begin = i + 2;
    ++i;
  }
  return out + decode_with_habit(gbk, byte_view(bytes.substr(begin)), Habit::windows);
}

}  // namespace

std::vector<std::string_view> ConvertedPage::habits() const {
  return {"marks",   "blank",   "toneless", "toneless-blank",
          "numbers", "doubled", "wide",     "wide-numbers"};
}

std::string ConvertedPage::damage(std::string_view text, std::string_view habit,
                                  std::mt19937_64& random) const {
  const std::string bytes = encode(gbk_, to_traditional(to_utf32(text)));
  return decode_in_pieces(gbk_, add_notes(gbk_, bytes, random(), habit));
}

}  // namespace fuyuan
