#pragma once

#include "archive/document_format.hpp"

namespace fuyuan {

/// Each line is a JSON record and a document of its own: its strings, the keys of objects among
/// them, or those of `fields`, one after another. All other bytes of a record stay as they are, and
/// so does a key that would become equal to another of its object. A record that is not valid JSON
/// is restored as plain text where that makes JSON of it. One that is not JSON even then, lacks a
/// string that was asked for, or is longer than 8 MiB, is passed on as it is and reported.
/// What is finished is written before more input is waited for, so that the tool can sit in the
/// middle of a conversation.
class JsonLinesFormat final : public DocumentFormat {
 public:
  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;
  bool holds_strings() const override { return true; }
};

/// One JSON text. What is not JSON, or is longer than 8 MiB, is restored as plain text; where
/// `fields` name members, which nobody finds in it then, it is refused.
class JsonFormat final : public DocumentFormat {
 public:
  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;
  bool holds_strings() const override { return true; }
};

}  // namespace fuyuan
