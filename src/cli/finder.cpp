#include "cli/finder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/change_map.hpp"
#include "model/language_model.hpp"
#include "restore/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kContainerShown = 120;  ///< bytes of a document that is wholly encoded

/// A stretch of bytes.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where lines begin and what they say about being passed over.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  /// Counts lines up to `offset`, which must not be less than last time.
  void advance_to(std::size_t offset) {
    while (true) {
      const std::size_t end = text_.find('\n', begin_);
      if (end == std::string_view::npos || end >= offset) return;
      is_next_ignored_ = has_comment(line(), "fuyuan:ignore-next-line");
      begin_ = end + 1;
      ++number_;
    }
  }

  std::size_t number() const { return number_; }
  std::size_t column(std::size_t offset) const {
    return to_utf32(text_.substr(begin_, offset - begin_)).size() + 1;
  }
  bool is_ignored() const { return is_next_ignored_ || has_comment(line(), "fuyuan:ignore"); }

 private:
  std::string_view line() const { return text_.substr(begin_, text_.find('\n', begin_) - begin_); }

  /// The whole word: `fuyuan:ignored` is none.
  static bool has_comment(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if (end == line.size()) return true;
      const auto next = static_cast<unsigned char>(line[end]);
      if (!is_letter(next) && !is_digit(next) && next != '-' && next != '_') return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t number_ = 1;
  bool is_next_ignored_ = false;
};

/// Marks that say which encoding the file is in: nothing is wrong with it.
bool has_mark(std::string_view observed) {
  return observed.starts_with("\xEF\xBB\xBF"sv) || observed.starts_with("\xFF\xFE"sv) ||
         observed.starts_with("\xFE\xFF"sv) || observed.starts_with("\0\0\xFE\xFF"sv);
}

/// As much of `text` as makes a good beginning, cut between characters.
std::string_view beginning(std::string_view text) {
  std::size_t length = std::min(text.size(), kContainerShown);
  while (length > 0 && length < text.size() && (text[length] & 0xC0) == 0x80) --length;
  return text.substr(0, length);
}

/// U+FFFD by itself between quotation marks or brackets is shown on purpose: to be passed over.
void blank_quoted_marks(std::u32string& symbols) {
  constexpr std::u32string_view kOpening = U"“‘「『\"'`《（(";
  constexpr std::u32string_view kClosing = U"”’」』\"'`》）)";
  for (std::size_t at = 1; at < symbols.size(); ++at) {
    if (symbols[at] != kReplacement) continue;
    const std::size_t end = std::min(symbols.find_first_not_of(kReplacement, at), symbols.size());
    if (end < symbols.size() && kClosing.find(symbols[end]) != std::u32string_view::npos &&
        kOpening.find(symbols[at - 1]) != std::u32string_view::npos) {
      std::fill(symbols.begin() + static_cast<std::ptrdiff_t>(at),
                symbols.begin() + static_cast<std::ptrdiff_t>(end), U' ');
    }
    at = end;
  }
}

/// How many ASCII characters `before` and `after` begin with alike; neither is used up.
std::size_t shared_ascii(std::string_view before, std::string_view after) {
  std::size_t count = 0;
  while (count + 1 < std::min(before.size(), after.size()) && before[count] == after[count] &&
         (before[count] & 0x80) == 0) {
    ++count;
  }
  return count;
}

/// The first stretch of a line that cannot be healthy in a file of any language; empty if there is
/// none. Control characters (terminal colours), private use (icon fonts) and what Unicode may have
/// assigned since belong to programs and do not count.
Extent find_broken(std::string_view line) {
  const std::size_t invalid = find_invalid_utf8(line);
  if (invalid < line.size()) {
    std::size_t end = invalid;
    while (end < line.size() && (line[end] & 0x80) != 0) ++end;
    return {invalid, end};
  }
  const std::u32string whole = to_utf32(line);
  std::u32string symbols = whole;
  std::replace_if(
      symbols.begin(), symbols.end(),
      [](char32_t cp) {
        const CharClass kind = char_class(cp);
        return kind == CharClass::control || kind == CharClass::pua ||
               kind == CharClass::unassigned;
      },
      U' ');
  blank_quoted_marks(symbols);
  const auto is_broken = [&](std::size_t begin, std::size_t end) {
    const std::u32string_view part(symbols);
    return scan_line(part.substr(begin, end - begin), LanguageModel::embedded()).broken > 0;
  };
  if (!is_broken(0, symbols.size())) return {};
  // The shortest beginning of the line that is broken ends where the first broken stretch does.
  std::size_t sound = 0;
  std::size_t end = symbols.size();
  while (end - sound > 1) {
    const std::size_t middle = sound + (end - sound) / 2;
    (is_broken(0, middle) ? end : sound) = middle;
  }
  std::size_t begin = end - 1;
  while (begin > 0 && !is_broken(begin, end)) --begin;
  while (end < whole.size() && whole[end] >= 0x80) ++end;
  const auto bytes = [&](std::size_t count) { return to_utf8(whole.substr(0, count)).size(); };
  return {bytes(begin), bytes(end)};
}

