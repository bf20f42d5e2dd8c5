#include "archive/archive_format.hpp"

#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/archive_reader.hpp"
#include "archive/archive_writer.hpp"
#include "archive/entry_names.hpp"
#include "archive/entry_run.hpp"
#include "archive/spool.hpp"

namespace fuyuan {
namespace {

/// An entry between reading and writing.
struct PendingEntry {
  PendingEntry(DocumentRun& run, const std::string& name, archive_entry* original)
      : entry(archive_entry_clone(original)), inside(run, name, data) {}

  ArchiveEntryPointer entry;
  Spool data;
  EntryRun inside;
};

/// "a.txt" for "a.txt.gz": the name says more than the wrapping.
std::string unwrapped_name(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos || name.find('/', dot) != std::string::npos ? name
                                                                              : name.substr(0, dot);
}

/// Reads entry after entry; what is written, is written in order behind it.
class Rewriter {
 public:
  Rewriter(const std::string& name, PeekSource& in, DocumentRun& run)
      : name_(name), in_(in), run_(run) {}

  void rewrite() {
    find_new_names();
    ArchiveReader reader(in_, run_.options());
    archive_entry* entry = reader.next();
    // Nothing in it at all: an empty packed file.
    writer_ = std::make_shared<ArchiveWriter>(reader, run_.out());
    if (reader.is_single_file()) {
      rewrite_single(reader, entry);
    } else {
      for (; entry != nullptr; entry = reader.next()) rewrite_entry(reader, entry);
    }
    run_.then([writer = writer_] { writer->close(); });
  }

 private:
  /// Names are judged together, so all are read before the first is written.
  void find_new_names() {
    const bool is_zip = in_.peek(2) == "PK";
    if (!is_zip && !run_.options().restores_names) return;
    if (in_.rewound_descriptor() < 0) return;
    std::vector<std::string> names;
    {
      ArchiveReader reader(in_, run_.options());
      while (archive_entry* entry = reader.next()) {
        if (reader.is_single_file()) break;
        names.push_back(entry_name(entry));
      }
    }
    in_.rewind();
    names_ = repair_names(names);
  }

  void rewrite_single(ArchiveReader& reader, archive_entry* entry) {
    if (entry == nullptr) return;
    const auto pending = std::make_shared<PendingEntry>(run_, "", entry);
    run_.then([writer = writer_, pending] { writer->begin(pending->entry.get()); });
    const auto inside = std::make_shared<EntryRun>(run_, "", *writer_);
    PeekSource source(reader);
    const std::string inner = unwrapped_name(name_);
    choose_format(inner, source, run_.options(), true).restore(inner, source, *inside);
    run_.then([inside] {});  // it must live so long
  }

  void rewrite_entry(ArchiveReader& reader, archive_entry* entry) {
    refuse_dangerous(entry);
    const std::string name = entry_name(entry);
    const auto pending = std::make_shared<PendingEntry>(run_, new_name(name), entry);
    const bool is_file =
        archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
    if (is_file) {
      PeekSource source(reader);
      choose_format(name, source, run_.options(), true).restore(name, source, pending->inside);
    }
    rename(*pending, name);
    if (names_.contains(name)) {
      run_.then([&run = run_, name, after = new_name(name)] { run.record_rename(name, after); });
    }
    run_.then_holding(pending->data.held(), [writer = writer_, pending, is_file] {
      if (is_file) {
        archive_entry_set_size(pending->entry.get(), static_cast<la_int64_t>(pending->data.size()));
      }
      writer->begin(pending->entry.get());
      if (is_file) pending->data.replay([&](std::string_view bytes) { writer->write(bytes); });
    });
  }

  std::string new_name(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? name : found->second;
  }

  void rename(const PendingEntry& pending, const std::string& name) const {
    archive_entry* entry = pending.entry.get();
    if (names_.contains(name)) archive_entry_set_pathname_utf8(entry, new_name(name).c_str());
    const char* link = archive_entry_hardlink(entry);
    if (link != nullptr && names_.contains(link)) {
      archive_entry_set_hardlink_utf8(entry, new_name(link).c_str());
    }
  }

  const std::string& name_;
  PeekSource& in_;
  DocumentRun& run_;
  std::map<std::string, std::string> names_;
  std::shared_ptr<ArchiveWriter> writer_;
};

}  // namespace

void ArchiveFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  Rewriter(name, in, run).rewrite();
}

}  // namespace fuyuan
