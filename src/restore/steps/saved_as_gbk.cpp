// UTF-8 that an editor took for GBK, saved, and read as UTF-8 again.

#include <algorithm>
#include <limits>

#include "channel/saved_as_gbk.hpp"
#include "restore/line/guess_filter.hpp"
#include "restore/line/line_search.hpp"
#include "restore/steps/steps.hpp"
#include "restore/verdict/quoted_text.hpp"
#include "restore/verdict/shown_text.hpp"

namespace fuyuan {
namespace {

/// Nats that the line gains around `at` if the character there, and the mark behind it, were
/// another one with the same first bytes: the likeliest, or the first where the Euro sign's bytes
/// stand for 80. What the mark itself costs does not count. 0 where no mark is seen and that
/// makes no text: what was misread as a whole has such pairs as well, 被豢�.
double gain_of_other(std::u32string_view line, std::size_t at, const SavedAsGbk::Remnant& sign,
                     const LanguageModel& model) {
  constexpr std::size_t kAround = 6;       // characters
  constexpr double kCostOfText = 8;        // nats a character, at the most
  constexpr char32_t kBitsOfThird = 0x3F;  // of UTF-8, none of which is set in 80
  const std::size_t begin = at - std::min(at, kAround);
  std::u32string text(line.substr(begin, at + 1 - begin));
  text += line.substr(std::min(line.size(), at + sign.length), kAround);
  const double as_it_is = model.score_text(text);
  const char32_t first = line[at] & ~kBitsOfThird;
  const char32_t last = sign.lost == SavedAsGbk::Lost::none ? first : first | kBitsOfThird;
  double best = -std::numeric_limits<double>::infinity();
  for (char32_t cp = first; cp <= last; ++cp) {
    text[at - begin] = cp;
    best = std::max(best, model.score_text(text));
  }
  const bool makes_text = -best <= kCostOfText * static_cast<double>(text.size());
  return makes_text || sign.is_marked ? best - as_it_is : 0;
}

/// Collects what speaks for such damage throughout a document.
class Evidence {
 public:
  void add(std::u32string_view line) {
    for (std::size_t at = 0; at < line.size() && !is_certain_; ++at) {
      if (const auto sign = SavedAsGbk::match_sign(line, at)) {
        add_sign(line, at, *sign);
        at += sign->length - 1;
      } else if (const auto remnant = SavedAsGbk::match(line, at)) {
        add_remnant(line.substr(at + 2), *remnant);
      }
    }
  }

  bool is_enough() const {
    constexpr std::size_t kLeastRemnants = 3;  // in step: one or two may be by chance
    constexpr std::size_t kTimesOthers = 9;    // anything else has as many in step as not
    constexpr double kEnoughGain = 12;         // nats; a last byte A2 is chance in one place of 64
    return is_certain_ || gain_ > kEnoughGain ||
           (in_step_ >= kLeastRemnants && in_step_ >= others_ * kTimesOthers);
  }

 private:
  void add_sign(std::u32string_view line, std::size_t at, const SavedAsGbk::Remnant& sign) {
    if (is_quoted(line, {at, at + sign.length, std::string(SavedAsGbk::kName), {}, 0, {}})) return;
    const bool is_seen = sign.seen != 0;
    // No other bytes make that of any text.
    is_certain_ |= sign.is_marked && !is_seen;
    // 的 and 组 end in such a byte by themselves: `本月的1–7号`.
    if (is_seen) gain_ += gain_of_other(line, at, sign, LanguageModel::embedded());
  }

  void add_remnant(std::u32string_view behind, const SavedAsGbk::Remnant& remnant) {
    const bool is_behind_euro = remnant.lost == SavedAsGbk::Lost::behind_euro;
    // What has a byte 80 are marks that end a sentence.
    if (is_behind_euro && (behind.empty() || behind[0] < 0x80)) return;
    const bool is_unexplained = remnant.lost == SavedAsGbk::Lost::unexplained;
    (is_behind_euro || is_unexplained ? others_ : in_step_) += 1;
  }

  bool is_certain_ = false;
  double gain_ = 0;  ///< nats, by signs that are seen
  std::size_t in_step_ = 0;
  std::size_t others_ = 0;
};

/// Drops what was guessed of so many characters side by side that n-grams, which see three to each
/// side, know of those in the middle from the other guesses only: eight blanks of a form make
/// `一般一般一般一般`. What is seen of a character's first bytes is another matter.
void drop_long_runs(std::u32string_view line, std::vector<LineSpan>& spans) {
  constexpr std::size_t kLong = 6;  // characters
  for (auto begin = spans.begin(); begin != spans.end();) {
    auto end = begin;
    std::size_t guesses = 0;
    for (; end != spans.end() && (end == begin || end->begin == (end - 1)->end); ++end)
      guesses += end->inferred.size();
    const bool is_unseen = std::all_of(begin, end, [&](const LineSpan& span) {
      return span.begin < line.size() && line[span.begin] == kReplacement &&
             span.inferred.size() == span.after.size();
    });
    begin = is_unseen && guesses >= kLong ? spans.erase(begin, end) : end;
  }
}

}  // namespace

bool was_saved_as_gbk(const DocumentText& document) {
  const auto& known = document.habits().favourites;
  // Pairs read as other pairs leave such marks wherever the wrong charset has none.
  const bool is_misread = !known.empty() && known[0]->reads_pairs();
  if (is_misread || document.habits().is_about_mojibake) return false;
  Evidence evidence;
  for (const DocumentLine& line : document.lines()) {
    if (line.scan.replacements > 0) evidence.add(line.symbols);
  }
  return evidence.is_enough();
}

Step undo_saving_as_gbk(const DocumentText& document) {
  constexpr double kLeastProbability = 0.35;
  constexpr double kSureOfAscii = 0.8;  // that was swallowed, where the character stays lost
  if (!was_saved_as_gbk(document)) return {};
  const Channel& channel = *Registry::instance().find(SavedAsGbk::kName);
  Options options = document.options();
  options.infer = std::max(options.infer, kLeastProbability);
  const LineSearch search(options, document.habits());
  const GuessFilter filter(options, document.habits());
  const auto is_sure = [](const InferredCharacter& one) { return one.probability >= kSureOfAscii; };
  Step step;
  for (const DocumentLine& line : document.lines()) {
    if (line.scan.raw_bytes > 0 || line.scan.replacements == 0) continue;
    std::vector<LineSpan> spans = search.guess_by(channel, line.symbols);
    filter.apply(spans);
    drop_long_runs(line.symbols, spans);
    // That there was one character is what its remnant says, and U+FFFD would not.
    std::erase_if(spans, [&](const LineSpan& span) {
      return span.after.find(kReplacement) != std::u32string::npos &&
             std::none_of(span.inferred.begin(), span.inferred.end(), is_sure);
    });
    document.append_spans(line, spans, step.spans);
  }
  return step;
}

}  // namespace fuyuan
