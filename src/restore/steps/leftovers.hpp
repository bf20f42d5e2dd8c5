#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "channel/misread.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/plan.hpp"
#include "restore/steps/document_text.hpp"
#include "restore/verdict/leftover_text.hpp"

namespace fuyuan {

/// Lines too short to tell by themselves that they were misread, in a document of which most was:
/// signs, and single characters. `found`: what was found in each of the document's lines().
class Leftovers {
 public:
  /// `document` must outlive it, and not change.
  explicit Leftovers(const DocumentText& document) : document_(document) {}

  /// The channel that lost bytes of UTF-8 throughout the document, so that what is left of short
  /// lines and fields is its work as well; nullptr where there is none, or nothing is left.
  const Misread* find_lossy(const std::vector<std::vector<LineSpan>>& found) const;

  /// By that channel, what is left of the line of that number. It is added to `found`, and may be
  /// mostly lost. Returns whether there was anything.
  bool restore_lossy(const Misread& channel, const LineRestorer& restorer, std::size_t number,
                     LineState state, std::vector<LineSpan>& found) const;

  /// By the channel of most, the lines in which nothing was found, healthy ones among them. They
  /// are added to `spans`, all that was found so far. `keeping`: where lines stand in `found` that
  /// keep healthy signs.
  void restore(const std::vector<std::vector<LineSpan>>& found,
               const std::set<std::size_t>& keeping, std::vector<Span>& spans) const;

 private:
  /// By that channel, a line as a whole in which nothing was found, where all that it lost is
  /// likely. Returns whether it is.
  static bool restore_open(const Misread& channel, const LineRestorer& restorer,
                           const DocumentLine& line, std::vector<LineSpan>& found);
  /// What a document's leftovers may be the work of, and come to.
  struct Rest {
    const Misread& channel;
    bool is_nearly_all = false;  ///< of the document that went through it
    bool leads_on = false;       ///< what comes of it is no text yet
    Letters letters;
  };
  /// What a line becomes as a whole, of which `known` was found; nothing where that does not
  /// convince. `is_odd`: it looks broken.
  std::optional<std::vector<LineSpan>> restore_rest(const Rest& rest, const std::u32string& symbols,
                                                    const std::vector<LineSpan>& known,
                                                    bool is_odd) const;

  const DocumentText& document_;
};

}  // namespace fuyuan
