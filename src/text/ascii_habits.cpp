#include "text/ascii_habits.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <type_traits>

#include "text/char_class.hpp"
#include "text/has_any.hpp"
#include "text/line_beginning.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// A page counts as much as what is known beforehand once it has so many.
constexpr double kSmoothing = 10;

/// The same for what stands before two given symbols.
constexpr float kSmoothingBefore = 3;
constexpr float kSmoothingNone = 1;
constexpr std::uint32_t kOftenEnough = 4;  ///< to tell what never does

/// The same for what lines begin with: for each beginning, and for all of them.
constexpr float kSmoothingBegin = 1;
constexpr float kSmoothingLines = 20;
/// So much of that where they begin with a sign: a few lines of a list or comment tell.
constexpr float kOfSigns = 0.4F;
/// How much likelier a mark took something along than that it stands for a byte that fits no pair
/// with the character behind it.
constexpr float kMayBeSwallowed = 4;
constexpr float kIndented = 3;  ///< how much likelier blanks begin a line than follow something
constexpr float kItem = 3;      ///< the same for `- ` and its like
constexpr float kOpensParagraph = 30;  ///< the same for two ideographic spaces

constexpr float kBeforeNumber = 6;    ///< nats for a line end where a list goes on
constexpr float kBeginsLines = 2.5F;  ///< nats for a line end before what mostly begins lines

constexpr double kLineEnd = 0.1;  ///< for each ASCII character of the kinds, in general

/// What stands behind Chinese characters in general, before a page is seen.
double usual_share(std::size_t kind) {
  constexpr std::string_view kCommon = "\"(),<?!";
  constexpr double kSpace = 0.25;
  constexpr double kDigit = 0.25;
  constexpr double kOften = 0.05;
  constexpr double kSeldom = 0.015;
  if (kind == AsciiHabits::kind(U' ')) return kSpace;
  if (kind == AsciiHabits::kind(U'0')) return kDigit;
  for (const char c : kCommon) {
    if (kind == AsciiHabits::kind(static_cast<unsigned char>(c))) return kOften;
  }
  return kSeldom;
}

// Symbols as far as they matter to what stands before them.
constexpr std::uint32_t kNoAscii = 0x80;
constexpr std::uint32_t kEnd = 0x81;
constexpr std::uint32_t kParagraph = 0x82;

bool is_paragraph(std::u32string_view symbols) { return AsciiHabits::opens_paragraph(symbols); }
bool is_paragraph(std::string_view bytes) {
  return bytes.starts_with("　　") || bytes.starts_with("銆€銆€");
}

template <typename Character>
std::uint32_t class_of(std::basic_string_view<Character> text, std::size_t at) {
  if (at >= text.size() || text[at] == '\n' || text[at] == '\r') return kEnd;
  const auto unit = static_cast<std::make_unsigned_t<Character>>(text[at]);
  if (unit >= 0x80) return kNoAscii;
  const auto cp = static_cast<char32_t>(unit);
  return is_digit(cp) ? U'0' : is_letter(cp) ? U'a' : cp;
}

/// Of the first two symbols; what comes after a character outside ASCII does not matter.
template <typename Character>
std::uint32_t key_of(std::basic_string_view<Character> behind) {
  if (is_paragraph(behind)) return kParagraph << 8;
  const std::uint32_t first = class_of(behind, 0);
  return first >= kNoAscii ? first << 8 : first << 8 | class_of(behind, 1);
}

/// How much likelier symbols begin a line than stand behind something, whatever the page shows.
float usual_beginning(std::u32string_view symbols) {
  if (is_paragraph(symbols)) return kOpensParagraph;
  if (begins_item(symbols)) return kItem;
  return symbols.starts_with(U"  ") || symbols.starts_with(U'\t') ? kIndented : 1;
}

/// How often symbols were seen in one kind of place.
struct Seen {
  std::uint32_t times;
  std::size_t of;       ///< places
  float usual;          ///< how likely they are there before a page is seen, compared with others
  float smoothing = 1;  ///< of the usual one

  float share() const {
    return (static_cast<float>(times) + kSmoothingBegin * usual * smoothing) /
           (static_cast<float>(of) + kSmoothingLines * smoothing);
  }
};

/// log of how much likelier symbols are in the one kind of place than in the other.
float compare(const Seen& one, const Seen& other) { return std::log(one.share() / other.share()); }

constexpr std::size_t kBytesOfSyntax = 100'000;  ///< all of a document is alike

/// Chinese marks that pages have in ASCII for want of others.
struct NarrowMark {
  char32_t narrow;
  char32_t wide;
  std::string_view wide_utf8;
};
constexpr NarrowMark kNarrowMarks[] = {
    {U',', U'，', "，"}, {U'.', U'。', "。"}, {U':', U'：', "："},
    {U';', U'；', "；"}, {U'!', U'！', "！"},
};
/// So many of them tell that the document writes them so, and so many times those of full width.
constexpr std::size_t kNarrowTells = 2;
constexpr std::size_t kTimesWide = 4;

