#include "cli/line_diff.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

namespace fuyuan::cli {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kLongestLine = std::size_t{16} << 20;
constexpr std::size_t kWindow = 32;  ///< lines looked ahead to find where both are the same again
constexpr std::size_t kContext = 3;
constexpr std::size_t kLargestHunk = std::size_t{1} << 20;  ///< bytes; then another one begins

}  // namespace

void LineDiff::write(std::string_view bytes) {
  after_held_ += bytes;
  cut_lines(after_held_, false, after_lines_);
  advance(false);
}

void LineDiff::finish() {
  cut_lines(after_held_, true, after_lines_);
  advance(true);
  put_changes();
  close_hunk();
}

void LineDiff::cut_lines(std::string& held, bool is_last, std::deque<Line>& lines) {
  const std::hash<std::string_view> hash;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    std::string text = held.substr(begin, end - begin);
    const std::size_t hashed = hash(text);
    lines.push_back({std::move(text), hashed});
    begin = end;
  };
  for (std::size_t end = held.find('\n'); end != std::string::npos; end = held.find('\n', begin)) {
    add(end + 1);
  }
  if (is_last && begin < held.size()) add(held.size());
  held.erase(0, begin);
  if (held.size() > kLongestLine) throw IoError("a line is longer than 16 MiB: no diff of it");
}

void LineDiff::read_ahead() {
  std::string chunk(kChunk, '\0');
  while (!before_ended_ && before_lines_.size() < kWindow) {
    const std::size_t got = before_.read(chunk.data(), chunk.size());
    before_ended_ = got == 0;
    before_held_.append(chunk, 0, got);
    cut_lines(before_held_, before_ended_, before_lines_);
  }
}

void LineDiff::advance(bool is_last) {
  while (true) {
    if (before_lines_.empty()) read_ahead();
    const bool both = !before_lines_.empty() && !after_lines_.empty();
    if (both && before_lines_.front().text == after_lines_.front().text) {
      take_equal();
      continue;
    }
    if (!is_last && after_lines_.size() < kWindow) return;
    read_ahead();
    if (before_lines_.empty() && after_lines_.empty()) return;
    take_gap(find_gap());
  }
}

LineDiff::Gap LineDiff::find_gap() const {
  const std::size_t before = std::min(before_lines_.size(), kWindow);
  const std::size_t after = std::min(after_lines_.size(), kWindow);
  const auto same = [&](std::size_t i, std::size_t j) {
    return before_lines_[i].hash == after_lines_[j].hash &&
           before_lines_[i].text == after_lines_[j].text;
  };
  // One line alone, an empty one, may be the same by chance.
  const auto meets = [&](std::size_t i, std::size_t j) {
    return same(i, j) && (i + 1 >= before || j + 1 >= after || same(i + 1, j + 1));
  };
  for (std::size_t sum = 1; sum + 1 < before + after; ++sum) {
    for (std::size_t i = 0; i <= sum && i < before; ++i) {
      if (sum - i < after && meets(i, sum - i)) return {i, sum - i};
    }
  }
  return {std::min<std::size_t>(before, 1), std::min<std::size_t>(after, 1)};
}

void LineDiff::take_equal() {
  put_changes();
  ++before_line_;
  ++after_line_;
  std::string text = std::move(before_lines_.front().text);
  before_lines_.pop_front();
  after_lines_.pop_front();
  if (hunk_.empty()) {
    context_.push_back(std::move(text));
    if (context_.size() > kContext) context_.pop_front();
    return;
  }
  hunk_.push_back({' ', std::move(text)});
  if (++trailing_ > 2 * kContext) close_hunk();
}

void LineDiff::take_gap(const Gap& gap) {
  if (hunk_.empty() && removed_.empty() && added_.empty()) open_hunk();
  const auto take = [this](std::deque<Line>& lines, std::size_t count,
                           std::vector<std::string>& to) {
    for (std::size_t i = 0; i < count; ++i) {
      is_binary_ = is_binary_ || lines.front().text.find('\0') != std::string::npos;
      hunk_bytes_ += lines.front().text.size();
      to.push_back(std::move(lines.front().text));
      lines.pop_front();
    }
  };
  take(before_lines_, gap.removed, removed_);
  take(after_lines_, gap.added, added_);
  before_line_ += gap.removed;
  after_line_ += gap.added;
  if (hunk_bytes_ > kLargestHunk) {
    put_changes();
    close_hunk();
  }
}

void LineDiff::put_changes() {
  if (removed_.empty() && added_.empty()) return;
  for (std::string& text : removed_) hunk_.push_back({'-', std::move(text)});
  for (std::string& text : added_) hunk_.push_back({'+', std::move(text)});
  removed_.clear();
  added_.clear();
  trailing_ = 0;
}

void LineDiff::open_hunk() {
  hunk_before_ = before_line_ - context_.size();
  hunk_after_ = after_line_ - context_.size();
  for (std::string& text : context_) hunk_.push_back({' ', std::move(text)});
  context_.clear();
  trailing_ = 0;
}

void LineDiff::close_hunk() {
  if (hunk_.empty()) return;
  while (trailing_ > kContext) {
    context_.push_front(std::move(hunk_.back().text));
    hunk_.pop_back();
    --trailing_;
  }
  while (context_.size() > kContext) context_.pop_front();
  const auto lines = [this](char other) {
    return static_cast<std::size_t>(std::count_if(
        hunk_.begin(), hunk_.end(), [&](const HunkLine& line) { return line.kind != other; }));
  };
  const std::size_t removed = lines('+');
  const std::size_t added = lines('-');
  if (is_binary_) {
    if (!has_header_) {
      out_.write(fmt::format("Binary files a/{0} and b/{0} differ\n", printable(name_)));
    }
    has_header_ = true;
  } else {
    if (!has_header_) {
      // Without a tab `patch` takes a name with a space to end there.
      const std::string name =
          printable(name_) + (name_.find(' ') == std::string::npos ? "" : "\t");
      out_.write(palette_.bold("--- a/" + name) + "\n" + palette_.bold("+++ b/" + name) + "\n");
      has_header_ = true;
    }
    // What has no lines is said to be behind the line before it.
    out_.write(
        palette_.cyan(fmt::format("@@ -{},{} +{},{} @@", hunk_before_ + (removed > 0 ? 1 : 0),
                                  removed, hunk_after_ + (added > 0 ? 1 : 0), added)) +
        "\n");
    for (const HunkLine& line : hunk_) write_hunk_line(line);
  }
  hunk_.clear();
  hunk_bytes_ = 0;
  trailing_ = 0;
}

void LineDiff::write_hunk_line(const HunkLine& line) {
  const bool is_whole = line.text.ends_with('\n');
  std::string text = line.kind + (is_whole ? line.text.substr(0, line.text.size() - 1) : line.text);
  if (line.kind == '-') text = palette_.red(text);
  if (line.kind == '+') text = palette_.green(text);
  out_.write(text + "\n");
  if (!is_whole) out_.write("\\ No newline at end of file\n");
}

}  // namespace fuyuan::cli
