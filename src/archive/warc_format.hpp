#pragma once

#include "archive/document_format.hpp"

namespace fuyuan {

/// WARC 1.0 and 1.1, WET too, plain or gzip: the payloads of response, resource and conversion
/// records are documents of their own, where they may be text. The HTTP header or the record says
/// in which charset a payload is (a hint); of a payload that changes, lengths, digests and charset
/// are put right, and it stands there without chunks and content encoding. All other records, and
/// payloads that need nothing, stay as they are, byte for byte, packed or not; a record that is
/// written anew becomes a gzip member of its own where the file is gzip. A record whose length is
/// not true makes the file unusable: nothing of it is trusted.
class WarcFormat final : public DocumentFormat {
 public:
  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;
  bool holds_files() const override { return true; }
};

}  // namespace fuyuan
