#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/atomic_file.hpp"

namespace fuyuan::cli {

/// Puts finished files in their places many at a time: making them durable one by one would take
/// most of the time of a run over small files. What is to follow a file, follows it, in order; and
/// until then its target stays as it was.
class CommitQueue {
 public:
  /// `error`: what went wrong; null if the file is in its place.
  using Done = std::function<void(const std::string* error)>;

  /// `file` is finished; without one there is only something to follow the files before it. May
  /// call what was added before.
  void add(std::shared_ptr<AtomicFile> file, Done done);
  /// Puts all files in their places.
  void flush();
  bool empty() const { return entries_.empty(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::shared_ptr<AtomicFile> file;
    Done done;
    std::string error;
  };

  static void sync(std::vector<Entry>& entries);

  std::vector<Entry> entries_;
  Clock::time_point first_;  ///< when the oldest came
};

}  // namespace fuyuan::cli
