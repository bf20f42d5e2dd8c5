#pragma once

#include <functional>
#include <memory>
#include <string>

#include "archive/document_run.hpp"
#include "cli/session.hpp"

namespace fuyuan::cli {

/// One input of a session: hands its documents to the session's threads, and what goes wrong with
/// one of them, or with its output, stays with this input. Lives until all of it is finished: hold
/// it by shared_ptr.
class InputRun final : public DocumentRun, public std::enable_shared_from_this<InputRun> {
 public:
  InputRun(Session& session, const FormatOptions& format, std::string path, ByteSink& out)
      : session_(session), format_(format), path_(std::move(path)), out_(out) {}

  const FormatOptions& options() const override { return format_; }
  const std::string& hint() const override { return session_.options().from; }
  void restore(std::string entry, std::string bytes, DocumentHints hints, Done done) override;
  void restore_piece(std::string bytes, DocumentHints hints, Done done) override;
  void record(const std::string& entry, const Restored& restored, bool changed) override;
  void then(std::function<void()> action) override;
  void fail(std::string entry, std::string what) override;
  void drain() override { session_.work().drain(); }
  ByteSink& out() override { return out_; }

  /// In order: the input as a whole cannot be dealt with.
  void give_up(std::string what);

  // In `then`, when all else is finished:
  bool has_failed() const { return has_failed_; }
  std::size_t changed() const { return changed_; }
  void record_end();

 private:
  using Handle = std::function<void(const Restored&, bool changed, double milliseconds)>;

  void submit(std::string bytes, const DocumentHints& hints, Handle handle);
  /// Runs `action`; what it throws becomes this input's failure, unless nothing can go on.
  void guard(const std::function<void()>& action);
  void break_off(const std::string& what);

  Session& session_;
  const FormatOptions& format_;
  std::string path_;
  ByteSink& out_;
  bool has_failed_ = false;  ///< as a whole: nothing more of it is written
  bool has_entries_ = false;
  std::size_t documents_ = 0;
  std::size_t changed_ = 0;
};

}  // namespace fuyuan::cli
