#include "channel/saved_as_gbk.hpp"

#include <algorithm>

#include "charset/decoder_habit.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Rarer characters are not worth guessing.
constexpr Token kGuessedTokens = 9000;
constexpr float kOfOtherScript = -6;  ///< kana and hangul: the pages are Chinese
/// A mark that took an ASCII character along, where nothing else tells that they do.
constexpr float kMayHaveSwallowed = -2;
constexpr std::size_t kBytes = 3;      ///< of a character of Chinese text in UTF-8
constexpr unsigned char kEuro = 0x80;  ///< of Windows and browsers, a character by itself
/// The first bytes of U+FFFD and of the Euro sign in GB 18030.
constexpr unsigned char kFirstOfMark = 0x84;
constexpr unsigned char kFirstOfEuro = 0xA2;
constexpr std::u32string_view kRestOfMark = U"1\uFFFD7";
/// U+FFFD beside U+FFFD is seldom a character with the byte 80, where nothing else tells of it.
constexpr float kWasEuro = -1;

bool is_of_other_script(char32_t cp) {
  return char_class(cp) == CharClass::hangul || char_class(cp) == CharClass::kana;
}

/// Whether the bytes before `at` end with the first byte of a pair, counted from the last ASCII
/// character on.
bool ends_within_pair(std::u32string_view line, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && line[begin - 1] >= 0x80 && line[begin - 1] != kReplacement) --begin;
  // The last byte of a character whose second one was lost begins a pair as well.
  const std::u32string_view before = line.substr(0, begin);
  bool is_within = before.ends_with(U"?\uFFFD") || before.ends_with(U"\uFFFD\uFFFD") ||
                   before.ends_with(U"1\uFFFD7\uFFFD");
  for (const char c : to_utf8(line.substr(begin, at - begin)))
    is_within = !is_within && static_cast<unsigned char>(c) != kEuro;
  return is_within;
}

}  // namespace

SavedAsGbk::SavedAsGbk(const LanguageModel& model)
    : model_(model),
      swallowed_(model),
      gbk_(table_of(*find_charset("gb18030"), Habit::question_mark)) {}

std::optional<SavedAsGbk::Remnant> SavedAsGbk::match(std::u32string_view line, std::size_t at) {
  constexpr std::u32string_view kOne = U"\uFFFD?";
  if (line.substr(at, 2) != kOne) return std::nullopt;
  const bool is_within = ends_within_pair(line, at);
  const std::u32string_view behind = line.substr(at + 2);
  if (behind.starts_with(U'?') && is_within) return Remnant{3, Lost::both};
  if (behind.starts_with(kReplacement) && !behind.starts_with(kOne))
    return Remnant{3, is_within ? Lost::second : Lost::unexplained};
  return Remnant{2, is_within ? Lost::behind_euro : Lost::third};
}

std::optional<SavedAsGbk::Remnant> SavedAsGbk::match_sign(std::u32string_view line,
                                                          std::size_t at) {
  const std::u32string_view behind = line.substr(at + 1);
  if (line[at] == kReplacement) {
    if (!ends_within_pair(line, at)) return std::nullopt;
    if (behind.starts_with(U"1\uFFFD7\uFFFD1\uFFFD7")) return Remnant{8, Lost::both, 0, true};
    if (behind.starts_with(U"1\uFFFD7\uFFFD")) return Remnant{5, Lost::second, 0, true};
    if (behind.starts_with(U"\uFFFD?")) return Remnant{3, Lost::euro_and_third};
    if (behind.starts_with(kReplacement)) return Remnant{2, Lost::euro};
    return std::nullopt;
  }
  if (is_raw(line[at]) || line[at] < 0x80) return std::nullopt;
  const std::string bytes = to_utf8(line.substr(at, 1));
  if (bytes.size() != kBytes) return std::nullopt;
  const auto last = static_cast<unsigned char>(bytes.back());
  if (last == kFirstOfMark && behind.starts_with(kRestOfMark))
    return Remnant{1 + kRestOfMark.size(), Lost::third, line[at], true};
  const bool is_euro = last == kFirstOfEuro && behind.starts_with(kReplacement) &&
                       !behind.substr(1).starts_with(U'?') && !ends_within_pair(line, at);
  if (is_euro) return Remnant{2, Lost::none, line[at]};
  return std::nullopt;
}

bool SavedAsGbk::may_lose(const EncodedChar& bytes, Lost lost, unsigned char next) const {
  if (bytes.length != kBytes) return false;
  const unsigned char second = bytes.bytes[1];
  const unsigned char third = bytes.bytes[2];
  const bool loses_second = !gbk_.is_pair(second, third);
  const bool loses_third = next == 0 || !gbk_.is_pair(third, next);
  switch (lost) {
    case Lost::third:
      return loses_third;
    case Lost::behind_euro:
      return loses_third && second == kEuro;
    case Lost::second:
      return loses_second;
    case Lost::both:
      return loses_second && loses_third;
    case Lost::euro:
      return second == kEuro;
    case Lost::euro_and_third:
      return second == kEuro && loses_third;
    case Lost::none:
      return third == kEuro;
    default:
      return false;
  }
}

