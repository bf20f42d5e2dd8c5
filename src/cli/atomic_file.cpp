#include "cli/atomic_file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "cli/output_place.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kHeldInMemory = std::size_t{4} << 20;
constexpr std::string_view kTemporaryPrefix = ".fuyuan-tmp-";

/// Names of unfinished files, in memory that a signal handler may read at any time.
struct Slot {
  std::atomic<bool> is_taken{false};
  std::atomic<bool> is_ready{false};
  std::array<char, PATH_MAX> path{};
};
std::array<Slot, kMostUnfinishedFiles>
    g_slots;  // NOLINT: a signal handler has nothing else to look at

int take_slot(const std::string& path) {
  for (std::size_t i = 0; i < g_slots.size(); ++i) {
    Slot& slot = g_slots[i];
    if (path.size() >= slot.path.size() || slot.is_taken.exchange(true)) continue;
    std::memcpy(slot.path.data(), path.c_str(), path.size() + 1);
    slot.is_ready = true;
    return static_cast<int>(i);
  }
  return -1;  // an interrupt would leave the file behind: harmless, it has a telling name
}

void give_back_slot(int index) {
  if (index < 0) return;
  Slot& slot = g_slots[static_cast<std::size_t>(index)];
  slot.is_ready = false;
  slot.is_taken = false;
}

extern "C" void remove_unfinished_files(int signal_number) {
  for (const Slot& slot : g_slots) {
    if (slot.is_ready) ::unlink(slot.path.data());
  }
  // Installed with SA_RESETHAND: this time it ends the program, and the caller sees why.
  ::raise(signal_number);
}

/// Holds back the signals that end the program: a file that has no slot yet would stay behind.
class SignalPause {
 public:
  SignalPause() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&signals, number);
    ::pthread_sigmask(SIG_BLOCK, &signals, &before_);
  }
  ~SignalPause() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalPause(const SignalPause&) = delete;
  SignalPause& operator=(const SignalPause&) = delete;

 private:
  sigset_t before_;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

void sync_folder(const std::string& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.get());  // some file systems refuse: nothing to be done
}

bool is_temporary_name(std::string_view name) { return name.starts_with(kTemporaryPrefix); }

void install_signal_handlers() {
  struct sigaction action {};
  action.sa_handler = &remove_unfinished_files;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
  ::sigemptyset(&action.sa_mask);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction old {};
    ::sigaction(number, nullptr, &old);
    // nohup and background jobs ignore some signals; leave it so.
    if (old.sa_handler != SIG_IGN) ::sigaction(number, &action, nullptr);
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // a file above the limit is a failed write: nothing stays behind
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::discard() noexcept {
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  temporary_.clear();
  give_back_slot(slot_);
}

void AtomicFile::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= kHeldInMemory) spill();
}

void AtomicFile::create() {
  OutputPlace place = OutputPlace::find(target_);
  target_ = std::move(place.path);
  is_direct_ = place.direct.is_open();
  if (is_direct_) {
    file_ = std::move(place.direct);
    return;
  }
  // 0600 until it is finished: what is being written may not be for everyone.
  std::string name = folder_of(target_) + "/" + std::string(kTemporaryPrefix) + "XXXXXX";
  const SignalPause pause;
  file_ = Descriptor(::mkostemp(name.data(), O_CLOEXEC));
  if (!file_.is_open()) {
    throw IoError(fmt::format("cannot write in {}: {}", folder_of(target_), error_text(errno)));
  }
  temporary_ = name;
  slot_ = take_slot(temporary_);
}

void AtomicFile::spill() {
  if (!file_.is_open()) create();
  if (const int error = write_fully(file_.get(), buffer_); error != 0) {
    throw IoError("cannot write the restored text: " + error_text(error));
  }
  buffer_.clear();
}

void AtomicFile::apply_attributes() {
  if (is_direct_) return;
  const int fd = file_.get();
  if (!attributes_) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(fd, 0666 & ~mask);
    return;
  }
  // Only root may give files away; for everyone else the result belongs to whoever made it, and
  // must not lend out somebody's rights.
  const bool owned = ::fchown(fd, attributes_->st_uid, attributes_->st_gid) == 0;
  ::fchmod(fd, attributes_->st_mode & (owned ? 07777U : 0777U));
  const std::array<struct timespec, 2> times = {attributes_->st_atim, attributes_->st_mtim};
  ::futimens(fd, times.data());
}

void AtomicFile::make_backup() {
  // Through a second name and a rename: the old text is never without a name.
  const std::string backup = target_ + backup_suffix_;
  const std::string link_name = temporary_ + "-backup";
  ::unlink(link_name.c_str());
  if (::link(target_.c_str(), link_name.c_str()) != 0) {
    throw IoError(fmt::format("cannot keep {}: {}", backup, error_text(errno)));
  }
  if (::rename(link_name.c_str(), backup.c_str()) != 0) {
    const int error = errno;
    ::unlink(link_name.c_str());
    throw IoError(fmt::format("cannot keep {}: {}", backup, error_text(error)));
  }
  ::unlink(link_name.c_str());  // rename does nothing where both are the same file already
}

void AtomicFile::commit() {
  finish();
  sync();
  publish();
  sync_folder(folder());
}

void AtomicFile::finish() {
  spill();
  std::string().swap(buffer_);  // many finished files may wait
  apply_attributes();
}

void AtomicFile::sync() {
  if (::fsync(file_.get()) != 0 && errno != EINVAL) {
    throw IoError("cannot write the restored text: " + error_text(errno));
  }
}

bool AtomicFile::sync_file_system() { return ::syncfs(file_.get()) == 0; }

dev_t AtomicFile::device() const {
  struct stat status {};
  if (::fstat(file_.get(), &status) != 0) throw IoError(error_text(errno));
  return status.st_dev;
}

std::string AtomicFile::folder() const { return folder_of(target_); }

void AtomicFile::publish() {
  if (::close(file_.release()) != 0) {
    throw IoError("cannot write the restored text: " + error_text(errno));
  }
  if (is_direct_) return;
  if (!backup_suffix_.empty()) make_backup();
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    throw IoError("cannot replace the file: " + error_text(errno));
  }
  temporary_.clear();
  give_back_slot(slot_);
}

}  // namespace fuyuan::cli
