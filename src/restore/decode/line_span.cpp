#include "restore/decode/line_span.hpp"

#include <algorithm>

#include "channel/converted_page.hpp"
#include "channel/identity.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

bool is_of_page(const LineSpan& span) {
  // What a page leaves as it is becomes Simplified as well.
  return span.channel == ConvertedPage::kName || span.channel == Identity::kName;
}

std::vector<LineSpan> to_spans(std::u32string_view line, const Explanation& explanation,
                               const std::vector<const Channel*>& channels) {
  std::vector<LineSpan> spans;
  bool open = false;
  std::uint32_t start = 0;
  for (const Piece& piece : explanation.pieces) {
    const bool same =
        !piece.inferred && piece.end == piece.begin + 1 && piece.code_point == line[piece.begin];
    // Inside a channel's run unchanged characters belong to the span as well, unless the channel
    // spares them.
    const std::string_view name = channels[piece.channel]->name();
    const bool is_spared = channels[piece.channel]->spares_others();
    if (same && (is_spared || !open || spans.back().channel != name)) {
      open = false;
      start = piece.end;
      continue;
    }
    if (!open || spans.back().channel != name) {
      spans.push_back({piece.begin, piece.end, std::string(name), {}, 1, {}});
      open = true;
    }
    LineSpan& span = spans.back();
    span.end = piece.end;
    if (piece.inferred) {
      span.inferred.push_back({span.after.size(), piece.code_point, piece.code_point,
                               static_cast<double>(piece.probability)});
    }
    if (piece.code_point == 0) continue;
    span.after.push_back(piece.code_point);
    span.origins.push_back(piece.begin);
    span.starts.push_back(start);
    start = piece.end;
  }
  return spans;
}

std::vector<Piece> to_pieces(std::u32string_view line, const std::vector<LineSpan>& spans) {
  std::vector<Piece> pieces;
  std::size_t copied = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; copied < end; ++copied) {
      const auto at = static_cast<std::uint32_t>(copied);
      pieces.push_back({at, at + 1, line[copied], 0, false, 1});
    }
  };
  for (const LineSpan& span : spans) {
    copy_until(span.begin);
    auto inferred = span.inferred.begin();
    for (std::size_t i = 0; i < span.after.size(); ++i) {
      const auto at =
          i < span.origins.size() ? span.origins[i] : static_cast<std::uint32_t>(span.begin);
      const bool guessed = inferred != span.inferred.end() && inferred->offset == i;
      if (guessed) ++inferred;
      pieces.push_back({at, at + 1, span.after[i], 0, guessed, 1});
    }
    copied = span.end;
  }
  copy_until(line.size());
  return pieces;
}

std::u32string apply_spans(std::u32string_view line, const std::vector<LineSpan>& spans) {
  std::u32string text;
  for (const Piece& piece : to_pieces(line, spans)) text.push_back(piece.code_point);
  return text;
}

void move_by(LineSpan& span, std::ptrdiff_t symbols) {
  span.begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(span.begin) + symbols);
  span.end = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(span.end) + symbols);
  for (std::vector<std::uint32_t>* places : {&span.origins, &span.starts}) {
    for (std::uint32_t& place : *places)
      place = static_cast<std::uint32_t>(static_cast<std::ptrdiff_t>(place) + symbols);
  }
}

std::u32string known_text(const LineSpan& span) {
  std::u32string text = span.after;
  for (const InferredCharacter& inferred : span.inferred) {
    if (inferred.offset < text.size()) text[inferred.offset] = kReplacement;
  }
  return text;
}

std::u32string apply_known(std::u32string_view line, const std::vector<LineSpan>& spans) {
  std::u32string text;
  std::size_t copied = 0;
  for (const LineSpan& span : spans) {
    text += line.substr(copied, span.begin - copied);
    text += known_text(span);
    copied = span.end;
  }
  text += line.substr(copied);
  return text;
}

bool is_mostly_guessed(const LineSpan& span) {
  constexpr std::size_t kMostGuesses = 3;  // one character in so many
  return span.inferred.size() * kMostGuesses > span.after.size();
}

bool is_exhausted(std::u32string_view line, const std::vector<LineSpan>& spans) {
  constexpr std::size_t kMostLeft = 5;  // one symbol in so many
  std::size_t left = line.size();
  for (const LineSpan& span : spans) left -= span.end - span.begin;
  return left * kMostLeft < line.size() &&
         std::all_of(spans.begin(), spans.end(), is_mostly_guessed);
}

bool covers_most(const std::vector<LineSpan>& spans, std::size_t size) {
  std::size_t covered = 0;
  for (const LineSpan& span : spans) covered += span.end - span.begin;
  return covered * 2 > size;
}

bool is_mostly_lost(const LineSpan& span) {
  const auto lost = std::count(span.after.begin(), span.after.end(), kReplacement);
  return static_cast<std::size_t>(lost) * 2 > span.after.size();
}

}  // namespace fuyuan
