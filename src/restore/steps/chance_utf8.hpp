#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// Lines of a raw document that are valid UTF-8 by chance, such as those whose only word is 同时 in
/// GBK.
class ChanceUtf8 {
 public:
  struct Found {
    const Misread* channel = nullptr;  ///< of the raw document, if it is one
    bool is_of_all = false;            ///< nearly all of the document is in that charset
    std::vector<DocumentLine> lines;   ///< in order, read as raw bytes
  };

  /// `context`: lines from before the document. Both must outlive it.
  ChanceUtf8(const DocumentText& document, const std::vector<DocumentLine>& context);

  Found find() const;

 private:
  /// The charset that nearly all of the document is in, where that is not UTF-8; nullptr where
  /// there is none.
  const Misread* find_raw_channel() const;
  /// The characters of lines that are UTF-8, but no less hanzi of the raw channel.
  std::size_t count_by_chance(const Misread& channel) const;
  /// Whether the line is more probable in the charset of all others. `is_alone`: no other line is
  /// UTF-8. `is_said`: the document is said to be in that charset.
  static bool is_better_raw(std::string_view line, const Misread& channel, bool is_alone,
                            bool is_said);
  /// The same of a line in a document of which others are UTF-8.
  bool is_surely_raw(std::size_t begin, std::size_t end, const Misread& channel) const;

  const DocumentText& document_;
  const std::vector<DocumentLine>& context_;
};

}  // namespace fuyuan
