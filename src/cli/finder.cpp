#include "cli/finder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "channel/registry.hpp"
#include "cli/change_map.hpp"
#include "cli/source_lines.hpp"
#include "model/language_model.hpp"
#include "restore/reading/charset_declaration.hpp"
#include "restore/reading/container.hpp"
#include "restore/reading/utf16_runs.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/ascii.hpp"
#include "text/byte_order_marks.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kContainerShown = 120;  ///< bytes of a document that is wholly encoded

/// A stretch of bytes.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Marks that say which encoding the file is in: nothing is wrong with it.
bool has_mark(std::string_view observed) {
  return observed.starts_with(kUtf8Mark) || find_wide_mark(observed) != nullptr;
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

/// Whether the file is in a legacy charset throughout, so that one finding says it all. A few lines
/// of such a file may be valid UTF-8 by chance.
bool is_legacy(std::string_view text) {
  constexpr std::size_t kLinesPerAccident = 10;
  if (is_valid_utf8(text)) return false;
  std::size_t valid = 0;
  std::size_t invalid = 0;
  for (const Lines::Line& line : Lines(text)) {
    if (!is_ascii(line.bytes)) ++(is_valid_utf8(line.bytes) ? valid : invalid);
  }
  return valid * kLinesPerAccident < invalid;
}

bool is_raw_charset(std::string_view channel) {
  const auto raw = Registry::instance().raw();
  return std::any_of(raw.begin(), raw.end(),
                     [&](const Misread* charset) { return charset->name() == channel; });
}

/// Whether the change only undoes escapes: in a repository they are meant.
bool is_escaped(const Change& change) {
  const auto escapes = Registry::instance().escapes();
  return std::all_of(
      change.channels.begin(), change.channels.end(), [&](const std::string& channel) {
        return std::any_of(escapes.begin(), escapes.end(),
                           [&](const Escape* escape) { return escape->name() == channel; });
      });
}

class Finder {
 public:
  Finder(std::string_view observed, const Restored& restored, bool finds_escapes)
      : observed_(observed),
        restored_(restored),
        finds_escapes_(finds_escapes),
        map_(restored.plan, observed),
        is_legacy_(is_legacy(map_.text())) {}

  std::vector<Finding> find() {
    const bool is_encoded = !map_.container().empty() && !has_mark(observed_);
    if (is_encoded && !SourceLines(map_.text()).is_ignored()) add_container();
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
    SourceLines lines(map_.text());
    for (const Change& change : map_.changes()) {
      // A consequence of the others.
      if (change.channels.size() == 1 && change.channels[0] == kDeclarationName) continue;
      if (!finds_escapes_ && is_escaped(change)) continue;
      lines.advance_to(change.begin);
      if (lines.is_ignored()) continue;
      if (is_legacy_ && is_raw_charset(change.channels[0])) {
        if (fold(lines.number())) continue;
        add_change(change, lines);
        if (restored_.charset != "mixed") findings_.back().channel = restored_.charset;
      } else {
        add_change(change, lines);
      }
    }
  }

  /// Counts a line of a legacy file with the finding there is of it; false if there is none yet,
  /// and it is the next one.
  bool fold(std::size_t line) {
    const bool has_finding = folded_ != kNone;
    if (has_finding) findings_[folded_].more_lines += line == last_folded_ ? 0 : 1;
    if (!has_finding) folded_ = findings_.size();
    last_folded_ = line;
    return has_finding;
  }

  void add_change(const Change& change, SourceLines& lines) {
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
    SourceLines lines(text);
    auto change = map_.changes().begin();
    for (const Lines::Line& line : Lines(text)) {
      while (change != map_.changes().end() && change->end < line.begin) ++change;
      const bool is_touched = change != map_.changes().end() && change->begin <= line.end;
      if (!is_touched) add_unrepaired(line.bytes, line.begin, lines);
    }
  }

  void add_unrepaired(std::string_view line, std::size_t begin, SourceLines& lines) {
    if (is_ascii(line)) return;
    const Extent broken = find_broken(line);
    if (broken.begin == broken.end) return;
    lines.advance_to(begin + broken.begin);
    if (lines.is_ignored()) return;
    if (is_legacy_ && !is_valid_utf8(line) && fold(lines.number())) return;
    Finding finding;
    finding.line = lines.number();
    finding.column = lines.column(begin + broken.begin);
    finding.channel = kUnrepaired;
    finding.before = line.substr(broken.begin, broken.end - broken.begin);
    findings_.push_back(std::move(finding));
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view observed_;
  const Restored& restored_;
  bool finds_escapes_;
  ChangeMap map_;
  bool is_legacy_;
  std::vector<Finding> findings_;
  std::size_t folded_ = kNone;  ///< the finding that stands for all lines of a legacy file
  std::size_t last_folded_ = 0;
};

}  // namespace

bool is_binary_to_git(std::string_view observed) {
  constexpr std::size_t kLookedAt = 8000;
  return observed.substr(0, kLookedAt).find('\0') != std::string_view::npos &&
         !open_container(observed, {}) && (has_magic(observed) || !find_utf16_runs(observed, {}));
}

std::vector<Finding> find_damage(std::string_view observed, const Restored& restored,
                                 bool finds_escapes) {
  if (restored.verdict == Verdict::clean || restored.verdict == Verdict::binary) return {};
  return Finder(observed, restored, finds_escapes).find();
}

}  // namespace fuyuan::cli
