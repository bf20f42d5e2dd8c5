#include "restore/triage/misread_words.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastBytes = 6;  ///< that are not lost, as many as two hanzi have
constexpr std::size_t kLeastHanzi = 2;  ///< of which no byte is lost, and nothing is in doubt
constexpr unsigned char kFirstLead = 0xE2;
constexpr unsigned char kFirstHanziLead = 0xE4;
constexpr unsigned char kLastHanziLead = 0xE9;
constexpr unsigned char kLeadOfWide = 0xEF;  ///< full-width signs
constexpr Symbol kEuro = U'€';               ///< what Windows reads the byte 80 as

bool is_lead(unsigned char byte) {
  return (byte >= kFirstLead && byte <= kLastHanziLead) || byte == kLeadOfWide;
}

/// One way to read the bytes so far.
struct Way {
  std::size_t lacking = 0;  ///< bytes of the character that has begun
  bool is_known = true;     ///< none of its bytes is lost
  char32_t code_point = 0;
  std::size_t hanzi = 0;  ///< of which no byte is lost
  std::size_t bytes = 0;  ///< that are not lost

  bool operator==(const Way&) const = default;
};

/// Follows all ways at once: a mark stands for one byte or for two.
class Follower {
 public:
  explicit Follower(const LanguageModel& model) : model_(model), ways_{{}} {}

  /// False: it is no UTF-8 any more.
  bool read(Symbol symbol, const EncodedChar& encoded) {
    std::vector<Way> next;
    for (const Way& way : ways_) {
      if (is_mark(symbol)) {
        const Way one = lose(way);
        add(one, next);
        add(lose(one), next);
      } else if (Way fed = way; feed(fed, encoded)) {
        add(fed, next);
      }
    }
    ways_ = std::move(next);
    return !ways_.empty();
  }

  /// Whether it may end here, and is enough. `hanzi`: of which no byte is lost, at the least.
  bool is_word(std::size_t hanzi) const {
    return std::any_of(ways_.begin(), ways_.end(), [&](const Way& way) {
      return way.lacking == 0 && way.bytes >= kLeastBytes && way.hanzi >= hanzi;
    });
  }

 private:
  static void add(const Way& way, std::vector<Way>& ways) {
    if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(way);
  }

  static Way lose(Way way) {
    way.lacking = way.lacking == 0 ? 2 : way.lacking - 1;
    way.is_known = false;
    if (way.lacking == 0) way.is_known = true;
    way.code_point = 0;
    return way;
  }

  bool feed(Way& way, const EncodedChar& encoded) const {
    const ByteView bytes = encoded.view();
    return std::all_of(bytes.begin(), bytes.end(),
                       [&](unsigned char byte) { return feed(way, byte); });
  }

  bool feed(Way& way, unsigned char byte) const {
    ++way.bytes;
    if (way.lacking == 0) {
      way.lacking = 2;
      way.code_point = byte & 0x0FU;
      return is_lead(byte);
    }
    if (!is_continuation(byte)) return false;
    way.code_point = way.code_point << 6U | (byte & 0x3FU);
    if (--way.lacking > 0) return true;
    if (way.is_known && !is_everyday_character(way.code_point, model_)) return false;
    way.hanzi += way.is_known && is_han(way.code_point) ? 1 : 0;
    way.is_known = true;
    way.code_point = 0;
    return true;
  }

  const LanguageModel& model_;
  std::vector<Way> ways_;
};

/// Its bytes in GBK; none where it can be none of a misread word's.
EncodedChar bytes_of(Symbol symbol) {
  static const Charset& gbk = *find_charset("gb18030");
  if (symbol < 0x80 || is_raw(symbol) || symbol == kReplacement) return {};
  if (symbol == kEuro) return {{0x80}, 1};
  const EncodedChar encoded = gbk.encode(symbol);
  return encoded.length == 2 ? encoded : EncodedChar{};
}

