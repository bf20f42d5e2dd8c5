#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/byte_stream.hpp"
#include "restore/restorer.hpp"

namespace fuyuan {

/// What the formats may do and how far they may go.
struct FormatOptions {
  std::string format = "auto";      ///< auto, text, json, jsonl, csv, tsv, warc or archive
  std::vector<std::string> fields;  ///< of records: the strings to restore; none: all of them
  bool restores_names = false;      ///< the names of an archive's entries, too
  /// The most that one input may unpack to, in bytes.
  std::uint64_t max_unpacked = std::uint64_t{64} << 30U;
  /// The most bytes that one packed byte may become, once 64 MiB have come out.
  std::uint64_t max_ratio = 200;
};

/// How one document, or one piece of it, is to be restored.
struct DocumentHints {
  std::string charset;  ///< what a header says that it is in; empty: nothing
  std::string context;  ///< what stands before it, as it was found: see Restorer::restore
};

/// One input on its way through. A format reads the input on the calling thread and hands over
/// documents; they are restored on any threads, while everything else (`Done`, `then`) runs on the
/// calling thread, one after another, in the order in which it was handed over. The result is
/// written in there, to `out`, and nowhere else: so it does not depend on the number of threads.
class DocumentRun {
 public:
  using Done = std::function<void(const Restored&)>;

  virtual ~DocumentRun() = default;

  virtual const FormatOptions& options() const = 0;
  /// The charset that the user says the input is in; empty: nothing said.
  virtual const std::string& hint() const = 0;

  /// Restores `bytes`, a document of its own, tells the report about it, and calls `done`. `entry`
  /// says which document of the input it is; empty if it is all of it.
  virtual void restore(std::string entry, std::string bytes, DocumentHints hints, Done done) = 0;
  /// The same without a word to the report, which `record` is to have: a piece of a document, or
  /// one whose result may have to be looked at first.
  virtual void restore_piece(std::string entry, std::string bytes, DocumentHints hints,
                             Done done) = 0;
  /// In `then` or `Done`: tells the report about a document restored by `restore_piece`.
  virtual void record(const std::string& entry, const Restored& restored, bool changed) = 0;
  /// In `then`: an entry has a new name.
  virtual void record_rename(const std::string& entry, const std::string& new_name) = 0;

  /// Calls `action` when all that was handed over before is done.
  void then(std::function<void()> action) { then_holding(0, std::move(action)); }
  /// The same for an action that keeps about `bytes` in memory until it is called: waits for
  /// earlier work where too much is kept.
  virtual void then_holding(std::size_t bytes, std::function<void()> action) = 0;
  /// A document that cannot be dealt with; the others go on.
  virtual void fail(std::string entry, std::string what) = 0;
  /// Waits until all that was handed over is done.
  virtual void drain() = 0;

  /// Where the result goes.
  virtual ByteSink& out() = 0;

 protected:
  DocumentRun() = default;
  DocumentRun(const DocumentRun&) = default;
  DocumentRun& operator=(const DocumentRun&) = default;
};

}  // namespace fuyuan
