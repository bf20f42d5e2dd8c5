#include "restore/triage/script_judge.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/quotations.hpp"

namespace fuyuan {
namespace {

/// Forms that Chinese writers use as well, though neither Big5 nor GB 2312 has them. What is left
/// is one kanji in thirteen of Japanese text, and one in seven thousand of Traditional Chinese.
constexpr std::u32string_view kSharedForms =
    U"〇亊僞冨劵勠厠啓埖壻夐夲姙寃寳尅尓尠峩峯崘巵怱愼慙憇憙敍曁朞栢梼椀椶浄瀞烱爲牀犂犇"
    U"畊畧疎皷碁穉穣窰竈竚竝粃粧綉綫緜羣羮蒭蘂衆衞袿襃襍覊覩踈輙迚遡邨鈎銹閙閲餠髴鳬鷄"
    U"麕麪値倶呉斎痩裏説産録鋭絶緑畠椛畑";

/// The last of the kanji, in Shift_JIS, that Japanese is written with: the others are rare, or
/// forms that it gave up in 1946, such as 國 and 學, which Traditional Chinese has in every line.
constexpr unsigned kLastEveryday = 0x9872;
constexpr unsigned char kLastCommon = 0xC6;  ///< lead byte of those that Big5 has for frequent

constexpr std::size_t kMostSimplified = 4;  ///< per kanji that is Japanese only, as 国 and 学

/// Chinese forms per such kanji that make it an old form of Chinese.
constexpr std::size_t kFormsPerKanji = 2;

/// Of Chinese forms in a line among Japanese ones: a name that keeps its old form has fewer.
constexpr std::size_t kLeastForms = 3;
constexpr std::size_t kMostHanPerForm = 8;

/// The same in a document that may have many Japanese words.
constexpr std::size_t kMostHanPerFormOfAll = 20;

/// A name in hangul, or a letter that a misread left behind, makes no Korean of a line.
constexpr std::size_t kLeastHanToHangul = 20;

bool is_japanese_kanji(char32_t cp) {
  static const Charset& japanese = *find_charset("shift_jis");
  static const Charset& traditional = *find_charset("big5");
  static const Charset& simplified = *find_charset("gb2312");
  return japanese.encode(cp).length == 2 && simplified.encode(cp).length == 0 &&
         traditional.encode(cp).length == 0 && kSharedForms.find(cp) == std::u32string_view::npos;
}

/// Whether Traditional Chinese has it every day, and Japanese of today hardly ever.
bool is_chinese_form(char32_t cp) {
  static const Charset& japanese = *find_charset("shift_jis");
  static const Charset& traditional = *find_charset("big5");
  const EncodedChar common = traditional.encode(cp);
  if (common.length != 2 || common.bytes[0] > kLastCommon) return false;
  const EncodedChar code = japanese.encode(cp);
  return code.length != 2 || code.bytes[0] * 0x100U + code.bytes[1] > kLastEveryday;
}

/// Of those, such as neither Japanese nor Korean charsets have at all: 您, 廠.
bool is_only_chinese(char32_t cp) {
  static const Charset& japanese = *find_charset("shift_jis");
  static const Charset& korean = *find_charset("windows-949");
  return is_chinese_form(cp) && japanese.encode(cp).length != 2 && korean.encode(cp).length != 2;
}

bool has_kana(const ScriptCounts& counts) { return counts.kana * 20 > counts.han; }

/// The same of what is not quoted.
bool has_free_kana(const ScriptCounts& counts) {
  return (counts.kana - counts.quoted_kana) * 20 > counts.han;
}

/// Kanji tell less than kana: a line of Simplified Chinese may hold a rare one, and one of
/// Traditional Chinese an old form, 顔 or 眞. `enough`: forms that Japanese does not have, to speak
/// against it.
bool has_kanji(const ScriptCounts& counts, std::size_t enough) {
  return counts.japanese * 20 > counts.han + 1 &&
         counts.japanese * kMostSimplified >= counts.simplified && counts.chinese < enough;
}

bool is_japanese(const ScriptCounts& counts) {
  const bool is_chinese = counts.only_chinese > 0 && counts.chinese >= kLeastForms &&
                          counts.chinese * kMostHanPerFormOfAll >= counts.han;
  return (is_chinese ? has_free_kana(counts) : has_kana(counts)) ||
         has_kanji(counts, kFormsPerKanji * counts.japanese);
}
bool is_korean(const ScriptCounts& counts) { return counts.hangul * 10 > counts.han; }

/// Whether a line among Japanese or Korean ones is Chinese nonetheless: a sentence, in forms that
/// those do not have. Names of institutions and people in either have old forms as well.
bool is_surely_chinese(const ScriptCounts& line) {
  return line.only_chinese > 0 && line.chinese >= kLeastForms &&
         line.chinese * kMostHanPerForm >= line.han;
}

}  // namespace

std::size_t count_quoted_kana(std::u32string_view line) {
  std::size_t quoted = 0;
  for_each_quotation(line, [&](std::size_t begin, std::size_t end) {
    const std::u32string_view stretch = line.substr(begin, end - begin);
    quoted += static_cast<std::size_t>(std::count_if(stretch.begin(), stretch.end(), is_kana));
  });
  return quoted;
}

void ScriptCounts::add(std::u32string_view line, const LineScan& scan) {
  ScriptCounts one;
  one.traditional = scan.traditional_only;
  one.simplified = scan.simplified_only;
  one.kana = scan.kana;
  if (scan.kana > 0) one.quoted_kana = std::min(scan.kana, count_quoted_kana(line));
  one.hangul = scan.hangul;
  one.non_ascii = scan.non_ascii;
  for (const char32_t cp : line) {
    one.chinese += cp == U'，' ? 1 : 0;  // Japanese has 、, and kana where it has sentences
    if (!is_han(cp)) continue;
    ++one.han;
    if (is_japanese_kanji(cp)) {
      ++one.japanese;
    } else if (is_chinese_form(cp)) {
      ++one.chinese;
      one.only_chinese += is_only_chinese(cp) ? 1 : 0;
    }
  }
  add(one, is_japanese(one) || (one.hangul > 0 && is_korean(one)));
}

void ScriptCounts::add(const Glance& line) {
  ScriptCounts one;
  one.simplified = line.simplified_only;
  one.kana = line.kana;
  one.hangul = line.hangul;
  one.non_ascii = line.non_ascii;
  one.han = line.han;
  add(one, has_kana(one) || is_korean(one));
}

void ScriptCounts::add(const ScriptCounts& line, bool is_foreign) {
  traditional += line.traditional;
  simplified += line.simplified;
  kana += line.kana;
  quoted_kana += line.quoted_kana;
  hangul += line.hangul;
  non_ascii += line.non_ascii;
  han += line.han;
  japanese += line.japanese;
  chinese += line.chinese;
  only_chinese += line.only_chinese;
  if (!is_foreign) return;
  foreign += line.han + line.kana + line.hangul;
  ++foreign_lines;
}

std::string judge_language(const ScriptCounts& document) {
  if (document.non_ascii == 0) return "none";
  if (document.hangul > 0 && is_korean(document)) return "ko";
  if (document.han == 0) return document.kana > 0 ? "ja" : "other";
  if (is_japanese(document)) return "ja";
  if (document.han * 8 < document.non_ascii) return "other";
  return document.traditional > document.simplified ? "zh-Hant" : "zh-Hans";
}

bool is_traditional_line(const ScriptCounts& line, const ScriptCounts& document) {
  if (line.traditional == 0 || line.hangul * kLeastHanToHangul > line.han) return false;
  const std::string language = judge_language(document);
  if (language == "zh-Hant" ? has_free_kana(line) : has_kana(line)) return false;
  // On a page of Traditional Chinese less is needed.
  const std::size_t enough = line.japanese * (language == "zh-Hant" ? 1 : kFormsPerKanji);
  if (has_kanji(line, enough)) return false;
  if (language == "ja" || language == "ko") {
    const std::size_t all = document.han + document.kana + document.hangul;
    return document.foreign * 2 <= all && is_surely_chinese(line) &&
           line.traditional > line.simplified;
  }
  if (language == "zh-Hant") return line.traditional > line.simplified;
  // A Traditional paragraph in a Simplified document: more than a quoted word.
  return line.traditional >= 4 && line.traditional > 4 * line.simplified;
}

bool is_traditional_text(std::u32string_view text) {
  constexpr std::ptrdiff_t kLeast = 2;
  constexpr std::ptrdiff_t kTimesSimplified = 4;
  const auto traditional = std::count_if(text.begin(), text.end(), is_traditional_only);
  const auto simplified = std::count_if(text.begin(), text.end(), is_simplified_only);
  return traditional >= kLeast && traditional > kTimesSimplified * simplified;
}

}  // namespace fuyuan