class Finder {
 public:
  Finder(std::string_view observed, const Restored& restored)
      : observed_(observed), restored_(restored), map_(restored.plan, observed) {}

  std::vector<Finding> find() {
    const bool is_encoded = !map_.container().empty() && !has_mark(observed_);
    if (is_encoded && !Lines(map_.text()).is_ignored()) add_container();
    add_changes();
    if (restored_.verdict == Verdict::unrepaired || restored_.verdict == Verdict::partial) {
      add_unrepaired();
    }
    std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return std::move(findings_);
  }

 private:
  void add_container() {
    Finding finding;
    finding.line = finding.column = 1;
    finding.channel = map_.container();
    finding.before = beginning(observed_);
    finding.after = beginning(map_.text());
    findings_.push_back(std::move(finding));
  }

  void add_changes() {
    Lines lines(map_.text());
    std::size_t decoded = findings_.size();  // where the finding of the charset is, once there
    std::size_t last_line = 0;
    bool is_decoded = false;
    for (const Change& change : map_.changes()) {
      // A consequence of the others.
      if (change.channels.size() == 1 && change.channels[0] == "charset-declaration") continue;
      lines.advance_to(change.begin);
      if (lines.is_ignored()) continue;
      const bool is_charset =
          change.channels.size() == 1 && change.channels[0] == restored_.charset;
      if (is_charset && is_decoded) {
        findings_[decoded].more_lines += lines.number() == last_line ? 0 : 1;
        last_line = lines.number();
        continue;
      }
      if (is_charset) {
        decoded = findings_.size();
        last_line = lines.number();
        is_decoded = true;
      }
      add_change(change, lines);
    }
  }

  void add_change(const Change& change, const Lines& lines) {
    std::string_view before(map_.text());
    before = before.substr(change.begin, change.end - change.begin);
    std::string_view after(change.after);
    // Repairs take along the ASCII around them; a reader wants the place itself.
    const std::size_t shared = shared_ascii(before, after);
    before.remove_prefix(shared);
    after.remove_prefix(shared);
    const std::size_t tail = shared_ascii(std::string(before.rbegin(), before.rend()),
                                          std::string(after.rbegin(), after.rend()));
    Finding finding;
    finding.line = lines.number();
    finding.column = lines.column(change.begin + shared);
    finding.channel = fmt::format("{}", fmt::join(change.channels, " + "));
    finding.before = before.substr(0, before.size() - tail);
    finding.after = after.substr(0, after.size() - tail);
    finding.confidence = change.confidence;
    finding.inferred = change.inferred;
    const std::u32string symbols = to_utf32(finding.after);
    finding.lost =
        static_cast<std::size_t>(std::count(symbols.begin(), symbols.end(), kReplacement));
    findings_.push_back(std::move(finding));
  }

  /// Lines that no repair touched and that are broken nevertheless.
  void add_unrepaired() {
    const std::string_view text = map_.text();
    Lines lines(text);
    auto change = map_.changes().begin();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      while (change != map_.changes().end() && change->end < begin) ++change;
      const bool is_touched = change != map_.changes().end() && change->begin <= end;
      if (!is_touched) add_unrepaired(text.substr(begin, end - begin), begin, lines);
      begin = end + 1;
    }
  }

  void add_unrepaired(std::string_view line, std::size_t begin, Lines& lines) {
    const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
    if (std::all_of(line.begin(), line.end(), is_ascii)) return;
    const Extent broken = find_broken(line);
    if (broken.begin == broken.end) return;
    lines.advance_to(begin + broken.begin);
    if (lines.is_ignored()) return;
    Finding finding;
    finding.line = lines.number();
    finding.column = lines.column(begin + broken.begin);
    finding.channel = "unrepaired";
    finding.before = line.substr(broken.begin, broken.end - broken.begin);
    findings_.push_back(std::move(finding));
  }

  std::string_view observed_;
  const Restored& restored_;
  ChangeMap map_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> find_damage(std::string_view observed, const Restored& restored) {
  if (restored.verdict == Verdict::clean || restored.verdict == Verdict::binary) return {};
  return Finder(observed, restored).find();
}

}  // namespace fuyuan::cli
