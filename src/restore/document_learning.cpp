// What a document tells about its lines.

#include <algorithm>
#include <iterator>
#include <utility>

#include "channel/folded_latin1.hpp"
#include "channel/note.hpp"
#include "lattice/simplifier.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/document.hpp"
#include "restore/hypotheses/common_channel_finder.hpp"
#include "restore/hypotheses/favourite_finder.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/steps/chance_utf8.hpp"
#include "restore/steps/converted_page_judge.hpp"
#include "restore/steps/page_learner.hpp"
#include "restore/triage/line_end_judge.hpp"
#include "restore/triage/mark_judge.hpp"
#include "restore/triage/quotation_judge.hpp"
#include "restore/verdict/meant_text.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr double kVoteOfAll = 25;  ///< nats: what all lines say to one of them
/// Symbols that one channel has to explain to be that of all, and how many times what it does not.
constexpr std::size_t kLeastExplained = 8;
constexpr double kTimesTheRest = 4;
constexpr std::size_t kLinesAsked = 40;  ///< what they say holds for all
/// Nats by which all has to become likelier, and each character in the mean.
constexpr double kGainOfAll = 50;
constexpr double kGainOfEach = 3;
constexpr double kKnownCharset = 12;  ///< nats: the vote of all other lines of a raw document
constexpr double kCertain = 0.95;     ///< confidence of a span that speaks for others

/// Whether it is a letter of Latin-1 that no character of Chinese or Japanese in UTF-8 begins with,
/// in either case.
bool begins_no_utf8(Symbol s) { return (s > 0xF0 && s <= 0xFE) || (s > 0xCF && s <= 0xDE); }

}  // namespace

void Document::learn_habits() {
  const std::size_t notes = judge_converted_page();
  learn_page();
  habits_.shows_soft_hyphens = text_.find("\u00AD") != std::string::npos;
  habits_.is_about_mojibake = notes == 0 && !lines_.empty() && speaks_of_mojibake(text_);
  QuotationJudge quotations;
  for (const Line& line : lines_) quotations.add(line.symbols, line.scan.costs);
  habits_.breaks_quotations = !habits_.is_about_mojibake && quotations.are_broken();
  // Misread text has kana and hangul of its own.
  const std::string language = judge_language(healthy_counts_);
  habits_.is_mostly_healthy = healthy_counts_.non_ascii > count_broken();
  habits_.is_japanese_or_korean = language == "ja" || language == "ko";
  habits_.is_shifted = has_certain_shift();
  habits_.page = page_.empty() ? nullptr : &page_;
  habits_.plausible_page = !plausible_page_           ? habits_.page
                           : plausible_page_->empty() ? nullptr
                                                      : &*plausible_page_;
  habits_.ascii = {};
  if (habits_.is_converted_page && is_well_formed_) {
    // What stands behind a character is what stands behind its note.
    const std::string noteless = to_utf8(without_notes(to_utf32(text_)));
    habits_.ascii.learn(noteless);
    habits_.ascii.learn_narrow_marks(noteless);
  } else if (!lines_.empty()) {
    habits_.ascii.learn(text_);
  }
  learn_favourites();
  habits_.letter_case = learn_letter_case();
  read_leftovers_as_raw();
  judge_marks();
}

std::size_t Document::judge_converted_page() {
  const ConvertedPageJudge judge(*this, context_);
  if (was_converted_page_) {
    habits_.is_converted_page = true;
  } else {
    habits_.notes = judge.notes() > 0 ? collect_notes(*this) : PageNotes();
    habits_.is_converted_page = judge.is_converted(habits_.notes);
  }
  habits_.unconverted = habits_.is_converted_page ? find_unconverted(*this) : std::u32string();
  return judge.notes();
}

LetterCase Document::learn_letter_case() const {
  std::u32string letters;
  const std::vector<const Line*> seen = suspicious_lines_seen();
  if (seen.size() < 2) return LetterCase::mixed;  // it tells as much by itself
  for (const Line* line : seen) {
    if (line->scan.raw_bytes > 0) continue;
    std::copy_if(line->symbols.begin(), line->symbols.end(), std::back_inserter(letters),
                 [](Symbol s) { return s >= 0x80 && !is_chinese_text(s); });
  }
  // Of UTF-8 whose controls were dropped only the small letters are left that its characters begin
  // with.
  if (find_controls(letters) != Controls::shown) return LetterCase::mixed;
  const LetterCase found = find_letter_case(letters);
  const bool is_utf8 = found == LetterCase::lower_utf8 || found == LetterCase::upper_utf8;
  // The first bytes of UTF-8 are all small letters by themselves, those of GBK are not.
  if (!is_utf8 && std::none_of(letters.begin(), letters.end(), begins_no_utf8))
    return LetterCase::mixed;
  // The letters of other misreads are all small or all capitals as well, Ð and Ñ of Cyrillic: what
  // is known of the document goes before.
  const auto may_be = [&](const Misread& known) {
    return is_utf8 ? known.was_utf8() : known.original().framing() == Framing::gb18030;
  };
  const bool is_other = std::any_of(habits_.favourites.begin(), habits_.favourites.end(),
                                    [&](const Misread* known) { return !may_be(*known); });
  return is_other ? LetterCase::mixed : found;
}

bool Document::has_certain_shift() const {
  const auto is_certain = [](const Span& span) {
    return span.confidence > kCertain && ChannelKind(span.channel).is_frame_shift();
  };
  return std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
    return std::any_of(step.spans.begin(), step.spans.end(), is_certain);
  });
}

void Document::learn_page() {
  plausible_page_.reset();
  if (lines_.empty()) return;
  const PageLearner learner(*this);
  page_ = learner.learn();
  if (learner.has_nonsense()) plausible_page_ = learner.learn_plausible();
}