/// How often the document has the mark behind what is no ASCII.
std::size_t count_narrow(std::string_view text, char32_t narrow) {
  std::size_t count = 0;
  for (std::size_t at = 1; at < text.size(); ++at)
    count +=
        text[at] == static_cast<char>(narrow) && static_cast<unsigned char>(text[at - 1]) >= 0x80;
  return count;
}

/// How often it has the one of full width. What stands behind a question mark came of torn
/// characters.
std::size_t count_wide(std::string_view text, std::string_view wide) {
  std::size_t count = 0;
  for (std::size_t at = text.find(wide); at != std::string_view::npos; at = text.find(wide, at + 1))
    count += at == 0 || text[at - 1] != '?' ? 1 : 0;
  return count;
}

bool ends_in_comma(std::string_view text) { return text.ends_with("，") || text.ends_with("、"); }

/// Whether decoders may have written a mark: `?` behind a character that is not ASCII, U+FFFD, or
/// the middle dot of Windows' Shift_JIS.
bool may_have_marks(std::string_view text) {
  for (std::size_t at = text.find('?'); at != std::string_view::npos; at = text.find('?', at + 1)) {
    if (at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80) return true;
  }
  return has_any(text, {kUtf8Replacement, "・"});
}

}  // namespace

std::size_t AsciiHabits::kind(char32_t cp) noexcept {
  if (cp == U'\t') return 0;
  if (cp < 0x20 || cp > 0x3F) return kKinds;
  if (cp < U'0') return 1 + (cp - 0x20);
  if (cp <= U'9') return 17;
  return 18 + (cp - U':');
}

bool AsciiHabits::opens_paragraph(std::u32string_view symbols) noexcept {
  return symbols.starts_with(U"　　") || symbols.starts_with(U"銆€銆€");
}

AsciiHabits::AsciiHabits() { update(); }

void AsciiHabits::learn(std::string_view text) {
  if (may_have_marks(text)) {  // else nothing is asked about it
    const std::string_view beginning = text.substr(0, text.find('\n', kBytesOfSyntax));
    syntax_.learn(beginning);
    rows_.learn(beginning);
    field_ends_.learn(beginning, rows_);
    spacing_.learn(beginning);
    beginnings_.learn(beginning);
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) continue;
    const std::string_view behind = text.substr(at);
    const bool is_first = at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80;
    const bool may_learn = is_first && !text.substr(0, at).ends_with(kUtf8Replacement);
    // What lines begin with tells where one was swallowed, whatever stands before them; but most of
    // Chinese begins like any other.
    if (byte == '\n' &&
        (may_learn || class_of(behind, 1) != kNoAscii || is_paragraph(behind.substr(1)))) {
      ++before_[key_of(behind.substr(1))].line_ends;
      ++lines_begun_;
    }
    if (byte == '?' && text.substr(0, at).ends_with("锟") &&
        !(at + 1 < text.size() && is_digit(static_cast<unsigned char>(text[at + 1])))) {
      has_misread_marks_ = true;
    }
    if (byte == '\n' || byte == '\r')
      ends_lines_in_commas_ |= is_first && ends_in_comma(text.substr(0, at));
    if (!is_first || byte == '?') continue;
    if (may_learn) learn_boundary(behind);
    if (byte == '\n') ++line_ends_;
    if (const std::size_t found = kind(byte); found != kKinds) ++counts_[found];
  }
  update();
}

void AsciiHabits::learn_boundary(std::string_view behind) {
  ++before_[key_of(behind)].none;
  ++none_before_;
  const std::size_t found = kind(static_cast<unsigned char>(behind[0]));
  if (found == kKinds || behind.substr(1).starts_with('?')) return;
  Before& before = before_[key_of(behind.substr(1))];
  ++before.counts[found];
  ++before.all;
  ++all_before_;
}

const AsciiHabits::Before* AsciiHabits::find(std::u32string_view behind) const {
  const auto found = before_.find(key_of(behind));
  return found == before_.end() ? nullptr : &found->second;
}

AsciiHabits::Before AsciiHabits::find_or_none(std::u32string_view behind) const {
  const Before* before = find(behind);
  return before != nullptr ? *before : Before{};
}

float AsciiHabits::log_probability(std::size_t kind, std::u32string_view behind,
                                   bool or_line_end) const {
  const Before* before = find(behind);
  if (before == nullptr) return log_probability_[kind];
  const float usual = kSmoothingBefore * std::exp(log_probability_[kind]);
  const std::uint32_t all = before->all + (or_line_end ? before->line_ends : 0);
  return std::log((static_cast<float>(before->counts[kind]) + usual) /
                  (static_cast<float>(all) + kSmoothingBefore));
}