/// Whether UTF-8 of three bytes a character goes on with these. `lacking`: bytes of the last one.
bool goes_on(const EncodedChar& encoded, std::size_t& lacking) {
  for (const unsigned char byte : encoded.view()) {
    if (lacking == 0 ? !is_lead(byte) : !is_continuation(byte)) return false;
    lacking = (lacking == 0 ? 3 : lacking) - 1;
  }
  return encoded.length > 0;
}

bool are_brackets(Symbol opening, Symbol closing) {
  constexpr std::u32string_view kOpening = U"「『《【（〈“‘";
  constexpr std::u32string_view kClosing = U"」』》】）〉”’";
  const std::size_t found = kOpening.find(opening);
  return found != std::u32string_view::npos && kClosing[found] == closing;
}

bool may_begin(const EncodedChar& encoded) {
  return encoded.length == 2 && encoded.bytes[0] >= kFirstHanziLead &&
         encoded.bytes[0] <= kLastHanziLead && is_continuation(encoded.bytes[1]);
}

/// Whether the ASCII character often stands right behind a word: behind a mark there was nothing
/// else then. Before others, such as digits and `*/`, it may have taken a blank or a sign along.
bool follows_words(Symbol symbol) {
  constexpr std::u32string_view kFollowing = U" \t\r,;:.\"')]}<>|";
  return kFollowing.find(symbol) != std::u32string_view::npos;
}

}  // namespace

std::vector<MisreadWord> find_misread_words(std::u32string_view line, const LanguageModel& model) {
  const auto is_apart = [&](std::size_t at) {
    return at >= line.size() || (line[at] < 0x80 && line[at] != U'?') ||
           (!is_han(line[at]) && is_everyday_character(line[at], model));
  };
  std::vector<MisreadWord> words;
  for (std::size_t begin = 0; begin < line.size(); ++begin) {
    if (!may_begin(bytes_of(line[begin]))) continue;
    Follower follower(model);
    std::size_t end = 0;
    bool is_sure = false;
    for (std::size_t at = begin; at < line.size(); ++at) {
      const EncodedChar encoded = bytes_of(line[at]);
      if ((encoded.length == 0 && !is_mark(line[at])) || !follower.read(line[at], encoded)) break;
      if (!follower.is_word(0)) continue;
      end = at + 1;
      is_sure = follower.is_word(kLeastHanzi);
      // A mark before a closing bracket may be read as the beginning of a character.
      if (begin > 0 && at + 1 < line.size() && are_brackets(line[begin - 1], line[at + 1])) break;
    }
    if (end == 0) continue;
    const bool is_closed = end >= line.size() || line[end] >= 0x80 || !is_mark(line[end - 1]) ||
                           follows_words(line[end]);
    words.push_back(
        {begin, end, (begin == 0 || is_apart(begin - 1)) && is_apart(end) && is_closed, is_sure});
    begin = end - 1;
  }
  return words;
}

bool has_misread_remnant(std::u32string_view line, const std::vector<MisreadWord>& words) {
  auto word = words.begin();
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    while (word != words.end() && word->end <= at) ++word;
    const bool is_of_word = word != words.end() && word->begin <= at;
    const bool is_behind_ascii = at == 0 || (line[at - 1] < 0x80 && line[at - 1] != U'?');
    if (is_of_word || line[at] < 0x80 || !is_behind_ascii) continue;
    std::size_t lacking = 0;
    std::size_t end = at;
    while (end < line.size() && goes_on(bytes_of(line[end]), lacking)) ++end;
    if (end < line.size() && is_mark(line[end]) && lacking == 1) return true;
  }
  return false;
}

bool has_misread_word(std::u32string_view line, const LanguageModel& model) {
  const std::vector<MisreadWord> words = find_misread_words(line, model);
  return std::any_of(words.begin(), words.end(),
                     [](const MisreadWord& word) { return word.is_sure; });
}

}  // namespace fuyuan
