#pragma once

#include <string>
#include <string_view>

#include "restore/triage/health_check.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// Counts by which a document's language and script are judged.
struct ScriptCounts {
  std::size_t traditional = 0;  ///< characters that only Traditional text has
  std::size_t simplified = 0;
  std::size_t kana = 0;
  std::size_t quoted_kana = 0;  ///< of those, between quotation marks or brackets
  std::size_t hangul = 0;
  std::size_t non_ascii = 0;
  std::size_t han = 0;
  std::size_t japanese = 0;       ///< kanji that neither Big5 nor GB 2312 has
  std::size_t chinese = 0;        ///< what Japanese of today hardly has: 國, 們, ，
  std::size_t only_chinese = 0;   ///< of those, such as neither Japanese nor Korean has
  std::size_t foreign = 0;        ///< Han, kana and hangul of lines that are Japanese or Korean
  std::size_t foreign_lines = 0;  ///< those

  /// A whole line.
  void add(std::u32string_view line, const LineScan& scan);
  void add(const Glance& line);

 private:
  void add(const ScriptCounts& line, bool is_foreign);
};

/// "zh-Hans", "zh-Hant", "ja", "ko", "other" or "none" (ASCII only).
std::string judge_language(const ScriptCounts& document);

/// How many kana of a line stand between quotation marks or brackets: titles, words and readings
/// that Chinese text speaks of. Japanese has kana beside those.
std::size_t count_quoted_kana(std::u32string_view line);

/// Whether a line is Traditional Chinese that ought to become Simplified: its paragraph is written
/// in Traditional characters, rather than quoting a word of them, and is not Japanese or Korean.
bool is_traditional_line(const ScriptCounts& line, const ScriptCounts& document);

/// Whether what came out of a misread is in Traditional characters, apart from the few others that
/// wrongly cut bytes come to.
bool is_traditional_text(std::u32string_view text);

}  // namespace fuyuan
