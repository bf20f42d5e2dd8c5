#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "restore/line/line_restorer.hpp"
#include "restore/plan.hpp"
#include "restore/steps/document_text.hpp"

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
  struct ChannelOfMost {
    const Misread* channel = nullptr;  ///< if there is one
    bool is_of_nearly_all = false;
  };

  /// By that channel, a line as a whole in which nothing was found, where all that it lost is
  /// likely. Returns whether it is.
  static bool restore_open(const Misread& channel, const LineRestorer& restorer,
                           const DocumentLine& line, std::vector<LineSpan>& found);
  /// Symbols of lines in which nothing was found that draw something by the channel, or come to
  /// letters of an alphabet without doubt.
  std::size_t count_drawn(const Misread& channel,
                          const std::vector<std::vector<LineSpan>>& found) const;
  /// Kana and blanks that are where they are in both charsets of the channel, and tell nothing.
  std::size_t count_neutral(const Misread& channel) const;
  /// The channel that explains most of the document, so that it may have gone through it as a
  /// whole. `may_guess`: spans count of which much was guessed.
  ChannelOfMost find_channel_of_most(const std::vector<std::vector<LineSpan>>& found,
                                     bool may_guess) const;

  const DocumentText& document_;
};

}  // namespace fuyuan
