#include "archive/archive_format.hpp"

#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/archive_output.hpp"
#include "archive/archive_reader.hpp"
#include "archive/entry_names.hpp"
#include "archive/entry_run.hpp"
#include "archive/spool.hpp"
#include "archive/zip_directory.hpp"
#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kHead = 4096;

/// An entry between reading and writing.
struct PendingEntry {
  PendingEntry(DocumentRun& run, const std::string& name, archive_entry* original)
      : entry(archive_entry_clone(original)), sink(data), inside(run, name, sink) {}

  ArchiveEntryPointer entry;
  Spool data;
  DigestingSink sink;
  EntryRun inside;
  std::string digest;  ///< of the data as it was
  bool is_stored = false;
  bool is_file = false;
};

/// What a packed file without any names has in it.
struct PendingFile {
  PendingFile(DocumentRun& run, archive_entry* original, ByteSink& out)
      : entry(archive_entry_clone(original)), sink(out), inside(run, "", sink) {}

  ArchiveEntryPointer entry;
  DigestingSink sink;
  EntryRun inside;
  std::string digest;
};

/// "a.txt" for "a.txt.gz": the name says more than the wrapping.
std::string unwrapped_name(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos || name.find('/', dot) != std::string::npos ? name
                                                                              : name.substr(0, dot);
}

bool is_zip(std::string_view head) { return head.starts_with(file_magic::kAnyZip); }

/// The table of contents is at the end.
bool needs_jumps(std::string_view head) {
  return is_zip(head) || head.starts_with(file_magic::kSevenZip);
}

/// Reads entry after entry; what is written, is written in order behind it.
class Rewriter {
 public:
  Rewriter(const std::string& name, PeekSource& in, DocumentRun& run)
      : name_(name), in_(in), run_(run), is_zip_(is_zip(in.peek(2))) {}

  void rewrite() {
    const std::string head(in_.peek(kHead));
    const int file = is_zip_ ? in_.rewound_descriptor() : -1;
    find_new_names();
    ArchiveReader reader(in_, run_.options());
    archive_entry* entry = reader.next();
    output_ = std::make_shared<ArchiveOutput>(reader, head, run_.out());
    if (reader.is_single_file()) {
      rewrite_single(reader, entry);
    } else {
      for (; entry != nullptr; entry = reader.next()) rewrite_entry(reader, entry);
    }
    if (file >= 0 && !ZipDirectory::read(file)) {
      run_.fail(
          {}, "its table of contents is damaged or cut short: made anew of the entries there are");
    }
    run_.then([output = output_] { output->finish(); });
  }

 private:
  /// Names are judged together, so all are read before the first is written.
  void find_new_names() {
    if (!is_zip_ && !run_.options().restores_names) return;
    if (in_.rewound_descriptor() < 0) return;
    std::vector<std::string> names;
    ArchiveReader reader(in_, run_.options());
    while (archive_entry* entry = reader.next()) {
      if (reader.is_single_file()) return;
      names.push_back(entry_name(entry));
    }
    names_ = run_.options().restores_names ? repair_names(names) : decode_names(names);
  }

  void rewrite_single(ArchiveReader& reader, archive_entry* entry) {
    if (entry == nullptr) return;
    const auto pending = std::make_shared<PendingFile>(run_, entry, output_->writer());
    run_.then([output = output_, pending] { output->writer().begin(pending->entry.get()); });
    const std::string inner = unwrapped_name(name_);
    pending->digest = restore_inside(inner, reader, pending->inside);
    run_.then([output = output_, pending] {
      if (pending->sink.finish() != pending->digest) output->note_change();
    });
  }

  void rewrite_entry(ArchiveReader& reader, archive_entry* entry) {
    refuse_dangerous(entry);
    const std::string name = entry_name(entry);
    const auto pending = std::make_shared<PendingEntry>(run_, new_name(name), entry);
    pending->is_stored = reader.is_stored();
    pending->is_file =
        archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
    // Holes are zeros from here on: where they are may change.
    archive_entry_sparse_clear(pending->entry.get());
    if (pending->is_file) pending->digest = restore_inside(name, reader, pending->inside);
    rename(*pending, name);
    if (names_.contains(name)) {
      run_.then([&run = run_, name, after = new_name(name)] { run.record_rename(name, after); });
    }
    run_.then_holding(pending->data.held(),
                      [output = output_, pending] { write_entry(*pending, *output); });
  }

  /// Returns the digest of what was there.
  std::string restore_inside(const std::string& name, ArchiveReader& reader, EntryRun& inside) {
    DigestingSource digesting(reader);
    PeekSource source(digesting);
    choose_format(name, source, run_.options(), true).restore(name, source, inside);
    return digesting.finish();
  }

  static void write_entry(PendingEntry& pending, ArchiveOutput& output) {
    archive_entry* entry = pending.entry.get();
    if (pending.is_file) {
      if (pending.sink.finish() != pending.digest) output.note_change();
      archive_entry_set_size(entry, static_cast<la_int64_t>(pending.data.size()));
    }
    ArchiveWriter& writer = output.writer();
    writer.store_next(pending.is_stored);
    writer.begin(entry);
    if (pending.is_file) pending.data.replay([&](std::string_view bytes) { writer.write(bytes); });
  }

  std::string new_name(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? name : found->second;
  }

  void rename(const PendingEntry& pending, const std::string& name) {
    archive_entry* entry = pending.entry.get();
    if (names_.contains(name)) {
      set_entry_name(entry, new_name(name));
      output_->note_change();
    }
    const char* link = archive_entry_hardlink(entry);
    if (link != nullptr && names_.contains(link)) {
      archive_entry_update_hardlink_utf8(entry, new_name(link).c_str());
    }
  }

  const std::string& name_;
  PeekSource& in_;
  DocumentRun& run_;
  bool is_zip_;
  std::map<std::string, std::string> names_;
  std::shared_ptr<ArchiveOutput> output_;
};

}  // namespace

void ArchiveFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  if (!needs_jumps(in.peek(file_magic::kLongestPacked)) || in.rewound_descriptor() >= 0) {
    Rewriter(name, in, run).rewrite();
    return;
  }
  Spool copy;  // a pipe
  copy_all(in, copy);
  copy.leave_memory();
  SpoolSource file(copy);
  PeekSource source(file);
  Rewriter(name, source, run).rewrite();
}

}  // namespace fuyuan
