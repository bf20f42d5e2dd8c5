#include "cli/input_run.hpp"

#include <chrono>
#include <exception>
#include <new>
#include <utility>

namespace fuyuan::cli {
void InputRun::submit(std::string bytes, DocumentHints hints, Handle handle) {
  const std::size_t size = bytes.size() + hints.context.size();
  // The user's word counts more than a header's.
  if (!session_.options().from.empty()) hints.charset.clear();
  const auto document = std::make_shared<Document>();
  document->observed = std::move(bytes);
  session_.work().add(size,
                      [self = shared_from_this(), document, hints = std::move(hints),
                       handle = std::move(handle)]() -> OrderedWork::Finish {
                        try {
                          self->restore_now(*document, hints);
                        } catch (const std::bad_alloc&) {
                          return [self] { self->stop("out of memory"); };
                        } catch (const std::exception& error) {
                          return [self, what = std::string(error.what())] { self->stop(what); };
                        }
                        return
                            [self, document, handle] { self->guard([&] { handle(*document); }); };
                      });
}

void InputRun::restore_now(Document& document, const DocumentHints& hints) const {
  const auto begin = std::chrono::steady_clock::now();
  document.restored = session_.restorer().restore(document.observed, hints.charset, hints.context);
  document.changed = document.restored.text != document.observed;
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
  document.milliseconds = spent.count();
  if (!session_.hooks().restored) std::string().swap(document.observed);
}

void InputRun::restore(std::string entry, std::string bytes, DocumentHints hints, Done done) {
  submit(std::move(bytes), std::move(hints),
         [this, entry = std::move(entry), done = std::move(done)](const Document& document) {
           const Restored& restored = document.restored;
           if (const auto& hook = session_.hooks().restored) {
             hook({path_, entry}, document.observed, restored);
           }
           done(restored);
           record(entry, restored, document.changed, document.milliseconds);
         });
}

void InputRun::restore_piece(std::string entry, std::string bytes, DocumentHints hints, Done done) {
  submit(std::move(bytes), std::move(hints),
         [this, entry = std::move(entry), done = std::move(done)](const Document& document) {
           if (const auto& hook = session_.hooks().restored) {
             hook({path_, entry}, document.observed, document.restored);
           }
           piece_milliseconds_ += document.milliseconds;
           done(document.restored);
         });
}

void InputRun::record(const std::string& entry, const Restored& restored, bool changed) {
  record(entry, restored, changed, std::exchange(piece_milliseconds_, 0));
}

void InputRun::record(const std::string& entry, const Restored& restored, bool changed,
                      double milliseconds) {
  ++documents_;
  changed_ += changed ? 1 : 0;
  if (entry.empty()) {
    whole_ = Whole{without_text(restored), changed, milliseconds};
  } else {
    session_.record({path_, entry}, restored, changed, milliseconds);
  }
}

void InputRun::record_rename(const std::string& entry, const std::string& new_name) {
  ++changed_;
  session_.record_rename({path_, entry}, new_name);
}

void InputRun::then_holding(std::size_t bytes, std::function<void()> action) {
  session_.work().add_finish(
      bytes, [self = shared_from_this(), action = std::move(action)] { self->guard(action); });
}

void InputRun::fail(std::string entry, std::string what) {
  session_.work().add_finish(
      0, [self = shared_from_this(), entry = std::move(entry), what = std::move(what)] {
        if (!self->has_failed_) self->session_.fail({self->path_, entry}, what);
      });
}

void InputRun::read(const DocumentFormat& format, PeekSource& in) {
  holds_files_ = format.holds_files();
  try {
    format.restore(path_, in, *this);
  } catch (const OutputError&) {
    throw;
  } catch (const std::exception& error) {
    give_up(error.what());
  }
}

void InputRun::give_up(std::string what) {
  session_.work().add_finish(
      0, [self = shared_from_this(), what = std::move(what)] { self->stop(what); });
}

void InputRun::stop(const std::string& what) {
  if (has_failed_) return;
  // Records and lines that are finished are good by themselves; the beginning of an archive is not.
  if (!holds_files_) out_.flush();
  break_off(what);
}

void InputRun::record_end() {
  if (whole_) {
    session_.record({path_, {}}, whole_->restored, whole_->changed, whole_->milliseconds);
  } else {
    session_.record_end(path_, documents_, changed_);
  }
}

void InputRun::guard(const std::function<void()>& action) {
  if (has_failed_) return;
  try {
    action();
  } catch (const OutputError&) {
    throw;
  } catch (const std::exception& error) {
    stop(error.what());
  }
}

void InputRun::break_off(const std::string& what) {
  if (has_failed_) return;
  has_failed_ = true;
  session_.fail(path_, what);
}

}  // namespace fuyuan::cli
