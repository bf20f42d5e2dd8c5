#include "cli/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace fuyuan::cli {
namespace {

constexpr auto kPause = std::chrono::milliseconds(100);
constexpr std::size_t kShortestBar = 4;
constexpr std::size_t kLongestBar = 20;
constexpr std::size_t kUsualWidth = 80;

std::string in_bytes(double bytes) {
  if (bytes < 1e3) return fmt::format("{:.0f} B", bytes);
  if (bytes < 1e6) return fmt::format("{:.0f} kB", bytes / 1e3);
  if (bytes < 1e9) return fmt::format("{:.1f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string in_time(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::size_t terminal_width() {
  struct winsize size {};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth;
  return size.ws_col;
}

void write_raw(std::string_view text) {
  // Nobody is left to tell if stderr itself fails.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

std::string progress_line(const ProgressState& state, const Totals& totals, std::size_t width) {
  // Files may have grown since they were counted.
  const double all = static_cast<double>(std::max(state.bytes, state.bytes_done));
  const double done = static_cast<double>(state.bytes_done);
  const double share = all > 0 ? done / all : 1;
  std::string line =
      fmt::format(" {:3.0f} %  {}/{} files  {}/{}", share * 100, state.files_done,
                  std::max(state.files, state.files_done), in_bytes(done), in_bytes(all));
  if (state.seconds > 0 && done > 0) {
    const double rate = done / state.seconds;
    line += fmt::format("  {}/s  {} left", in_bytes(rate), in_time((all - done) / rate));
  }
  const std::string counts = totals.describe();
  if (!counts.empty()) line += "  " + counts.substr(2);
  // The bar gets the room that is left, and some where none is.
  const std::size_t room = width > line.size() + 2 ? width - line.size() - 2 : 0;
  const std::size_t bar = std::clamp(room, kShortestBar, kLongestBar);
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(bar));
  line = fmt::format("[{}{}]", std::string(filled, '#'), std::string(bar - filled, '.')) + line;
  return line.substr(0, width);
}

void Progress::start(std::size_t files, std::uint64_t bytes) {
  files_ = files;
  bytes_ = bytes;
  begin_ = Clock::now();
  drawn_ = *begin_;  // what is over in a moment needs no bar
}

void Progress::add_bytes(std::uint64_t bytes) {
  bytes_done_ += bytes;
  tick();
}

void Progress::end_file() {
  ++files_done_;
  tick();
}

void Progress::tick() {
  if (!begin_) return;
  const auto now = Clock::now();
  if (now - drawn_ >= kPause) draw(now);
}

void Progress::draw(Clock::time_point now) {
  const ProgressState state{files_, files_done_, bytes_, bytes_done_,
                            std::chrono::duration<double>(now - *begin_).count()};
  // One column stays free: in the last one some terminals begin a new line.
  write_raw("\r\x1B[K" +
            progress_line(state, totals_, std::max<std::size_t>(terminal_width(), 2) - 1));
  drawn_ = now;
  is_shown_ = true;
}

void Progress::clear() {
  if (!is_shown_) return;
  write_raw("\r\x1B[K");
  is_shown_ = false;
}

}  // namespace fuyuan::cli
