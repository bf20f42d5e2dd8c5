#include "cli/input_run.hpp"

#include <chrono>
#include <utility>

namespace fuyuan::cli {

void InputRun::submit(std::string bytes, const DocumentHints& hints, Handle handle) {
  const std::size_t size = bytes.size();
  // The user's word counts more than a header's.
  const std::string charset = session_.options().from.empty() ? hints.charset : std::string();
  session_.work().add(size, [self = shared_from_this(), bytes = std::move(bytes), charset,
                             handle = std::move(handle)]() -> OrderedWork::Finish {
    const auto begin = std::chrono::steady_clock::now();
    auto restored = std::make_shared<Restored>(
        self->session_.restorer().restore(bytes, charset));
    const bool changed = restored->text != bytes;
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - begin;
    return [self, restored, changed, handle, spent] {
      self->guard([&] { handle(*restored, changed, spent.count()); });
    };
  });
}

void InputRun::restore(std::string entry, std::string bytes, DocumentHints hints, Done done) {
  has_entries_ = has_entries_ || !entry.empty();
  submit(std::move(bytes), hints,
         [this, entry = std::move(entry), done = std::move(done)](
             const Restored& restored, bool changed, double milliseconds) {
           done(restored);
           ++documents_;
           changed_ += changed ? 1 : 0;
           session_.record({path_, entry}, restored, changed, milliseconds);
         });
}

void InputRun::restore_piece(std::string bytes, DocumentHints hints, Done done) {
  submit(std::move(bytes), hints,
         [done = std::move(done)](const Restored& restored, bool, double) { done(restored); });
}

void InputRun::record(const std::string& entry, const Restored& restored, bool changed) {
  has_entries_ = has_entries_ || !entry.empty();
  ++documents_;
  changed_ += changed ? 1 : 0;
  session_.record({path_, entry}, restored, changed, 0);
}

void InputRun::then(std::function<void()> action) {
  session_.work().add_finish(
      [self = shared_from_this(), action = std::move(action)] { self->guard(action); });
}

void InputRun::fail(std::string entry, std::string what) {
  session_.work().add_finish(
      [self = shared_from_this(), entry = std::move(entry), what = std::move(what)] {
        if (!self->has_failed_) self->session_.fail({self->path_, entry}, what);
      });
}

void InputRun::give_up(std::string what) {
  session_.work().add_finish(
      [self = shared_from_this(), what = std::move(what)] { self->break_off(what); });
}

void InputRun::record_end() {
  if (has_entries_) session_.record_end(path_, documents_, changed_);
}

void InputRun::guard(const std::function<void()>& action) {
  if (has_failed_) return;
  try {
    action();
  } catch (const OutputError&) {
    throw;
  } catch (const std::exception& error) {
    break_off(error.what());
  }
}

void InputRun::break_off(const std::string& what) {
  if (has_failed_) return;
  has_failed_ = true;
  session_.fail(path_, what);
}

}  // namespace fuyuan::cli
