#include "restore/verdict/shown_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/verdict/span_fields.hpp"
#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/has_any.hpp"
#include "text/lines.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kOpening = U"`\"'“‘「『";
constexpr std::u32string_view kClosing = U"`\"'”’」』";

/// One symbol of what is shown, at the least, to so many that nothing tells about.
constexpr std::size_t kMostOthers = 4;  // shown ones for each other
/// Lines asked before a document without anything shown is taken for broken.
constexpr std::size_t kLinesAsked = 40;
constexpr std::size_t kReach = 2;        ///< lines to the right form
constexpr std::size_t kReachOfTalk = 3;  ///< lines to the words that tell what this is about
constexpr std::size_t kReachOfCode = 20;
constexpr std::size_t kLongLine = 1000;  ///< symbols: of data, which show nothing
constexpr std::size_t kLeastHan = 2;     ///< of the right form: a single one is found anywhere

/// A piece of a line that would change.
struct Change {
  SpanField field;
  std::size_t span = 0;   ///< the number of its span
  bool is_whole = false;  ///< that span cannot be cut
};

/// What stands between quotation marks, and what it would be.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::u32string after;
};

std::vector<Change> changes_of(std::u32string_view line, const std::vector<LineSpan>& spans) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const LineSpan& span = spans[i];
    const std::vector<SpanField> fields =
        span.inferred.empty() ? cut_at_ascii(line, span) : std::vector<SpanField>();
    if (fields.empty()) {
      SpanField whole;
      whole.begin = span.begin;
      whole.end = span.end;
      whole.after = span.after;
      changes.push_back({std::move(whole), i, true});
    }
    for (const SpanField& field : fields) {
      if (line.substr(field.begin, field.end - field.begin) != field.after)
        changes.push_back({field, i, false});
    }
  }
  return changes;
}

/// The quoted text that the change is part of. Beside other changes nothing but ASCII is between it
/// and the quotation marks.
std::optional<Token> token_around(std::u32string_view line, const std::vector<Change>& changes,
                                  std::size_t number) {
  std::size_t first = number;
  std::size_t last = number;
  std::size_t begin = changes[number].field.begin;
  const auto is_plain = [&](std::size_t at, std::u32string_view marks) {
    return line[at] < 0x80 && marks.find(line[at]) == std::u32string_view::npos;
  };
  for (;;) {
    while (begin > 0 && is_plain(begin - 1, kOpening)) --begin;
    if (begin == 0 || first == 0 || changes[first - 1].field.end != begin) break;
    begin = changes[--first].field.begin;
  }
  std::size_t end = changes[number].field.end;
  for (;;) {
    while (end < line.size() && is_plain(end, kClosing)) ++end;
    if (end == line.size() || last + 1 == changes.size() || changes[last + 1].field.begin != end)
      break;
    end = changes[++last].field.end;
  }
  if (begin == 0 || end == line.size()) return {};
  const std::size_t mark = kOpening.find(line[begin - 1]);
  if (mark == std::u32string_view::npos || line[end] != kClosing[mark]) return {};
  Token token{begin, end, {}};
  std::size_t at = begin;
  for (std::size_t i = first; i <= last; ++i) {
    token.after += line.substr(at, changes[i].field.begin - at);
    token.after += changes[i].field.after;
    at = changes[i].field.end;
  }
  token.after += line.substr(at, end - at);
  return token;
}

/// Whether the text stands between quotation marks there.
bool quotes(std::u32string_view line, std::u32string_view text) {
  for (std::size_t at = line.find(text); at != std::u32string_view::npos;
       at = line.find(text, at + 1)) {
    const std::size_t end = at + text.size();
    if (at > 0 && end < line.size() && kOpening.find(line[at - 1]) != std::u32string_view::npos &&
        kClosing.find(line[end]) != std::u32string_view::npos) {
      return true;
    }
  }
  return false;
}

/// A charset's name without what its spellings differ in.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : to_lower_ascii(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
  }
  if (out.starts_with("windows")) out.replace(0, 7, "cp");
  return out == "latin1" || out == "iso88591" ? "cp1252" : out;
}

/// The name between quotation marks right behind the bracket at the beginning.
std::string_view first_argument(std::string_view text) {
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return {};
  const std::size_t end = text.find(text[0], 1);
  return end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
}

/// Whether what begins there turns text into the bytes that it was misread from.
bool encodes(std::string_view text, std::string_view wrong) {
  for (const std::string_view call : {".encode(", ".getBytes("}) {
    if (text.starts_with(call))
      return plain_name(first_argument(text.substr(call.size()))) == plain_name(wrong);
  }
  return false;
}

