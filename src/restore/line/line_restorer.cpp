#include "restore/line/line_restorer.hpp"

#include <algorithm>
#include <set>

#include "channel/folded_latin1.hpp"
#include "channel/lost_character.hpp"
#include "lattice/bracket_balance.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/kept_words.hpp"
#include "restore/hypotheses/rival_tables.hpp"
#include "restore/line/slip_finder.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/triage/script_judge.hpp"
#include "restore/verdict/silent_loss.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kManyBytes = 100;  ///< raw ones, of which some charset must make sense

/// Somebody may ask once in so many symbols, and what nats tell that it was so.
constexpr std::size_t kSymbolsPerQuestion = 20;
constexpr double kGainOfQuestions = 20;

constexpr std::size_t kManySentences = 600;  ///< symbols: as much as a few paragraphs

/// Whether the line is so long that misread UTF-8 would have private characters of GBK in it, one
/// in thirty.
bool lacks_private(std::u32string_view line) {
  constexpr std::size_t kLongLine = 100;
  return line.size() >= kLongLine && std::none_of(line.begin(), line.end(), [](Symbol symbol) {
           return char_class(symbol) == CharClass::pua;
         });
}

/// Whether the line's bytes are rare characters in every charset, or none: no text at all. The
/// search would go to great lengths to find out no more.
bool are_all_nonsense(const std::vector<Ranked>& ranked) {
  constexpr double kNonsenseCost = 13;  ///< nats a character; two lost bytes in three cost less
  constexpr double kMostFailures = 0.3;
  return std::all_of(ranked.begin(), ranked.end(), [](const Ranked& one) {
    return one.cost_per_character > kNonsenseCost || one.failure_share > kMostFailures;
  });
}

/// Whether the line is Japanese or Korean, which no converter to Traditional Chinese wrote. What
/// was cut wrongly has a kana here and there.
bool is_of_other_language(std::u32string_view line, const LineScan& scan) {
  constexpr std::size_t kHanPerHangul = 10;
  const std::size_t free = scan.kana - std::min(scan.kana, count_quoted_kana(line));
  return (scan.kana > 1 && free * LineScan::kHanPerKana > scan.han) ||
         scan.hangul * kHanPerHangul > scan.han;
}

/// How long the first few sentences are together.
std::size_t few_sentences(std::u32string_view rest) {
  constexpr std::size_t kFew = 300;  // symbols
  if (rest.size() <= 2 * kFew) return rest.size();
  const std::size_t mark = rest.substr(0, 2 * kFew).find_first_of(U"。！？\t ", kFew);
  return mark == std::u32string_view::npos ? 2 * kFew : mark + 1;
}

/// Whether nothing of the line is as it was. Raw bytes of several charsets may share a line.
bool breaks_all(const Ranked& best, const LineScan& scan) {
  return best.explains_alone() && !scan.has_healthy_stretch() && scan.raw_bytes == 0;
}

/// Whether typewriter signs are gone that may be what they are: bytes beside them were lost then.
bool takes_quotation_marks(std::u32string_view line, std::u32string_view text) {
  const auto count = [](std::u32string_view all) {
    return std::count_if(all.begin(), all.end(),
                         [](char32_t cp) { return cp == U'\'' || cp == U'"'; });
  };
  return count(text) < count(line);
}

bool infers_traditional(const std::vector<LineSpan>& spans) {
  return std::any_of(spans.begin(), spans.end(), [](const LineSpan& span) {
    return std::ranges::any_of(span.inferred, is_traditional_only, &InferredCharacter::character);
  });
}

}  // namespace

LineRestorer::LineRestorer(const Options& options, const DocumentHabits& habits,
                           DecoderFinder decoders)
    : habits_(habits),
      model_(LanguageModel::embedded()),
      ranker_(model_, habits.votes, habits.favourites),
      chooser_(habits, ranker_),
      favourites_(habits, ranker_),
      search_(options, habits, std::move(decoders)),
      words_(habits, search_),
      registry_(Registry::instance()) {}

std::vector<LineSpan> LineRestorer::look_for_shifts(std::u32string_view line, const LineScan& scan,
                                                    LineState state) const {
  const ChannelChoice choice = chooser_.choose_shifts(line, scan, state);
  if (choice.is_identity_alone()) return {};
  return search_line(line, scan, state, choice, nullptr);
}

std::vector<LineSpan> LineRestorer::restore_by_sentences(std::u32string_view line,
                                                         LineState state) const {
  std::vector<LineSpan> spans;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::u32string_view piece = line.substr(begin, few_sentences(line.substr(begin)));
    for (LineSpan& span : look_for_shifts(piece, scan_line(piece, model_), state)) {
      move_by(span, static_cast<std::ptrdiff_t>(begin));
      spans.push_back(std::move(span));
    }
    begin += piece.size();
  }
  return spans;
}

