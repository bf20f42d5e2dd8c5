#include "restore/triage/script_judge.hpp"

#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

/// Forms that Chinese writers use as well, though neither Big5 nor GB 2312 has them. What is left
/// is one kanji in thirteen of Japanese text, and one in seven thousand of Traditional Chinese.
constexpr std::u32string_view kSharedForms =
    U"〇亊僞冨劵勠厠啓埖壻夐夲姙寃寳尅尓尠峩峯崘巵怱愼慙憇憙敍曁朞栢梼椀椶浄瀞烱爲牀犂犇"
    U"畊畧疎皷碁穉穣窰竈竚竝粃粧綉綫緜羣羮蒭蘂衆衞袿襃襍覊覩踈輙迚遡邨鈎銹閙閲餠髴鳬鷄"
    U"麕麪値倶呉斎痩裏説産録鋭絶緑畠椛畑";

constexpr std::size_t kMostSimplified = 4;  ///< per kanji that is Japanese only, as 国 and 学

/// A name in hangul, or a letter that a misread left behind, makes no Korean of a line.
constexpr std::size_t kLeastHanToHangul = 20;

bool is_japanese_kanji(char32_t cp) {
  static const Charset& japanese = *find_charset("shift_jis");
  static const Charset& traditional = *find_charset("big5");
  static const Charset& simplified = *find_charset("gb2312");
  return japanese.encode(cp).length == 2 && simplified.encode(cp).length == 0 &&
         traditional.encode(cp).length == 0 && kSharedForms.find(cp) == std::u32string_view::npos;
}

/// Kanji tell less than kana: a line of Simplified Chinese may hold a rare one.
bool is_japanese(const ScriptCounts& counts) {
  return counts.kana * 20 > counts.han || (counts.japanese * 20 > counts.han + 1 &&
                                           counts.japanese * kMostSimplified >= counts.simplified);
}
bool is_korean(const ScriptCounts& counts) { return counts.hangul * 10 > counts.han; }

}  // namespace

void ScriptCounts::add(std::u32string_view line, const LineScan& scan) {
  traditional += scan.traditional_only;
  simplified += scan.simplified_only;
  kana += scan.kana;
  hangul += scan.hangul;
  non_ascii += scan.non_ascii;
  for (const char32_t cp : line) {
    if (!is_han(cp)) continue;
    ++han;
    japanese += is_japanese_kanji(cp) ? 1 : 0;
  }
}

void ScriptCounts::add(const Glance& line) {
  simplified += line.simplified_only;
  kana += line.kana;
  hangul += line.hangul;
  non_ascii += line.non_ascii;
  han += line.han;
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
  if (is_japanese(line)) return false;
  const std::string language = judge_language(document);
  if (language == "ja" || language == "ko") return false;
  if (language == "zh-Hant") return line.traditional > line.simplified;
  // A Traditional paragraph in a Simplified document: more than a quoted word.
  return line.traditional >= 4 && line.traditional > 4 * line.simplified;
}

}  // namespace fuyuan