/// The name that the text behind `before` is given to: `name = "`.
std::string_view assigned_name(std::string_view before) {
  const auto is_of_name = [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  const std::size_t mark = before.find_last_not_of(" \t");
  if (mark == std::string_view::npos || before[mark] != '=') return {};
  before = before.substr(0, mark);
  while (!before.empty() && (before.back() == ' ' || before.back() == '\t' || before.back() == ':'))
    before.remove_suffix(1);
  std::size_t begin = before.size();
  while (begin > 0 && is_of_name(before[begin - 1])) --begin;
  return before.substr(begin);
}

/// Whether a call that looks for text ends there.
bool ends_in_search(std::string_view before) {
  constexpr std::array<std::string_view, 9> kCalls = {"includes(",   "contains(",   "indexOf(",
                                                      "replace(",    "replaceAll(", "search(",
                                                      "startsWith(", "endsWith(",   "find("};
  return std::any_of(kCalls.begin(), kCalls.end(),
                     [&](std::string_view call) { return before.ends_with(call); });
}

/// What the lines around tell.
class Surroundings {
 public:
  explicit Surroundings(std::string_view document) {
    for (const Lines::Line& line : Lines(document)) lines_.push_back(line.bytes);
  }

  bool show(const ShownText::Line& line, const Token& token, std::string_view channel) const {
    return has_right_form(line, token) || is_encoded(line, token, channel) ||
           is_looked_for(line, token);
  }

 private:
  /// Some lines before the one of the number, itself, and some behind it.
  std::vector<std::string_view> around(std::size_t number, std::size_t reach) const {
    const std::size_t first = number > reach ? number - 1 - reach : 0;
    const std::size_t end = std::min(lines_.size(), number + reach);
    return {lines_.begin() + static_cast<std::ptrdiff_t>(std::min(first, end)),
            lines_.begin() + static_cast<std::ptrdiff_t>(end)};
  }

  template <typename Test>
  bool any_around(std::size_t number, std::size_t reach, Test test) const {
    const auto lines = around(number, reach);
    return std::any_of(lines.begin(), lines.end(), test);
  }

  bool has_right_form(const ShownText::Line& line, const Token& token) const {
    if (static_cast<std::size_t>(std::count_if(token.after.begin(), token.after.end(), is_han)) <
        kLeastHan) {
      return false;
    }
    if (quotes(line.symbols, token.after)) return true;
    std::u32string repaired(line.symbols.substr(0, token.begin));
    repaired += token.after;
    repaired += line.symbols.substr(token.end);
    // Of a difference and of a conflict both sides are alike.
    const auto is_same_line = [&](std::u32string_view other) {
      constexpr std::u32string_view kMarks = U"+- \t";
      const auto bare = [&](std::u32string_view text) {
        const std::size_t begin = text.find_first_not_of(kMarks);
        const std::size_t end = text.find_last_not_of(U" \t\r");
        return begin == std::u32string_view::npos ? std::u32string_view()
                                                  : text.substr(begin, end + 1 - begin);
      };
      return bare(other) == bare(repaired);
    };
    const bool is_near = any_around(line.number, kReach, [&](std::string_view bytes) {
      const std::u32string other = to_utf32(bytes);
      return quotes(other, token.after) && !is_same_line(other);
    });
    return is_near && any_around(line.number, kReachOfTalk, speaks_of_charsets);
  }

  bool is_encoded(const ShownText::Line& line, const Token& token, std::string_view channel) const {
    const Misread* misread = ChannelKind(channel).misread();
    if (misread == nullptr || misread->wrong() == nullptr) return false;
    const std::string_view wrong = misread->wrong()->name();
    if (encodes(to_utf8(line.symbols.substr(token.end + 1)), wrong)) return true;
    const std::string before = to_utf8(line.symbols.substr(0, token.begin - 1));
    const std::string name(assigned_name(before));
    if (name.empty()) return false;
    return any_around(line.number, kReachOfCode, [&](std::string_view other) {
      for (std::size_t at = other.find(name); at != std::string_view::npos;
           at = other.find(name, at + 1)) {
        if (encodes(other.substr(at + name.size()), wrong)) return true;
      }
      return false;
    });
  }

  bool is_looked_for(const ShownText::Line& line, const Token& token) const {
    return ends_in_search(to_utf8(line.symbols.substr(0, token.begin - 1))) &&
           any_around(line.number, kReachOfTalk, speaks_of_mojibake);
  }

  std::vector<std::string_view> lines_;
};

/// Takes the changes out of the spans.
void take_out(std::u32string_view line, const std::vector<Change>& shown,
              std::vector<LineSpan>& spans) {
  std::vector<LineSpan> out;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    std::vector<SpanField> kept;
    bool is_whole = false;
    for (const Change& change : shown) {
      if (change.span != i) continue;
      is_whole |= change.is_whole;
      kept.push_back(change.field);
    }
    if (is_whole) continue;
    if (kept.empty()) {
      out.push_back(std::move(spans[i]));
      continue;
    }
    for (LineSpan& piece : without_fields(line, spans[i], kept)) out.push_back(std::move(piece));
  }
  spans = std::move(out);
}

}  // namespace

void ShownText::keep(const std::vector<Line>& lines,
                     std::vector<std::vector<LineSpan>>& found) const {
  std::optional<Surroundings> surroundings;
  std::vector<std::pair<std::size_t, std::vector<Change>>> shown;
  std::size_t of_shown = 0;
  std::size_t of_others = 0;
  std::size_t asked = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (found[i].empty()) continue;
    if (asked++ == kLinesAsked && of_others >= of_shown) return;
    if (lines[i].symbols.size() > kLongLine) {
      for (const LineSpan& span : found[i]) of_others += span.end - span.begin;
      continue;
    }
    std::vector<Change> changes = changes_of(lines[i].symbols, found[i]);
    std::vector<Change> kept;
    for (std::size_t number = 0; number < changes.size(); ++number) {
      const Change& change = changes[number];
      const auto token = token_around(lines[i].symbols, changes, number);
      if (token && !surroundings) surroundings.emplace(document_);
      const bool is_shown =
          token && surroundings->show(lines[i], *token, found[i][change.span].channel);
      (is_shown ? of_shown : of_others) += change.field.end - change.field.begin;
      if (is_shown) kept.push_back(change);
    }
    if (!kept.empty()) shown.emplace_back(i, std::move(kept));
  }
  if (of_others * kMostOthers > of_shown) return;
  for (const auto& [i, changes] : shown) take_out(lines[i].symbols, changes, found[i]);
}

}  // namespace fuyuan