const std::vector<Candidate>& SavedAsGbk::candidates(Lost lost, unsigned char next) const {
  const std::lock_guard lock(mutex_);
  auto& list = known_[{lost, next}];
  if (list == nullptr) {
    static const Charset& utf8 = *find_charset("utf-8");
    std::vector<Candidate> made;
    for (Token token = 0; token < kGuessedTokens; ++token) {
      const char32_t cp = model_.code_point(token);
      if (cp >= 0x80 && may_lose(utf8.encode(cp), lost, next))
        made.push_back({cp, is_of_other_script(cp) ? kOfOtherScript : 0, token});
    }
    list = std::make_unique<const std::vector<Candidate>>(std::move(made));
  }
  return *list;
}

std::vector<Candidate> SavedAsGbk::candidates_like(char32_t seen, Lost lost,
                                                   unsigned char next) const {
  constexpr unsigned kLast = 0x3F;  // six bits are in the third byte
  static const Charset& utf8 = *find_charset("utf-8");
  std::vector<Candidate> made;
  for (char32_t cp = seen & ~kLast; cp <= (seen | kLast); ++cp) {
    if (may_lose(utf8.encode(cp), lost, next))
      made.push_back({cp, is_of_other_script(cp) ? kOfOtherScript : 0});
  }
  return made;
}

void SavedAsGbk::explain_remnant(const Observed& observed, std::size_t at, const Remnant& remnant,
                                 ArcBuffer& out) const {
  const std::u32string_view line = observed.symbols;
  const std::size_t end = at + remnant.length;
  unsigned char next = 0;
  if (end < line.size() && line[end] >= 0x80) {
    // Of a character that was lost in its turn the first byte is not known, but that of most is.
    const std::string bytes =
        to_utf8(std::u32string(1, line[end] == kReplacement ? U'的' : line[end]));
    next = static_cast<unsigned char>(bytes[0]);
  }
  if (remnant.lost == Lost::none || remnant.is_marked || remnant.lost == Lost::euro) {
    const std::vector<Candidate> alike = remnant.seen != 0
                                             ? candidates_like(remnant.seen, remnant.lost, next)
                                             : std::vector<Candidate>();
    if (remnant.seen != 0 && alike.empty()) return;
    out.open(remnant.length, remnant.is_marked ? 0 : kWasEuro);
    if (remnant.seen == 0)
      out.emit_choice(candidates(remnant.lost, next));
    else if (remnant.lost == Lost::none)
      out.emit(alike[0].code_point);
    else
      out.emit_choice(alike);
    out.close(kRest);
    return;
  }
  const bool loses_third = remnant.lost == Lost::third || remnant.lost == Lost::behind_euro ||
                           remnant.lost == Lost::euro_and_third;
  const bool is_unknown = observed.marks == MarkHabit::unknown;
  const bool swallows = loses_third && (is_unknown || observed.marks == MarkHabit::swallows);
  const bool is_at_end = end == line.size() && observed.swallowed_end == SwallowedEnd::none;
  if (!swallows || is_unknown || is_at_end) {
    out.open(remnant.length, swallows ? SwallowedAscii::of_none(observed, end) : 0);
    out.emit_choice(candidates(remnant.lost, next));
    out.close(kRest);
  }
  if (!swallows) return;
  out.open(remnant.length,
           (is_at_end ? SwallowedAscii::kAtLineEnd : 0) + (is_unknown ? kMayHaveSwallowed : 0));
  out.emit_choice(candidates(remnant.lost, 0));
  swallowed_.emit(observed, end, out);
  out.close(kRest);
}

void SavedAsGbk::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                         ArcBuffer& out) const {
  const std::u32string_view line = observed.symbols;
  if (state != kRest) return;
  if (!is_raw(line[at])) {  // what is whole stays: a guess is known by what follows it
    out.open(1, 0);
    out.emit(line[at]);
    out.close(kRest);
  }
  auto remnant = match_sign(line, at);
  if (!remnant) remnant = match(line, at);
  if (remnant && remnant->lost != Lost::unexplained) explain_remnant(observed, at, *remnant, out);
}

std::string SavedAsGbk::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string saved;
  for (const char32_t cp :
       to_utf32(decode_with_habit(gbk_, byte_view(text), Habit::question_mark))) {
    const EncodedChar encoded = gbk_.encode(cp);
    saved.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return decode_with_habit(*find_charset("utf-8"), byte_view(saved), Habit::python);
}

}  // namespace fuyuan
