#include "restore/verdict/open_marks.hpp"

#include <algorithm>

#include "channel/registry.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

bool marks_pairs(const Span& span) {
  const Misread* channel = Registry::instance().find_misread(span.channel);
  return channel != nullptr && !channel->is_raw() && !channel->reads_single_bytes() &&
         !channel->keeps_most();
}

/// Whether nothing that can be asked about ends before `at`.
bool begins_here(std::string_view text, std::size_t at) {
  constexpr std::string_view kSeparators = " \t\r\n\"',;:>([{|=";
  return at == 0 || kSeparators.find(text[at - 1]) != std::string_view::npos;
}

}  // namespace

bool has_open_marks(std::string_view text, const Plan& plan) {
  const bool marks = std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step& step) {
    return std::any_of(step.spans.begin(), step.spans.end(), marks_pairs);
  });
  if (!marks) return false;
  for (std::size_t at = text.find('?'); at != std::string_view::npos; at = text.find('?', at)) {
    const std::size_t begin = at;
    at = std::min(text.find_first_not_of('?', at), text.size());
    if (begins_here(text, begin) && is_chinese_text(read_utf8(text.substr(at)).code_point))
      return true;
  }
  return false;
}

bool is_of_question_marks(std::string_view text) {
  constexpr std::ptrdiff_t kMoreThanAsked = 6;  // of which people write no more in a row
  std::ptrdiff_t marks = 0;
  std::ptrdiff_t others = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || is_letter(byte)) return false;
    marks += c == '?' ? 1 : 0;
    others += c != '?' && byte > 0x20 ? 1 : 0;
  }
  return marks >= kMoreThanAsked && marks > others;
}

}  // namespace fuyuan