bool LineRestorer::is_apart_from_page(std::u32string_view line, const LineScan& scan) const {
  if (scan.raw_bytes > 0) return true;
  if (scan.notes + scan.torn_notes > 0) return false;
  if (is_of_other_language(line, scan)) return true;
  if (!scan.is_suspicious()) return false;
  const std::vector<Ranked> ranked = ranker_.rank(line, scan);
  return ChannelChooser::is_explained(ranked) && ranked[0].gain > kChainGain;
}

std::vector<LineSpan> LineRestorer::restore(std::u32string_view line, const LineScan& scan,
                                            LineState state) const {
  if (habits_.is_converted_page && !is_apart_from_page(line, scan)) {
    return search_.search_page(line, state, nullptr);
  }
  const bool is_worth_it = habits_.is_shifted ? scan.is_doubtful() : scan.is_suspicious();
  if (scan.is_beyond_repair()) return {};
  if (auto spans = words_.restore_words(line)) return *spans;
  if (auto spans = words_.restore_letters(line); !spans.empty()) return spans;
  if (!is_worth_it && scan.may_lack_leads()) return look_for_shifts(line, scan, state);
  if (!is_worth_it) return {};
  if (BrokenUtf8::is_in(line, habits_.is_utf8)) return restore_remnants(line, scan, state, nullptr);
  if (auto spans = restore_cased(line, scan, state)) return *spans;
  if (auto spans = restore_as_others(line, scan, state); !spans.empty()) return spans;
  std::vector<Ranked> ranked = ranker_.rank(line, scan);
  weigh_rival_tables(ranked, model_, MaskedModel::embedded());
  if (scan.raw_bytes >= kManyBytes && are_all_nonsense(ranked)) return {};
  if (auto spans = favourites_.decode_with_losses(line, scan, ranked); !spans.empty()) return spans;
  // What comes of a step that leads on to another is no text yet: the model cannot fill its holes.
  const bool keeps = !ranked.empty() && keeps_words(*ranked[0].channel, line, scan, model_);
  if (!keeps && may_decode_whole(line, scan, ranked)) {
    const std::vector<LineSpan> spans = decode_whole(line, ranked[0], state);
    if (!spans.empty() || ranked[0].leads_on) return spans;
  }
  if (!ChannelChooser::is_explained(ranked)) {
    if (auto spans = decode_layered_field(line, scan, state); !spans.empty()) return spans;
  }
  ChannelChoice choice = chooser_.choose(line, scan, state, ranked);
  if (choice.is_identity_alone()) return {};
  if (choice.is_of_shifts() && line.size() > kManySentences)
    return restore_by_sentences(line, state);
  choice.is_broken_throughout =
      !ranked.empty() && !choice.is_out_of_step && !keeps && breaks_all(ranked[0], scan);
  if (!ranked.empty()) choice.best = &ranked[0];
  return search_line(line, scan, state, choice, nullptr);
}

std::optional<std::vector<LineSpan>> LineRestorer::restore_cased(std::u32string_view line,
                                                                 const LineScan& scan,
                                                                 LineState state) const {
  const LetterCase letter_case = habits_.letter_case;
  const bool is_cased = scan.raw_bytes == 0 && letter_case != LetterCase::mixed &&
                        find_letter_case(line, letter_case) == letter_case;
  constexpr std::string_view kUtf8 = "utf8-as-windows-1252";
  if (!is_cased || decode_exactly(*registry_.find_misread(kUtf8), line)) return std::nullopt;
  const bool is_utf8 =
      letter_case == LetterCase::lower_utf8 || letter_case == LetterCase::upper_utf8;
  ChannelChoice choice;
  choice.add(registry_.find(is_utf8 ? kUtf8 : "gbk-as-windows-1252"),
             ChannelChoice::kFavouriteCost);
  return search_line(line, scan, state, choice, nullptr);
}

std::vector<LineSpan> LineRestorer::restore_as_others(std::u32string_view line,
                                                      const LineScan& scan, LineState state) const {
  if (state.lacks_bytes) {
    if (auto spans = look_for_shifts(line, scan, state); !spans.empty()) return spans;
  }
  return favourites_.decode(line, scan);
}

