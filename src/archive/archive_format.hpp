#pragma once

#include "archive/document_format.hpp"

namespace fuyuan {

/// tar, zip and 7z (each entry is an input of its own), and single files in gzip, zstd, xz and
/// bzip2. Written again as what they were; the entries' metadata are kept, and so are comments in a
/// zip. Names of zip entries that are not UTF-8 are restored and marked as UTF-8; other archives'
/// names with `restores_names`. Archives inside archives stay as they are. An archive with an entry
/// that would lead out of it is refused as a whole.
class ArchiveFormat final : public DocumentFormat {
 public:
  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;
  bool holds_files() const override { return true; }
};

}  // namespace fuyuan
