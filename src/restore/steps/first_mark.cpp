#include "restore/steps/first_mark.hpp"

#include <algorithm>

#include "channel/first_sign.hpp"
#include "channel/stray_mark.hpp"

namespace fuyuan {
namespace {

/// Whether most that write that mark for a byte which makes no pair keep the sign behind it.
bool keeps_sign(char32_t mark, std::u32string_view rest) {
  return mark == kReplacement && !lacks_first_sign(rest);
}

/// Whether nothing but the mark was read as GBK, and Chinese stands behind it.
bool is_mark_alone(const DocumentText& document, std::u32string_view rest) {
  const auto is_of_line = [](const Span& span) {
    return span.line == 1 && span.channel != StrayMark::kName;
  };
  return rest[0] >= 0x80 &&
         std::none_of(document.steps().begin(), document.steps().end(), [&](const Step& step) {
           return std::any_of(step.spans.begin(), step.spans.end(), is_of_line);
         });
}

}  // namespace

Step FirstMark::remove(const DocumentText& document) {
  if (document.habits().is_about_mojibake || document.lines().empty() ||
      document.lines()[0].number != 1)
    return {};
  const DocumentLine& line = document.lines()[0];
  const StrayMark::Match mark = StrayMark::match(line.symbols, true);
  if (!mark.is_half) return {};
  const std::u32string_view rest = std::u32string_view(line.symbols).substr(mark.length);
  const auto others =
      std::string_view(document.text()).substr(std::min(line.end + 1, document.text().size()));
  if (document.options().strict && !keeps_sign(line.symbols[1], rest) &&
      find_first_sign(rest, others).state != FirstSign::State::whole) {
    return {};
  }
  mark_ = line.symbols[1];
  Step step;
  document.append_spans(line, {{0, mark.length, std::string(StrayMark::kName), {}, 1, {}}},
                        step.spans);
  return step;
}

Step FirstMark::fill(const DocumentText& document) const {
  if (mark_ == 0 || document.text().empty()) return {};
  const std::size_t end = std::min(document.text().find('\n'), document.text().size());
  const DocumentLine line{0, end, 1,
                          document.read_symbols(std::string_view(document.text()).substr(0, end))};
  const auto others =
      std::string_view(document.text()).substr(std::min(end + 1, document.text().size()));
  FirstSign sign = find_first_sign(line.symbols, others);
  if (sign.state == FirstSign::State::whole || line.symbols.empty()) return {};
  if (sign.state == FirstSign::State::unknown || sign.probability < document.options().infer ||
      document.options().strict) {
    if (keeps_sign(mark_, line.symbols) || is_mark_alone(document, line.symbols)) return {};
    sign.character = kReplacement;
  }
  LineSpan span{0, 1, std::string(StrayMark::kName), {sign.character, line.symbols[0]}, 1, {}};
  span.inferred.push_back({0, sign.character, sign.character, sign.probability});
  Step step;
  document.append_spans(line, {std::move(span)}, step.spans);
  return step;
}

}  // namespace fuyuan