void Document::judge_marks() {
  const std::vector<const Line*> seen = suspicious_lines_seen();
  MarkJudge judge(habits_.ascii);
  std::vector<LoneMarks> found;
  for (const Line* line : seen) {
    found.push_back(find_lone_marks(line->symbols));
    judge.add(line->symbols, found.back(), line->scan.marks);
  }
  habits_.marks = judge.judge();
  habits_.swallows_line_ends = false;
  habits_.line_feeds.reset();
  habits_.swallows_returns = false;
  if (!habits_.favourites.empty() && !habits_.favourites[0]->may_swallow_line_ends()) return;
  LineEndJudge line_ends(habits_.ascii);
  for (std::size_t i = 0; i < seen.size(); ++i)
    line_ends.add(seen[i]->symbols, found[i], std::string_view(text_).substr(seen[i]->end));
  habits_.ascii.set_items(line_ends.items());
  if (!judge.may_swallow_ascii()) return;
  habits_.swallows_line_ends = line_ends.take_line_feeds(text_.find('\n') == std::string::npos);
  habits_.swallows_returns = line_ends.take_returns(text_);
  if (!habits_.swallows_returns) habits_.line_feeds = line_ends.weigh();
}

void Document::learn_favourites() {
  FavouriteFinder finder(LanguageModel::embedded());
  for (const Line* line : suspicious_lines_seen()) finder.add(line->symbols, line->scan);
  habits_.favourites = finder.find();
  habits_.raw_charset = finder.find_raw();
  learn_channel_of_all();
}

void Document::learn_channel_of_all() {
  habits_.channel_of_all = nullptr;
  habits_.votes = votes_;  // those of the step before are no more
  const std::vector<const Line*> seen = suspicious_lines_seen();
  const bool is_raw = std::any_of(seen.begin(), seen.end(),
                                  [](const Line* line) { return line->scan.raw_bytes > 0; });
  if (seen.size() < 2) return;
  const Registry& registry = Registry::instance();
  CommonChannelFinder finder(LanguageModel::embedded(),
                             is_raw ? registry.raw() : registry.misreads(), habits_.votes);
  for (const Line* line : seen) {
    if ((line->scan.raw_bytes > 0) == is_raw) finder.add(line->symbols, line->scan);
  }
  const Misread* channel = finder.find();
  if (channel == nullptr || (!is_raw && !explains_most(*channel))) return;
  habits_.channel_of_all = channel;
  for (const Misread* variant : is_raw ? registry.raw() : registry.misreads()) {
    if (without_variant(variant->name()) == without_variant(channel->name()))
      habits_.votes[variant] = std::max(habits_.votes[variant], kVoteOfAll);
  }
  // Words too short for a favourite of hanzi are long enough for one of letters.
  std::erase_if(habits_.favourites, [&](const Misread* other) {
    return other == channel || (is_raw && other->is_raw() &&
                                without_variant(other->name()) != without_variant(channel->name()));
  });
  habits_.favourites.insert(habits_.favourites.begin(), channel);
}

void Document::read_leftovers_as_raw() {
  ChanceUtf8::Found found = ChanceUtf8(*this, context_).find();
  if (found.is_of_all || !found.lines.empty()) {
    double& vote = habits_.votes[found.channel];
    vote = std::max(vote, kKnownCharset);
  }
  for (Line& line : found.lines) {
    const auto at = std::ranges::lower_bound(lines_, line.begin, {}, &Line::begin);
    if (at != lines_.end() && at->begin == line.begin) {
      *at = std::move(line);
    } else {
      lines_.insert(at, std::move(line));
    }
  }
}

bool Document::explains_most(const Misread& channel) const {
  if (habits_.is_about_mojibake || channel.keeps_most()) return false;
  const LanguageModel& model = LanguageModel::embedded();
  std::size_t of_lines = 0;
  for (const Line& line : lines_) of_lines += line.scan.non_ascii;
  const std::size_t healthy = counts_.non_ascii - std::min(counts_.non_ascii, of_lines);
  std::size_t asked = 0;
  std::size_t explained = 0;
  std::size_t characters = 0;
  double gain = 0;
  for (std::size_t i = 0; i < std::min(lines_.size(), kLinesAsked); ++i) {
    const Line& line = lines_[i];
    asked += line.scan.non_ascii;
    const QuickDecode decode = quick_decode(channel, line.symbols, model);
    if (decode.characters == 0 || !decode.is_lossless()) continue;
    if (is_drawn(decode.text) && !is_drawn(line.symbols)) {
      explained += line.scan.non_ascii;  // for what that is worth
      continue;
    }
    if (channel.reads_pairs() && stand_apart(decode.text)) continue;
    const LineSpan whole{0, line.symbols.size(), std::string(channel.name()), decode.text, 1, {}};
    if (channel.reads_single_bytes() &&
        is_orderly(line.symbols, whole, ChannelKind(channel), model))
      continue;
    const double gained = model.score_text(collapse_runs(decode.text)) -
                          model.score_text(collapse_runs(line.symbols));
    if (gained <= 0) continue;
    explained += line.scan.non_ascii;
    characters += decode.characters;
    gain += gained;
  }
  // The healthy lines' part in the rest, as if they were spread evenly.
  const double share =
      of_lines == 0 ? 0 : static_cast<double>(asked) / static_cast<double>(of_lines);
  const double rest = static_cast<double>(asked - explained) + share * static_cast<double>(healthy);
  return explained >= kLeastExplained && rest * kTimesTheRest <= static_cast<double>(explained) &&
         gain > std::max(kGainOfAll, kGainOfEach * static_cast<double>(characters));
}

}  // namespace fuyuan
