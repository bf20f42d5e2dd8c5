#include "restore/repair/seven_bit_lines.hpp"

#include <algorithm>

#include "channel/seven_bit.hpp"
#include "lattice/lattice.hpp"
#include "restore/measure/prices.hpp"
#include "restore/repair/beginning.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr double kNonsenseCost = 4.2;            ///< nats a byte; English costs 3, code less than 4
constexpr double kRequiredGain = 20;             ///< nats
constexpr std::size_t kLeastPairs = 4;           ///< characters that come out
constexpr std::size_t kBytesOfLineTried = 1024;  ///< before all of a line is looked at
constexpr std::size_t kLongestLine = 20'000;     ///< bytes; longer ones are data
constexpr float kSwitchCost = 0.5;
constexpr std::size_t kLeastShare = 2;  ///< of a line, one byte in so many; formulas have less

/// Half of the pairs at least are characters, in one frame or the other, of every long word.
bool may_be_pairs(std::string_view line) {
  std::size_t fitting = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    fitting += read_seven_bit_pair(static_cast<unsigned char>(line[i]),
                                   static_cast<unsigned char>(line[i + 1])) != 0
                   ? 1
                   : 0;
  }
  return fitting >= 2 * kLeastPairs && fitting * 2 > line.size();
}

/// Whether what comes out is Chinese that is likelier by far than the line as it stands.
bool is_chinese(std::u32string_view after, std::u32string_view before, const LanguageModel& model) {
  const LineScan scan = scan_line(after, model);
  return scan.non_ascii >= kLeastPairs && scan.non_ascii_cost <= kPlainTextCost &&
         scan.log_probability - model.score_text(before) >= kRequiredGain;
}

/// One way to read a line. No spans: it does not make Chinese of it.
struct WayToRead {
  std::vector<Span> spans;
  double log_probability = 0;  ///< of the text that comes out
};

WayToRead explain_line(std::string_view line, const LanguageModel& model,
                       const Registry& registry) {
  const std::u32string symbols = to_utf32(line);
  const Channel* const channels[] = {&registry.identity(), registry.find(SevenBit::kName)};
  LatticeOptions options;
  options.window = 40;  // a character may be dear, and the next one be explained by it
  options.beam = 96;
  options.switch_cost = kSwitchCost;
  Lattice lattice(model, channels, options, {0, 0});
  const Explanation explanation = lattice.explain({symbols});
  std::vector<Span> spans;
  std::u32string after;
  for (const Piece& piece : explanation.pieces) {
    if (piece.code_point != 0) after.push_back(piece.code_point);
    if (piece.channel == 0) continue;
    if (spans.empty() || spans.back().end != piece.begin) {
      spans.push_back({piece.begin, piece.end, 0, std::string(channels[1]->name()), {}, {}, 1, {}});
    }
    spans.back().end = piece.end;
    if (piece.code_point != 0) append_utf8(piece.code_point, spans.back().after);
  }
  std::size_t explained = 0;
  for (const Span& span : spans) explained += span.end - span.begin;
  if (explained * kLeastShare < line.size() || !is_chinese(after, symbols, model)) return {};
  return {std::move(spans), model.score_text(after)};
}

/// The runs between the braces of HZ whose tildes were lost. Where there are such, they say what is
/// Chinese, and the rest of the line is not.
WayToRead explain_braces(std::string_view line, const LanguageModel& model,
                         const Registry& registry) {
  const Channel& channel = *registry.find(SevenBit::kName);
  const auto& notation = dynamic_cast<const Escape&>(channel);
  std::vector<Span> spans;
  std::u32string after;
  std::size_t copied = 0;
  for (std::size_t at = line.find('{'); at != std::string_view::npos; at = line.find('{', at)) {
    const EscapeMatch run = notation.match(line, at, {});
    if (run.length == 0) {
      ++at;
      continue;
    }
    after += to_utf32(line.substr(copied, at - copied)) + run.text;
    spans.push_back(
        {at, at + run.length, 0, std::string(channel.name()), {}, to_utf8(run.text), 1, {}});
    copied = at += run.length;
  }
  if (spans.empty()) return {};
  after += to_utf32(line.substr(copied));
  if (!is_chinese(after, to_utf32(line), model)) return {};
  return {std::move(spans), model.score_text(after)};
}

/// By its braces, or as a whole where it makes no sense as it stands: bytes of characters are
/// braces, too.
std::vector<Span> explain_ascii(std::string_view line, const LanguageModel& model,
                                const Registry& registry) {
  WayToRead braces = explain_braces(line, model, registry);
  const bool is_nonsense =
      may_be_pairs(line) &&
      -model.score_text(to_utf32(line)) > kNonsenseCost * static_cast<double>(line.size() + 1);
  const bool may_be_chinese =
      is_nonsense &&
      (line.size() <= kBytesOfLineTried ||
       !explain_line(line.substr(0, kBytesOfLineTried), model, registry).spans.empty());
  if (!may_be_chinese) return std::move(braces.spans);
  WayToRead whole = explain_line(line, model, registry);
  const bool is_better = braces.spans.empty() || whole.log_probability > braces.log_probability;
  return !whole.spans.empty() && is_better ? std::move(whole.spans) : std::move(braces.spans);
}

std::vector<Span> find_lines(std::string_view text, const LanguageModel& model,
                             const Registry& registry) {
  std::vector<Span> out;
  for (const Lines::Line& line : Lines(text)) {
    if (!is_ascii(line.bytes) || line.bytes.size() > kLongestLine) continue;
    for (Span& span : explain_ascii(line.bytes, model, registry)) {
      span.begin += line.begin;
      span.end += line.begin;
      span.line = line.number;
      span.before = text.substr(span.begin, span.end - span.begin);
      out.push_back(std::move(span));
    }
  }
  return out;
}

}  // namespace

std::vector<Span> find_seven_bit_lines(std::string_view text, const LanguageModel& model,
                                       const Registry& registry) {
  if (is_long(text) && find_lines(beginning_of(text), model, registry).empty()) return {};
  return find_lines(text, model, registry);
}

}  // namespace fuyuan
