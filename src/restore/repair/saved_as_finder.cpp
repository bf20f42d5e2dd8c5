#include "restore/repair/saved_as_finder.hpp"

#include <algorithm>

#include "lattice/lattice.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLinesAsked = 40;     ///< they tell as much as all, and the work is bounded
constexpr std::size_t kPieceSymbols = 500;  ///< of a line, searched at once
constexpr float kPosteriorScale = 0.4F;     ///< where one guess leans on the next
constexpr double kRequiredGain = 8;         ///< nats, in all lines together
constexpr double kGainByChance = 14;        ///< the same, where no charset tells what is lost
constexpr double kRequiredOfEach = 0.3;     ///< and for each of them: some questions look lost
constexpr double kGainOfScript = 6;         ///< nats
constexpr double kLeastSure = 0.25;         ///< of the guesses, on average; code has rarer ones
constexpr double kPriceOfGuess = 1.5;       ///< nats: one of thousands of characters fits anywhere
constexpr double kPriceOfAny = 4;           ///< the same, where it may be any
/// Of the lattice, wider than usual: any of thousands of characters may stand for a mark.
constexpr std::size_t kBeam = 100;
constexpr float kWindow = 14;  ///< nats
constexpr std::size_t kChoices = 40;
constexpr float kEnter = 4;  ///< nats

/// Writes what was found in the script of the text.
void take_forms(const SavedAs& channel, LineSpan& span) {
  for (char32_t& cp : span.after) cp = channel.form_of(cp);
  for (InferredCharacter& inferred : span.inferred) {
    inferred.character = channel.form_of(inferred.character);
    inferred.best = channel.form_of(inferred.best);
  }
}

/// How much of a long line to search at once: all of it, or up to the last sentence mark in reach.
std::size_t piece_size(std::u32string_view rest) {
  if (rest.size() <= kPieceSymbols) return rest.size();
  const std::size_t mark = rest.substr(0, kPieceSymbols).find_last_of(U"。！；，：\t ");
  return mark == std::u32string_view::npos ? kPieceSymbols : mark + 1;
}

/// What is left of Traditional and of Simplified text is the same for the most part. A few
/// characters tell, and quotation marks.
bool looks_traditional(std::u32string_view line) {
  return std::any_of(line.begin(), line.end(),
                     [](char32_t cp) { return cp == U'「' || is_traditional_only(cp); });
}

}  // namespace

SavedAsFinder::Filled SavedAsFinder::fill(const SavedAs& channel, std::u32string_view line) const {
  Filled all;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::u32string_view piece = line.substr(begin, piece_size(line.substr(begin)));
    Filled filled = SavedAs::is_in(piece) ? fill_piece(channel, piece) : Filled();
    all.gain += filled.gain;
    for (LineSpan& span : filled.spans) {
      span.begin += begin;
      span.end += begin;
      all.spans.push_back(std::move(span));
    }
    begin += piece.size();
  }
  return all;
}

SavedAsFinder::Filled SavedAsFinder::fill_piece(const SavedAs& channel,
                                                std::u32string_view line) const {
  if (!channel.may_have_kept(line)) return {};
  const std::u32string simplified =
      channel.is_traditional() ? simplifier_.convert(line) : std::u32string();
  const std::u32string_view known = channel.is_traditional() ? simplified : line;
  LatticeOptions options;
  options.beam = kBeam;
  options.window = kWindow;
  options.choices = kChoices;
  options.posterior_scale = kPosteriorScale;
  options.page = page_;
  options.masked = &MaskedModel::embedded();
  const std::vector<const Channel*> channels = {&registry_.identity(), &channel};
  const Explanation best = Lattice(model_, channels, options, {0, kEnter}).explain({known});
  Filled filled;
  double sure = 0;  // probabilities of the guesses, together
  std::size_t guesses = 0;
  for (LineSpan& span : to_spans(known, best, channels)) {
    take_forms(channel, span);
    guesses += span.inferred.size();
    for (const InferredCharacter& one : span.inferred) sure += one.probability;
    filled.spans.push_back(std::move(span));
  }
  if (guesses == 0) return {};
  const Explanation as_is =
      Lattice(model_, std::span(channels).first(1), options, {0}).explain({known});
  filled.gain =
      best.log_probability - as_is.log_probability -
      (channel.is_of_known_charset() ? kPriceOfGuess : kPriceOfAny) * static_cast<double>(guesses);
  if (filled.gain <= 0 || sure < kLeastSure * static_cast<double>(guesses)) return {};
  return filled;
}

const SavedAs* SavedAsFinder::find(std::span<const std::u32string_view> lines) const {
  const SavedAs* best = nullptr;
  const std::span asked = lines.first(std::min(lines.size(), kLinesAsked));
  double most = 0;
  const bool is_traditional = std::any_of(lines.begin(), lines.end(), looks_traditional);
  for (const SavedAs* channel : registry_.saved_as()) {
    if (channel->is_traditional() && !is_traditional) continue;
    double gain = channel->is_traditional() ? kGainOfScript : 0;
    for (const std::u32string_view line : asked)
      gain += fill(*channel, line.substr(0, kPieceSymbols)).gain;
    const double required = (channel->is_of_known_charset() ? kRequiredGain : kGainByChance) +
                            kRequiredOfEach * static_cast<double>(asked.size());
    if (gain <= required || gain <= most) continue;
    most = gain;
    best = channel;
  }
  return best;
}

}  // namespace fuyuan
