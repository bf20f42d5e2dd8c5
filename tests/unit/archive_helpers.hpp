#pragma once

#include <algorithm>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/document_format.hpp"
#include "archive/document_run.hpp"
#include "archive/peek_source.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::testing {

/// Bytes as a source, in pieces of at most `piece` bytes, as a pipe gives them.
class StringSource final : public ByteSource {
 public:
  explicit StringSource(std::string_view bytes, std::size_t piece = std::string_view::npos)
      : bytes_(bytes), piece_(piece) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t got = std::min({size, piece_, bytes_.size()});
    std::memcpy(buffer, bytes_.data(), got);
    bytes_.remove_prefix(got);
    return got;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

/// What was said of one document.
struct Recorded {
  std::string entry;
  Verdict verdict = Verdict::clean;
  bool is_changed = false;
  std::string charset;
  bool has_plan = true;
};

/// What came of an input.
struct FormatResult {
  std::string text;
  std::vector<Recorded> documents;
  std::vector<std::pair<std::string, std::string>> failures;  ///< entry and message
  std::string error;                                          ///< the input as a whole

  const Recorded* find(std::string_view entry) const {
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [&](const Recorded& one) { return one.entry == entry; });
    return found == documents.end() ? nullptr : &*found;
  }
};

/// Restores everything on the spot.
class DirectRun final : public DocumentRun {
 public:
  DirectRun(FormatOptions format, Options options, ByteSink& out)
      : format_(std::move(format)), options_(std::move(options)), restorer_(options_), out_(out) {}

  const FormatOptions& options() const override { return format_; }
  const std::string& hint() const override { return options_.from; }
  void restore(std::string entry, std::string bytes, DocumentHints hints, Done done) override {
    const Restored restored = restore_with(bytes, hints);
    done(restored);
    record(entry, restored, restored.text != bytes);
  }
  void restore_piece(std::string entry, std::string bytes, DocumentHints hints,
                     Done done) override {
    static_cast<void>(entry);
    done(restore_with(bytes, hints));
  }
  void record(const std::string& entry, const Restored& restored, bool changed) override {
    documents.push_back({entry, restored.verdict, changed, restored.charset, restored.has_plan});
  }
  void record_rename(const std::string& entry, const std::string& new_name) override {
    renames.emplace_back(entry, new_name);
  }
  void then_holding(std::size_t bytes, std::function<void()> action) override {
    static_cast<void>(bytes);
    action();
  }
  void fail(std::string entry, std::string what) override {
    failures.emplace_back(std::move(entry), std::move(what));
  }
  void drain() override {}
  ByteSink& out() override { return out_; }

  std::vector<Recorded> documents;
  std::vector<std::pair<std::string, std::string>> failures;
  std::vector<std::pair<std::string, std::string>> renames;

 private:
  Restored restore_with(const std::string& bytes, const DocumentHints& hints) const {
    return restorer_.restore(bytes, options_.from.empty() ? hints.charset : std::string(),
                             hints.context);
  }

  FormatOptions format_;
  Options options_;
  Restorer restorer_;
  ByteSink& out_;
};

/// Restores a source as a file called `name`.
inline FormatResult restore_source(const std::string& name, ByteSource& source,
                                   FormatOptions format = {}, Options options = {}) {
  StringSink out;
  DirectRun run(std::move(format), std::move(options), out);
  FormatResult result;
  try {
    PeekSource in(source);
    choose_format(name, in, run.options(), false).restore(name, in, run);
  } catch (const IoError& error) {
    result.error = error.what();
  }
  result.text = out.text();
  result.documents = run.documents;
  result.failures = run.failures;
  return result;
}

inline FormatResult restore_bytes(const std::string& name, std::string_view bytes,
                                  FormatOptions format = {}, Options options = {}) {
  StringSource source(bytes);
  return restore_source(name, source, std::move(format), std::move(options));
}

}  // namespace fuyuan::testing
