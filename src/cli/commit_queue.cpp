#include "cli/commit_queue.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace fuyuan::cli {
namespace {

constexpr std::size_t kMost = 64;
// The next one is being written while these wait.
static_assert(kMost < kMostUnfinishedFiles, "an interrupt would leave files behind");
constexpr std::size_t kMany = 8;  ///< files at once that are better made durable by file system
constexpr auto kLongest = std::chrono::seconds(1);

}  // namespace

void CommitQueue::add(std::shared_ptr<AtomicFile> file, Done done) {
  if (!file && entries_.empty()) {
    done(nullptr);
    return;
  }
  Entry entry{std::move(file), std::move(done), {}};
  try {
    if (entry.file) entry.file->finish();
  } catch (const IoError& error) {
    entry.error = error.what();
  }
  if (entries_.empty()) first_ = Clock::now();
  entries_.push_back(std::move(entry));
  if (entries_.size() >= kMost || Clock::now() - first_ > kLongest) flush();
}

void CommitQueue::flush() {
  // Whoever is called may add more.
  std::vector<Entry> entries = std::exchange(entries_, {});
  sync(entries);
  std::set<std::string> folders;
  for (Entry& entry : entries) {
    if (!entry.file || !entry.error.empty()) continue;
    try {
      entry.file->publish();
      folders.insert(entry.file->folder());
    } catch (const IoError& error) {
      entry.error = error.what();
    }
  }
  for (const std::string& folder : folders) sync_folder(folder);
  for (Entry& entry : entries) entry.done(entry.error.empty() ? nullptr : &entry.error);
}

void CommitQueue::sync(std::vector<Entry>& entries) {
  const auto waits = [](const Entry& entry) { return entry.file && entry.error.empty(); };
  std::map<dev_t, bool> are_synced;  // whether the file system as a whole
  const bool are_many =
      std::count_if(entries.begin(), entries.end(), waits) >= static_cast<std::ptrdiff_t>(kMany);
  for (Entry& entry : entries) {
    if (!waits(entry)) continue;
    try {
      bool is_synced = false;
      if (are_many) {
        const auto [known, is_first] = are_synced.emplace(entry.file->device(), false);
        if (is_first) known->second = entry.file->sync_file_system();
        is_synced = known->second;
      }
      if (!is_synced) entry.file->sync();
    } catch (const IoError& error) {
      entry.error = error.what();
    }
  }
}

}  // namespace fuyuan::cli
