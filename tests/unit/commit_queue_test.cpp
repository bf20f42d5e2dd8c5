#include "cli/commit_queue.hpp"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/scratch_folder.hpp"

namespace {

int g_refused = 0;         ///< what syncfs fails with; 0: it does not
ino_t g_unwritable = 0;    ///< the file of which fsync says that it cannot be written
std::set<ino_t> g_synced;  ///< the files that fsync was called for

}  // namespace

// Those of the C library are met by the tests alone.
extern "C" int syncfs(int descriptor) noexcept {
  if (g_refused == 0) return static_cast<int>(::syscall(SYS_syncfs, descriptor));
  errno = g_refused;
  return -1;
}

extern "C" int fsync(int descriptor) {
  struct stat status {};
  ::fstat(descriptor, &status);
  g_synced.insert(status.st_ino);
  if (status.st_ino == g_unwritable) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

namespace {

using fuyuan::cli::AtomicFile;
using fuyuan::cli::CommitQueue;
using fuyuan::testing::ScratchFolder;

constexpr std::size_t kFiles = 12;

std::vector<std::shared_ptr<AtomicFile>> make_files(const ScratchFolder& folder) {
  std::vector<std::shared_ptr<AtomicFile>> files;
  for (std::size_t i = 0; i < kFiles; ++i) {
    files.push_back(std::make_shared<AtomicFile>(folder.path(std::to_string(i))));
    files.back()->write("text");
  }
  return files;
}

/// What went wrong with each file; "" where nothing did.
std::vector<std::string> commit(const std::vector<std::shared_ptr<AtomicFile>>& files) {
  std::vector<std::string> errors(files.size());
  CommitQueue queue;
  for (std::size_t i = 0; i < files.size(); ++i) {
    queue.add(files[i], [&errors, i](const std::string* error) {
      if (error != nullptr) errors[i] = *error;
    });
  }
  queue.flush();
  return errors;
}

}  // namespace

TEST_CASE("Where a file system cannot be synced as a whole, each of its files is",
          "[commit_queue]") {
  for (const int error : {0, ENOSYS, EIO}) {
    CAPTURE(error);
    const ScratchFolder folder;
    g_refused = error;
    g_synced.clear();
    const std::vector<std::string> errors = commit(make_files(folder));
    g_refused = 0;
    CHECK(errors == std::vector<std::string>(kFiles));
    for (std::size_t i = 0; i < kFiles; ++i) {
      struct stat status {};
      REQUIRE(::stat(folder.path(std::to_string(i)).c_str(), &status) == 0);
      CHECK(g_synced.contains(status.st_ino) == (error != 0));
    }
  }
}

TEST_CASE("A file that cannot be made durable does not take its place; the others do",
          "[commit_queue]") {
  const ScratchFolder folder;
  const auto files = make_files(folder);
  CommitQueue queue;
  std::vector<std::string> failed;
  for (std::size_t i = 0; i < kFiles; ++i) {
    queue.add(files[i], [&failed, i](const std::string* error) {
      if (error != nullptr) failed.push_back(std::to_string(i));
    });
    if (i != 0) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      struct stat status {};
      REQUIRE(::stat(entry.path().c_str(), &status) == 0);
      g_unwritable = status.st_ino;
    }
  }
  g_refused = EIO;
  queue.flush();
  g_refused = 0;
  g_unwritable = 0;
  CHECK(failed == std::vector<std::string>{"0"});
  CHECK_FALSE(std::filesystem::exists(folder.path("0")));
  for (std::size_t i = 1; i < kFiles; ++i) {
    CHECK(std::filesystem::exists(folder.path(std::to_string(i))));
  }
}