std::vector<LineSpan> LineRestorer::search_line(std::u32string_view line, const LineScan& scan,
                                                LineState state, ChannelChoice choice,
                                                const BracketBalance* balance) const {
  // What explains marks by what was lost there keeps others from changing what stands beside them.
  if (choice.may_slip() && LostCharacter::is_in(line))
    choice.add(registry_.find(LostCharacter::kName), 0);
  const std::vector<char> doubtful = find_doubtful(scan.costs);
  const std::u32string missing = find_missing(line, habits_.ascii.rows());
  const Ranked* best = choice.best;
  choice.is_traditional = best != nullptr && brings_back_converted(*best);
  const bool bytes_vanish = best == nullptr || best->failure_share > 0 || choice.has_slipped ||
                            hides_soft_hyphen(*best->channel, line, best->text) ||
                            takes_quotation_marks(line, best->text);
  const bool may_be_torn =
      scan.replacements == 0 &&
      (choice.has_slipped ||
       (best != nullptr && is_torn(*best->channel, best->text, best->cost_per_character)));
  Observed observed{.symbols = line,
                    .starts_document = state.starts_document,
                    .marks = habits_.marks,
                    .bytes_vanish = bytes_vanish,
                    .doubtful = doubtful,
                    .missing = missing,
                    .ascii = &habits_.ascii,
                    .letter_case = find_letter_case(line, habits_.letter_case),
                    .is_folded = is_folded(line),
                    .controls = find_controls(line),
                    .swallowed_end = state.lacks_return           ? SwallowedEnd::carriage_return
                                     : habits_.swallows_line_ends ? SwallowedEnd::line_feed
                                                                  : SwallowedEnd::none,
                    .has_holes = state.has_changed,
                    .lacks_private = lacks_private(line)};
  const auto look = [&](bool pairs_vanish) {
    observed.pairs_vanish = pairs_vanish;
    std::vector<LineSpan> spans = search_.search(observed, choice, false, balance);
    // Those are guesses until nothing else is to be found in the line: see infer_lost.
    std::erase_if(spans, [](const LineSpan& span) { return span.channel == LostCharacter::kName; });
    if (!choice.is_certain) SpanJudge(model_, habits_).weigh(line, spans, state.lacks_bytes);
    return spans;
  };
  std::vector<LineSpan> spans = look(may_be_torn && scan.marks == 0);
  if (!may_be_torn || scan.marks == 0 || scan.marks * kSymbolsPerQuestion > line.size())
    return spans;
  // Question marks tell of a decoder that loses no pair without one, unless somebody asked.
  std::vector<LineSpan> torn = look(true);
  const double gain =
      model_.score_text(apply_spans(line, torn)) - model_.score_text(apply_spans(line, spans));
  return gain > kGainOfQuestions ? torn : spans;
}

std::vector<LineSpan> LineRestorer::restore_again(std::u32string_view line, const LineScan& scan,
                                                  LineState state,
                                                  const std::vector<LineSpan>& first) const {
  const BracketBalance balance(model_, to_pieces(line, first));
  const bool is_odd = habits_.is_simplified && infers_traditional(first);
  if (habits_.page == nullptr && !balance.matters() && !habits_.swallows_line_ends && !is_odd)
    return {};
  if (std::any_of(first.begin(), first.end(), is_of_page))
    return search_.search_page(line, state, &balance);
  if (BrokenUtf8::is_in(line, habits_.is_utf8))
    return restore_remnants(line, scan, state, &balance);
  if (auto spans = words_.restore_words(line)) return *spans;
  ChannelChoice choice;
  std::vector<Ranked> ranked;
  std::vector<const Misread*> misreads;
  std::set<std::string_view> seen;
  for (const LineSpan& span : first) {
    if (!seen.insert(span.channel).second) continue;
    const Channel* channel = registry_.find(span.channel);
    const auto* misread = dynamic_cast<const Misread*>(channel);
    choice.add(channel, misread != nullptr ? ChannelChoice::kFavouriteCost : 0);
    if (misread == nullptr) continue;
    misreads.push_back(misread);
    if (auto result = ranker_.attempt(*misread, line, scan)) ranked.push_back(std::move(*result));
  }
  const auto best =
      std::max_element(ranked.begin(), ranked.end(),
                       [](const Ranked& a, const Ranked& b) { return a.gain < b.gain; });
  choice.has_slipped = find_slipped(line, scan, misreads, misreads, model_) != nullptr;
  choice.is_broken_throughout = best != ranked.end() && breaks_all(*best, scan);
  if (best != ranked.end()) choice.best = &*best;
  return search_line(line, scan, state, choice, &balance);
}

std::vector<LineSpan> LineRestorer::restore_as_rest(const Misread& channel,
                                                    std::u32string_view line, const LineScan& scan,
                                                    LineState state) const {
  constexpr float kAsItIs = 10;  // nats, more than a name or a sign may cost by itself
  ChannelChoice choice(kAsItIs);
  choice.add(&channel, 0);
  choice.is_broken_throughout = true;
  choice.is_certain = true;
  return search_line(line, scan, state, choice, nullptr);
}

}  // namespace fuyuan
