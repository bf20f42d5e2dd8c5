#include "channel/saved_as_gbk.hpp"

#include <algorithm>

#include "charset/decoder_habit.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Rarer characters are not worth guessing.
constexpr Token kGuessedTokens = 9000;
constexpr std::size_t kBytes = 3;  ///< of a character of Chinese text in UTF-8

std::size_t utf8_size(char32_t cp) { return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4; }

}  // namespace

SavedAsGbk::SavedAsGbk(const LanguageModel& model)
    : model_(model),
      swallowed_(model),
      gbk_(table_of(*find_charset("gb18030"), Habit::question_mark)) {}

std::optional<SavedAsGbk::Remnant> SavedAsGbk::match(std::u32string_view line, std::size_t at) {
  constexpr std::u32string_view kOne = U"\uFFFD?";
  if (line.substr(at, 2) != kOne) return std::nullopt;
  const Remnant both = {3, Lost::both};
  if (at + 2 < line.size() && line[at + 2] == U'?' && is_in_step(line, at, both)) return both;
  if (at + 2 < line.size() && line[at + 2] == kReplacement && line.substr(at + 2, 2) != kOne)
    return Remnant{3, Lost::second};
  return Remnant{2, Lost::third};
}

bool SavedAsGbk::is_in_step(std::u32string_view line, std::size_t at, const Remnant& remnant) {
  std::size_t bytes = remnant.lost == Lost::third ? 2 : 1;
  std::size_t begin = at;
  // Behind the last byte of a character whose second one was lost pairs begin anew as well.
  for (; begin > 0 && line[begin - 1] >= 0x80 && line[begin - 1] != kReplacement; --begin)
    bytes += utf8_size(line[begin - 1]);
  if (begin > 1 && line[begin - 1] == kReplacement && line[begin - 2] == U'?') ++bytes;
  return bytes % 2 == 0;
}

bool SavedAsGbk::may_lose(const EncodedChar& bytes, Lost lost, unsigned char next) const {
  if (bytes.length != kBytes) return false;
  const unsigned char second = bytes.bytes[1];
  const unsigned char third = bytes.bytes[2];
  const bool loses_second = !gbk_.is_pair(second, third);
  const bool loses_third = next == 0 || !gbk_.is_pair(third, next);
  if (lost == Lost::second) return loses_second;
  return loses_third && (lost == Lost::third || loses_second);
}

const std::vector<Candidate>& SavedAsGbk::candidates(Lost lost, unsigned char next) const {
  const std::lock_guard lock(mutex_);
  auto& list = known_[{lost, next}];
  if (list == nullptr) {
    static const Charset& utf8 = *find_charset("utf-8");
    std::vector<Candidate> made;
    for (Token token = 0; token < kGuessedTokens; ++token) {
      const char32_t cp = model_.code_point(token);
      if (cp >= 0x80 && may_lose(utf8.encode(cp), lost, next)) made.push_back({cp, 0, token});
    }
    list = std::make_unique<const std::vector<Candidate>>(std::move(made));
  }
  return *list;
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
  const auto remnant = match(line, at);
  if (!remnant || !is_in_step(line, at, *remnant)) return;
  const std::size_t end = at + remnant->length;
  unsigned char next = 0;
  if (end < line.size() && line[end] >= 0x80) {
    // Of a character that was lost in its turn the first byte is not known, but that of most is.
    const std::string bytes =
        to_utf8(std::u32string(1, line[end] == kReplacement ? U'的' : line[end]));
    next = static_cast<unsigned char>(bytes[0]);
  }
  const bool swallows = observed.marks == MarkHabit::swallows && remnant->lost == Lost::third;
  const bool is_at_end = end == line.size() && observed.swallowed_end == SwallowedEnd::none;
  if (!swallows || is_at_end) {
    out.open(remnant->length, 0);
    out.emit_choice(candidates(remnant->lost, next));
    out.close(kRest);
  }
  if (!swallows) return;
  out.open(remnant->length, is_at_end ? SwallowedAscii::kAtLineEnd : 0);
  out.emit_choice(candidates(Lost::third, 0));
  swallowed_.emit(observed, end, out);
  out.close(kRest);
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
