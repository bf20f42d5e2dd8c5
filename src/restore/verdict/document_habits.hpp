#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "channel/misread.hpp"
#include "model/page_cache.hpp"
#include "restore/measure/page_notes.hpp"
#include "text/ascii_habits.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// What the rest of the document tells about a line.
struct DocumentHabits {
  /// Channels seen at work in the document, the busiest first.
  std::vector<const Misread*> favourites;
  /// The one that explains all that is broken, or the charset that all raw bytes are in.
  const Misread* channel_of_all = nullptr;
  /// The charset of all lines that are no UTF-8, in a document that is UTF-8 elsewhere as well.
  const Misread* raw_charset = nullptr;
  bool is_converted_page = false;  ///< notes such as 當(dāng) run through it
  /// Of a converted page: characters with a Traditional form that stand beside converted ones.
  std::u32string unconverted;
  /// Of such a page: what its notes say.
  PageNotes notes;
  MarkHabit marks = MarkHabit::unknown;
  LetterCase letter_case = LetterCase::mixed;  ///< of all lines that look broken, taken together
  bool swallows_line_ends = false;             ///< marks of UTF-8 read as GBK do: see LineEndJudge
  /// How much likelier it is that they do, in nats; nothing where they cannot.
  std::optional<double> line_feeds;
  bool swallows_returns = false;  ///< the same where lines end in CR LF
  bool is_japanese_or_korean = false;
  bool shows_soft_hyphens = false;  ///< U+00AD, which many programs drop
  bool is_simplified = false;       ///< what was brought back of it so far
  bool is_shifted = false;          ///< bytes were lost in other places, for certain
  bool is_mostly_healthy = false;   ///< more of it reads well than looks broken
  bool is_about_mojibake = false;   ///< it speaks of broken text, and shows some
  bool breaks_quotations = false;   ///< what is quoted is broken in many lines
  bool is_utf8 = false;             ///< it is UTF-8 for the most part, and some bytes are broken
  const PageCache* page = nullptr;
  /// The same without what makes no sense as it stands: who looks for frame shifts must not have
  /// learned them.
  const PageCache* plausible_page = nullptr;
  AsciiHabits ascii;
  std::map<const Misread*, double> votes;  ///< for raw charsets, in nats
};

}  // namespace fuyuan
