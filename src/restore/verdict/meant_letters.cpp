#include "restore/verdict/meant_letters.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "channel/note.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/span_fields.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

/// A word may have 靠 in it, but nothing is three bytes long.
constexpr std::size_t kLeastMarks = 3;

bool is_row_of_marks(std::u32string_view symbols) {
  return symbols.size() >= kLeastMarks &&
         std::all_of(symbols.begin(), symbols.end(), [](Symbol s) { return s == U'¿'; });
}

bool is_letter_at(std::u32string_view line, std::size_t at) {
  return at < line.size() && line[at] < 0x80 && is_letter(line[at]);
}

/// The span's characters with the symbols that they came from, each of which is one byte. Nothing
/// where that does not come out even.
std::vector<SpanField> characters_of(const LineSpan& span, const Charset& original) {
  std::vector<SpanField> characters;
  std::size_t at = span.begin;
  for (std::size_t i = 0; i < span.after.size(); ++i) {
    const std::size_t length = span.after[i] < 0x80 ? 1 : original.encode(span.after[i]).length;
    if (length == 0) return {};
    characters.push_back({at, at + length, i, span.after.substr(i, 1)});
    at += length;
  }
  return at == span.end ? characters : std::vector<SpanField>();
}

/// Replaces each span by what is left of it without its fields that `list` names.
template <typename List>
void take_out(std::u32string_view line, std::vector<LineSpan>& spans, List list) {
  std::vector<LineSpan> out;
  for (LineSpan& span : spans) {
    const std::vector<SpanField> kept =
        span.inferred.empty() ? list(span) : std::vector<SpanField>();
    if (kept.empty()) {
      out.push_back(std::move(span));
      continue;
    }
    for (LineSpan& piece : without_fields(line, span, kept)) out.push_back(std::move(piece));
  }
  spans = std::move(out);
}

void keep_rows_of_marks(std::u32string_view line, std::vector<LineSpan>& spans) {
  if (spans.empty() || line.find(U"¿¿¿") == std::u32string_view::npos) return;
  take_out(line, spans, [&](const LineSpan& span) {
    std::vector<SpanField> fields = cut_at_ascii(line, span);
    std::erase_if(fields, [&](const SpanField& field) {
      return !is_row_of_marks(line.substr(field.begin, field.end - field.begin));
    });
    return fields;
  });
}

void keep_letters_of_words(std::u32string_view line, std::vector<LineSpan>& spans,
                           const LanguageModel& model) {
  static const Charset& common = *find_charset("gb2312");
  take_out(line, spans, [&](const LineSpan& span) {
    std::vector<SpanField> kept;
    const Misread* misread = ChannelKind(span.channel).misread();
    if (misread == nullptr || !misread->reads_single_bytes() ||
        misread->original().framing() != Framing::gb18030 || has_converter_notes(span.after)) {
      return kept;
    }
    const std::vector<SpanField> characters = characters_of(span, misread->original());
    for (std::size_t i = 0; i < characters.size(); ++i) {
      const SpanField& one = characters[i];
      const char32_t hanzi = one.after[0];
      const bool is_rare =
          is_han(hanzi) && (common.encode(hanzi).length == 0 || !is_common_hanzi(hanzi, model));
      // What is half a character before it is no letter of a word.
      const bool is_behind_letter = one.begin > 0 && is_letter_at(line, one.begin - 1) &&
                                    (i == 0 || characters[i - 1].after[0] < 0x80);
      if (is_rare && is_behind_letter &&
          (is_letter_at(line, one.end - 1) || is_letter_at(line, one.end))) {
        kept.push_back(one);
      }
    }
    return kept;
  });
}

}  // namespace

void keep_meant_letters(std::u32string_view line, std::vector<LineSpan>& spans,
                        const LanguageModel& model) {
  keep_rows_of_marks(line, spans);
  keep_letters_of_words(line, spans, model);
}

}  // namespace fuyuan
