#include "restore/repair/short_fields.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "restore/decode/quick_decode.hpp"
#include "restore/measure/record_fields.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastHanzi = 2;  ///< one is any two letters
constexpr std::size_t kMostHanzi = 6;   ///< more tell by themselves
constexpr std::size_t kRows = 2;        ///< of a column, and as many as of anything else

bool is_chinese_word(std::u32string_view text, const LanguageModel& model) {
  return text.size() >= kLeastHanzi && std::all_of(text.begin(), text.end(), [&](char32_t cp) {
           return is_han(cp) && is_common_hanzi(cp, model);
         });
}

std::u32string_view text_of(std::u32string_view line, const RecordField& field) {
  return line.substr(field.begin, field.end - field.begin);
}

/// Whether each symbol is a letter or sign that the channel read a byte as.
bool is_of_bytes(std::u32string_view text, const Misread& channel) {
  return std::all_of(text.begin(), text.end(), [&](Symbol symbol) {
    return symbol >= 0x80 && !is_raw(symbol) && channel.wrong()->encode(symbol).length == 1;
  });
}

}  // namespace

void ChineseColumns::add(std::u32string_view line) {
  const std::vector<RecordField> fields = split_record(line);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::u32string_view text = text_of(line, fields[i]);
    if (is_of_bytes(text, channel_)) continue;
    Rows& rows = rows_[{fields.size(), i}];
    const bool is_chinese = std::any_of(text.begin(), text.end(), is_han) &&
                            std::all_of(text.begin(), text.end(), [](char32_t cp) {
                              return cp < 0x80 || is_chinese_text(cp);
                            });
    ++(is_chinese ? rows.chinese : rows.others);
  }
}

bool ChineseColumns::has(std::size_t fields, std::size_t column) const {
  const auto found = rows_.find({fields, column});
  return found != rows_.end() && found->second.chinese >= kRows &&
         found->second.chinese >= found->second.others;
}

std::vector<LineSpan> find_short_fields(std::u32string_view line, const ChineseColumns& columns,
                                        const Misread& channel, const LanguageModel& model) {
  std::vector<LineSpan> spans;
  const std::vector<RecordField> fields = split_record(line);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::u32string_view text = text_of(line, fields[i]);
    if (text.size() < 2 * kLeastHanzi || text.size() > 2 * kMostHanzi ||
        !is_of_bytes(text, channel) || !columns.has(fields.size(), i)) {
      continue;
    }
    std::optional<std::u32string> meant = decode_exactly(channel, text);
    if (!meant || !is_chinese_word(*meant, model) ||
        model.score_text(*meant) <= model.score_text(text)) {
      continue;
    }
    spans.push_back(
        {fields[i].begin, fields[i].end, std::string(channel.name()), std::move(*meant), 1, {}});
  }
  return spans;
}

}  // namespace fuyuan
