#pragma once

#include <memory>
#include <string>
#include <utility>

#include "archive/document_run.hpp"

namespace fuyuan {

/// What lies inside an entry of an archive: its documents are the archive's, named after the entry;
/// its result goes to a place of its own. Lives until what it handed over is done.
class EntryRun final : public DocumentRun {
 public:
  EntryRun(DocumentRun& archive, std::string entry, ByteSink& out)
      : archive_(archive), entry_(std::move(entry)), out_(out) {}

  const FormatOptions& options() const override { return archive_.options(); }
  const std::string& hint() const override { return archive_.hint(); }
  void restore(std::string entry, std::string bytes, DocumentHints hints, Done done) override {
    archive_.restore(name(entry), std::move(bytes), std::move(hints), std::move(done));
  }
  void restore_piece(std::string entry, std::string bytes, DocumentHints hints,
                     Done done) override {
    archive_.restore_piece(name(entry), std::move(bytes), std::move(hints), std::move(done));
  }
  void record(const std::string& entry, const Restored& restored, bool changed) override {
    archive_.record(name(entry), restored, changed);
  }
  void record_rename(const std::string& entry, const std::string& new_name) override {
    archive_.record_rename(name(entry), new_name);
  }
  void then_holding(std::size_t bytes, std::function<void()> action) override {
    archive_.then_holding(bytes, std::move(action));
  }
  void fail(std::string entry, std::string what) override {
    archive_.fail(name(entry), std::move(what));
  }
  void drain() override { archive_.drain(); }
  ByteSink& out() override { return out_; }

 private:
  std::string name(const std::string& inner) const {
    if (entry_.empty() || inner.empty()) return entry_ + inner;
    return entry_ + ":" + inner;
  }

  DocumentRun& archive_;
  std::string entry_;
  ByteSink& out_;
};

}  // namespace fuyuan
