// What a byte-order mark leaves of a document's first line.

#include <algorithm>

#include "channel/first_sign.hpp"
#include "channel/stray_mark.hpp"
#include "restore/document.hpp"

namespace fuyuan {

namespace {

/// Whether most that write that mark for a byte which makes no pair keep the sign behind it.
bool keeps_sign(char32_t mark, std::u32string_view rest) {
  return mark == kReplacement && !lacks_first_sign(rest);
}

}  // namespace

void Document::remove_first_mark() {
  if (habits_.is_about_mojibake || lines_.empty() || lines_[0].number != 1) return;
  const Line& line = lines_[0];
  const StrayMark::Match mark = StrayMark::match(line.symbols, true);
  if (!mark.is_half) return;
  const std::u32string_view rest = std::u32string_view(line.symbols).substr(mark.length);
  const auto others = std::string_view(text_).substr(std::min(line.end + 1, text_.size()));
  if (options_.strict && !keeps_sign(line.symbols[1], rest) &&
      find_first_sign(rest, others).state != FirstSign::State::whole) {
    return;
  }
  first_mark_ = line.symbols[1];
  Step step;
  append_spans(line, {{0, mark.length, std::string(StrayMark::kName), {}, 1, {}}}, step.spans);
  take(std::move(step));
}

bool Document::is_mark_alone(std::u32string_view rest) const {
  const auto is_of_line = [](const Span& span) {
    return span.line == 1 && span.channel != StrayMark::kName;
  };
  return rest[0] >= 0x80 && std::none_of(steps_.begin(), steps_.end(), [&](const Step& step) {
           return std::any_of(step.spans.begin(), step.spans.end(), is_of_line);
         });
}

void Document::fill_first_sign() {
  if (first_mark_ == 0 || text_.empty()) return;
  const std::size_t end = std::min(text_.find('\n'), text_.size());
  const Line line{0, end, 1, read_symbols(std::string_view(text_).substr(0, end))};
  const auto others = std::string_view(text_).substr(std::min(end + 1, text_.size()));
  FirstSign sign = find_first_sign(line.symbols, others);
  if (sign.state == FirstSign::State::whole || line.symbols.empty()) return;
  if (sign.state == FirstSign::State::unknown || sign.probability < options_.infer ||
      options_.strict) {
    if (keeps_sign(first_mark_, line.symbols) || is_mark_alone(line.symbols)) return;
    sign.character = kReplacement;
  }
  LineSpan span{0, 1, std::string(StrayMark::kName), {sign.character, line.symbols[0]}, 1, {}};
  span.inferred.push_back({0, sign.character, sign.character, sign.probability});
  Step step;
  append_spans(line, {std::move(span)}, step.spans);
  take(std::move(step));
}

}  // namespace fuyuan
