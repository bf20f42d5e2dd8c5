#include "restore/repair/misread_pictographs.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "channel/lost_partner.hpp"
#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "utf8-as-gbk";
constexpr char32_t kFirst = U'馃';  ///< F0 9F, which all pictographs of four bytes begin with
constexpr char32_t kLast = U'笍';   ///< B8 8F, which U+FE0F ends in
constexpr char32_t kPictographSelector = 0xFE0F;
/// Arrows that nobody writes: behind kFirst they were punctuation.
constexpr char32_t kFirstArrow = 0x1F800;
constexpr char32_t kLastArrow = 0x1F8FF;

/// Two bytes of three, and the sign that is mostly meant, by public sources; a blank stands behind
/// it. `opening`: what it is mostly where nothing stands before it, if that is another one.
struct Half {
  char32_t hanzi;
  char32_t sign;
  double share;
  char32_t opening = 0;
};
constexpr Half kHalves[] = {{U'鉁', U'✅', 0.6}, {U'鉂', U'❌', 0.8}, {U'鈥', U'—', 0.9, U'•'},
                            {U'鈫', U'→', 0.9}, {U'鈹', U'│', 0.8}, {U'鈿', U'⚠', 0.8}};
constexpr double kShareOfOpening = 0.6;
constexpr double kShareOfBlank = 0.9;  ///< of what stood behind it, and was lost as well

const Half* find_half(char32_t hanzi) {
  const auto* const half = std::find_if(std::begin(kHalves), std::end(kHalves),
                                        [&](const Half& one) { return one.hanzi == hanzi; });
  return half == std::end(kHalves) ? nullptr : half;
}

bool is_pictograph(char32_t cp) {
  return char_class(cp) == CharClass::emoji && (cp < kFirstArrow || cp > kLastArrow);
}

/// What hanzi were, or hanzi and a mark.
struct Found {
  std::size_t size = 0;  ///< symbols
  std::u32string text;
  std::vector<InferredCharacter> inferred = {};
};

/// Two hanzi, or three that were a sign and U+FE0F.
std::optional<Found> match_whole(const Misread& channel, std::u32string_view symbols) {
  const bool is_of_two = symbols.size() > 1 && symbols[0] == kFirst;
  const bool is_of_three = symbols.size() > 2 && symbols[2] == kLast;
  if (!is_of_two && !is_of_three) return std::nullopt;
  const std::size_t size = is_of_two ? 2 : 3;
  std::optional<std::u32string> text = decode_exactly(channel, symbols.substr(0, size));
  if (!text) return std::nullopt;
  const bool is_one =
      is_of_two ? text->size() == 1 && is_pictograph((*text)[0])
                : text->size() == 2 && (*text)[1] == kPictographSelector && !is_han((*text)[0]);
  return is_one ? std::optional(Found{size, std::move(*text)}) : std::nullopt;
}

bool has_letters(std::u32string_view symbols) {
  return std::any_of(symbols.begin(), symbols.end(),
                     [](char32_t cp) { return is_letter(cp) || is_digit(cp) || cp >= 0x80; });
}

/// Whether the rest of a tag goes on there.
bool begins_tag(std::u32string_view line, std::size_t next) {
  if (!LostPartner::is_rest_of_tag(line.substr(next))) return false;
  const std::u32string missing = find_missing(line, RowShape());
  return LostPartner(line, missing, next).weigh(U'<') > 0;
}

std::optional<Found> match_half(std::u32string_view line, std::size_t at) {
  const std::u32string_view behind = line.substr(std::min(line.size(), at + 2));
  if (at + 1 == line.size() || (line[at + 1] != U'?' && line[at + 1] != kReplacement)) return {};
  const Half* half = find_half(line[at]);
  if (half == nullptr) return {};
  const bool is_opening = half->opening != 0 && !has_letters(line.substr(0, at));
  // Behind a word it is a quotation mark, or one of several others.
  if (half->opening != 0 && !is_opening && line[at - 1] != U' ') return {};
  const char32_t sign = is_opening ? half->opening : half->sign;
  Found found{2, {sign}, {{0, sign, sign, is_opening ? kShareOfOpening : half->share}}};
  if (!behind.empty() && behind[0] != U' ') {
    const char32_t lost = begins_tag(line, at + 2) ? U'<' : U' ';
    found.text.push_back(lost);
    found.inferred.push_back({1, lost, lost, kShareOfBlank});
  }
  return found;
}

/// Whether no hanzi stand in the line that tell another story, or a better one.
bool has_no_others(std::u32string_view line) {
  return std::all_of(line.begin(), line.end(), [](char32_t cp) {
    return !is_han(cp) || cp == kLast || find_half(cp) != nullptr;
  });
}

}  // namespace

std::vector<LineSpan> find_misread_pictographs(std::u32string_view line) {
  const bool may_have = std::any_of(line.begin(), line.end(), [](char32_t cp) {
    return cp == kFirst || cp == kLast || find_half(cp) != nullptr;
  });
  if (!may_have) return {};
  const Misread& channel = *Registry::instance().find_misread(kChannel);
  const bool is_alone = has_no_others(line);
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size(); ++at) {
    auto found = match_whole(channel, line.substr(at));
    if (!found && is_alone) found = match_half(line, at);
    if (!found) continue;
    const double confidence = found->inferred.empty() ? 1 : found->inferred[0].probability;
    spans.push_back({at, at + found->size, std::string(kChannel), std::move(found->text),
                     confidence, std::move(found->inferred)});
    at += found->size - 1;
  }
  return spans;
}

}  // namespace fuyuan
