#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"

namespace fuyuan::cli {

/// So many unfinished files at once are removed when a signal ends the program.
constexpr std::size_t kMostUnfinishedFiles = 96;

/// A file that appears whole or not at all. What is written goes to a temporary file beside the
/// target; `commit` makes it durable and renames it. Without `commit`, after an exception and when
/// a signal ends the program, the temporary file is removed and the target stays as it was.
///
/// Nothing is created before `commit` or the first few megabytes, so that a file that turns out to
/// need no change leaves no trace, even in a folder that cannot be written.
///
/// A symbolic link stays, and the file that it leads to is replaced. What is no regular file, such
/// as a device, a pipe or /dev/stdout, is written to as it stands; none of the above holds there.
class AtomicFile final : public ByteSink {
 public:
  explicit AtomicFile(std::string target) : target_(std::move(target)) {}
  ~AtomicFile() override;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes) override;

  /// Mode, times and, where permitted, owner of the finished file.
  void copy_attributes(const struct stat& status) { attributes_ = status; }

  /// What stands at the target now stays reachable under its name plus `suffix`.
  void keep_backup(std::string suffix) { backup_suffix_ = std::move(suffix); }

  /// Throws IoError; the target is then as it was.
  void commit();

  // The same step by step, for those who commit many at once; each throws IoError.
  /// All is written, and mode, owner and times are set.
  void finish();
  /// What is in the file survives a power cut.
  void sync();
  /// The same for all files of its file system. False where that was refused, or some file of it
  /// could not be written: each has to be asked then.
  bool sync_file_system();
  dev_t device() const;
  /// After `sync`: the file takes its place. A power cut may undo that until `sync_folder`.
  void publish();
  std::string folder() const;

 private:
  void create();
  void spill();
  void apply_attributes();
  void make_backup();
  void discard() noexcept;

  std::string target_;
  std::string temporary_;
  std::string buffer_;
  std::string backup_suffix_;
  std::optional<struct stat> attributes_;
  Descriptor file_;
  bool is_direct_ = false;  ///< the file is the target itself
  int slot_ = -1;           ///< where the signal handler finds the temporary file's name
};

/// A rename in `folder` survives a power cut only when that has been written too.
void sync_folder(const std::string& folder);

/// From now on SIGINT, SIGTERM and SIGHUP remove unfinished files before they end the program, and
/// a closed pipe or a file above the limit is an error of `write` rather than a signal.
void install_signal_handlers();

/// Whether `name` (without folder) is one of our temporary files, left by a run that was killed.
bool is_temporary_name(std::string_view name);

}  // namespace fuyuan::cli