float AsciiHabits::share(std::size_t kind, std::u32string_view behind) const {
  const Before* before = find(behind);
  if (before == nullptr) return 0;
  return static_cast<float>(before->counts[kind]) /
         (static_cast<float>(before->all) + kSmoothingBefore);
}

float AsciiHabits::of_line_end(std::u32string_view behind) const {
  if (items_.is_item(behind)) return kBeforeNumber;
  const Before* before = find(behind);
  if (before == nullptr) return of_line_end_;
  const float usual = kSmoothingBefore * std::exp(of_line_end_);
  // The model knows paragraphs, and hardly any lines that end in the middle of a sentence or code.
  const bool is_mostly =
      before->line_ends > before->all || (begins_item(behind) && before->line_ends == before->all);
  const float by_sign = begins_with_sign(behind) ? std::max(weigh_line_begin(behind), 0.0F) : 0;
  const float bonus = is_mostly ? kBeginsLines + by_sign : 0;
  return bonus + std::log((static_cast<float>(before->line_ends) + usual) /
                          (static_cast<float>(before->all + before->line_ends) + kSmoothingBefore));
}

bool AsciiHabits::rules_out(std::size_t kind, std::u32string_view behind, bool or_line_end) const {
  const Before* before = find(behind);
  if (before == nullptr || before->counts[kind] > 0) return false;
  return before->all + before->none + (or_line_end ? before->line_ends : 0) >= kOftenEnough;
}

float AsciiHabits::weigh_line_begin(std::u32string_view symbols) const {
  const Before before = find_or_none(symbols);
  const float smoothing = begins_with_sign(symbols) ? kOfSigns : 1;
  return compare({before.line_ends, lines_begun_, usual_beginning(symbols), smoothing},
                 {before.all, all_before_, 1, smoothing});
}

float AsciiHabits::weigh_swallowed(std::u32string_view symbols) const {
  const bool is_ascii = class_of(symbols, 0) < kNoAscii;
  const Before before = find_or_none(symbols);
  return compare({before.all, all_before_, is_ascii ? 1 : kMayBeSwallowed},
                 {before.none, none_before_, 1});
}

float AsciiHabits::of_none(std::u32string_view behind) const {
  const Before* before = find(behind);
  if (before == nullptr) return 0;
  const float none = static_cast<float>(before->none) + kSmoothingNone;
  return std::log(none / (none + static_cast<float>(before->all)));
}

void AsciiHabits::learn_narrow_marks(std::string_view text) {
  narrow_.clear();
  for (const NarrowMark& mark : kNarrowMarks) {
    const std::size_t narrow = count_narrow(text, mark.narrow);
    if (narrow >= kNarrowTells && narrow >= kTimesWide * count_wide(text, mark.wide_utf8))
      narrow_.push_back(mark.narrow);
  }
}

char32_t AsciiHabits::wide_form(char32_t cp) const noexcept {
  if (narrow_.find(cp) == std::u32string::npos) return 0;
  const auto* const mark =
      std::find_if(std::begin(kNarrowMarks), std::end(kNarrowMarks),
                   [&](const NarrowMark& known) { return known.narrow == cp; });
  return mark->wide;
}

float AsciiHabits::log_probability_of_narrow(std::u32string_view behind, bool or_line_end) const {
  float sum = 0;
  for (const char32_t cp : narrow_) sum += std::exp(log_probability(kind(cp), behind, or_line_end));
  return std::log(sum);
}

float AsciiHabits::share_of_narrow(std::u32string_view behind) const {
  float sum = 0;
  for (const char32_t cp : narrow_) sum += share(kind(cp), behind);
  return sum;
}

void AsciiHabits::learn_question_marks(std::u32string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char32_t before = text[at - 1];
    if (text[at] == U'?' && before >= 0x80 && before != kReplacement) ++counts_[kind(U'?')];
  }
  update();
}

void AsciiHabits::update() {
  double total = kSmoothing;
  for (const std::size_t count : counts_) total += static_cast<double>(count);
  for (std::size_t i = 0; i < kKinds; ++i) {
    const double share = (static_cast<double>(counts_[i]) + kSmoothing * usual_share(i)) / total;
    log_probability_[i] = static_cast<float>(std::log(share));
  }
  const double line_ends = static_cast<double>(line_ends_) + kSmoothing * kLineEnd;
  of_line_end_ = static_cast<float>(std::log(line_ends / (total + line_ends)));
}

bool ends_field(const Observed& observed, std::size_t at) {
  return observed.ascii != nullptr && observed.missing.empty() &&
         observed.ascii->field_ends().ends_at(observed.symbols, at, observed.ascii->rows());
}

}  // namespace fuyuan
