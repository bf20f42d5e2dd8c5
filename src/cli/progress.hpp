#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/totals.hpp"

namespace fuyuan::cli {

/// How far a run is, as one line on a terminal that is drawn over and over: a bar, files and bytes,
/// the rate, the time left, what came of the documents. Silent until `start`.
class Progress {
 public:
  explicit Progress(const Totals& totals) : totals_(totals) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// What there is to do.
  void start(std::size_t files, std::uint64_t bytes);

  void add_bytes(std::uint64_t bytes);
  void end_file();

  /// Draws the line, if it was not drawn a moment ago.
  void tick();
  /// Takes the line away, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  void draw(Clock::time_point now);

  const Totals& totals_;
  std::size_t files_ = 0;
  std::uint64_t bytes_ = 0;
  std::size_t files_done_ = 0;
  std::uint64_t bytes_done_ = 0;
  std::optional<Clock::time_point> begin_;  ///< of the run; nothing: silent
  Clock::time_point drawn_;
  bool is_shown_ = false;
};

/// One line without line end, at most `width` columns: what `Progress` shows.
struct ProgressState {
  std::size_t files = 0;
  std::size_t files_done = 0;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_done = 0;
  double seconds = 0;
};
std::string progress_line(const ProgressState& state, const Totals& totals, std::size_t width);

}  // namespace fuyuan::cli
