#pragma once

namespace fuyuan {

/// How a line comes to be restored.
struct LineState {
  bool starts_document = false;
  bool has_changed = false;  ///< by the step before
  /// U+FFFD stands for bytes that fit no character of the document's charset: others were lost.
  bool lacks_bytes = false;
  bool lacks_return = false;  ///< a mark at its end took the carriage return along
};

}  // namespace fuyuan
