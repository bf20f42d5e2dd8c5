#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "archive/document_format.hpp"
#include "cli/session.hpp"

namespace fuyuan::cli {

/// One input of a session: hands its documents to the session's threads, and what goes wrong with
/// one of them, or with its output, stays with this input. Lives until all of it is finished: hold
/// it by shared_ptr. What comes of an input that is one document is told only by `record_end`:
/// whoever reads it in the report may rely on the result being in its place.
class InputRun final : public DocumentRun, public std::enable_shared_from_this<InputRun> {
 public:
  InputRun(Session& session, const FormatOptions& format, std::string path, ByteSink& out)
      : session_(session), format_(format), path_(std::move(path)), out_(out) {}

  const FormatOptions& options() const override { return format_; }
  const std::string& hint() const override { return session_.options().from; }
  void restore(std::string entry, std::string bytes, DocumentHints hints, Done done) override;
  void restore_piece(std::string entry, std::string bytes, DocumentHints hints, Done done) override;
  void record(const std::string& entry, const Restored& restored, bool changed) override;
  void record_rename(const std::string& entry, const std::string& new_name) override;
  void then_holding(std::size_t bytes, std::function<void()> action) override;
  void fail(std::string entry, std::string what) override;
  void drain() override { session_.work().drain(); }
  ByteSink& out() override { return out_; }

  /// Has `format` read the input; what makes that impossible becomes this input's failure.
  void read(const DocumentFormat& format, PeekSource& in);
  /// In order: the input as a whole cannot be dealt with.
  void give_up(std::string what);

  // In `then`, when all else is finished:
  std::size_t changed() const { return changed_; }
  void record_end();
  /// The result could not be put in its place.
  void break_off(const std::string& what);

 private:
  /// A document on its way.
  struct Document {
    std::string observed;
    Restored restored;
    bool changed = false;
    double milliseconds = 0;
  };
  using Handle = std::function<void(const Document&)>;

  /// What came of an input that is one document.
  struct Whole {
    Restored restored;
    bool changed;
    double milliseconds;
  };

  void submit(std::string bytes, DocumentHints hints, Handle handle);
  /// On any thread.
  void restore_now(Document& document, const DocumentHints& hints) const;
  void record(const std::string& entry, const Restored& restored, bool changed,
              double milliseconds);
  /// The input ends here: hands on what is finished of it.
  void stop(const std::string& what);
  /// Runs `action`; what it throws becomes this input's failure, unless nothing can go on.
  void guard(const std::function<void()>& action);

  Session& session_;
  const FormatOptions& format_;
  std::string path_;
  ByteSink& out_;
  bool holds_files_ = false;  ///< see DocumentFormat
  bool has_failed_ = false;   ///< as a whole: nothing more of it is written
  std::optional<Whole> whole_;
  std::size_t documents_ = 0;
  std::size_t changed_ = 0;
  double piece_milliseconds_ = 0;  ///< of the pieces of the document that is recorded next
};

}  // namespace fuyuan::cli
