#include "restore/triage/raw_fields.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "charset/charset.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastHanzi = 2;  ///< of a field: a single pair is as well two broken bytes
constexpr std::size_t kLongest = 4;     ///< bytes of a character

// Nats.
constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr float kBrokenCharacter = 12;  ///< what is left of a character of UTF-8
constexpr float kField = 3;             ///< a field of the other charset begins, behind ASCII
/// It begins beside a character of UTF-8. Where most is not UTF-8, that is rather a pair of which a
/// byte was lost.
constexpr float kSwitch = 8;

enum Reading : std::size_t { ascii, utf8, pairs, kReadings };

/// The cheapest way to a place, by what the last character was read as.
struct Step {
  float cost = kNever;
  Reading from = ascii;
  std::size_t length = 0;  ///< bytes of the last character
};

using Steps = std::vector<std::array<Step, kReadings>>;

/// Bytes of the character that is broken there: one, with what goes on behind it.
std::size_t length_of_broken(std::string_view bytes) {
  const std::size_t whole =
      std::max<std::size_t>(length_by_lead(static_cast<unsigned char>(bytes[0])), 1);
  std::size_t length = 1;
  while (length < std::min(whole, bytes.size()) &&
         is_continuation(static_cast<unsigned char>(bytes[length])))
    ++length;
  return length;
}

float price_of_switch(Reading from, Reading to, bool in_utf8) {
  if (from == to || to == ascii) return 0;
  if (from == ascii) return to == utf8 && in_utf8 ? 0 : kField;
  return in_utf8 ? kSwitch : kNever;
}

Steps read_both_ways(std::string_view line, bool in_utf8, std::span<const MisreadRun> misread,
                     const LanguageModel& model) {
  static const Charset& gbk = *find_charset("gb18030");
  Steps steps(line.size() + 1);
  steps[0][ascii].cost = 0;
  const auto offer = [&](std::size_t at, Reading to, std::size_t length, float price) {
    Step& there = steps[at + length][to];
    for (const Reading from : {ascii, utf8, pairs}) {
      const float cost = steps[at][from].cost + price_of_switch(from, to, in_utf8) + price;
      if (cost < there.cost) there = {cost, from, length};
    }
  };
  auto run = misread.begin();
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (run != misread.end() && run->begin == at) {
      offer(at, utf8, run->end - run->begin, run->price);
      ++run;
    }
    if (std::all_of(steps[at].begin(), steps[at].end(),
                    [](const Step& step) { return step.cost == kNever; }))
      continue;
    const std::string_view rest = line.substr(at, kLongest);
    if (static_cast<unsigned char>(rest[0]) < 0x80) {
      offer(at, ascii, 1, 0);
      continue;
    }
    if (const Utf8Char next = read_utf8(rest); next.length > 0)
      offer(at, utf8, next.length, price_alone(next.code_point, model));
    else
      offer(at, utf8, length_of_broken(rest), kBrokenCharacter);
    if (const DecodedChar pair = gbk.decode(byte_view(rest)); pair.length == 2)
      offer(at, pairs, pair.length, price_alone(pair.code_point, model));
  }
  return steps;
}

/// Bytes of the character of healthy text that is there in UTF-8; 0 where there is none. U+FFFD of
/// UTF-8 is a word of GBK, 锟斤拷, that its authors know.
std::size_t length_of_healthy(std::string_view bytes) {
  const Utf8Char next = read_utf8(bytes.substr(0, kLongest));
  return is_never_healthy(next.code_point) ? 0 : next.length;
}

/// Whether what stands between two ASCII characters is UTF-8 from end to end somewhere.
bool has_whole_field(std::string_view line) {
  const auto is_ascii_at = [&](std::size_t at) {
    return at >= line.size() || static_cast<unsigned char>(line[at]) < 0x80;
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::size_t length = 0;
    while (!is_ascii_at(at) && (length = length_of_healthy(line.substr(at))) > 0) at += length;
    if (length > 0) return true;
    while (!is_ascii_at(at)) ++at;
  }
  return false;
}

/// Whether it is text: hanzi that people write with, or a word with a rare one, and signs.
bool is_of_words(std::string_view bytes, std::size_t least_hanzi, const LanguageModel& model) {
  static const Charset& gbk = *find_charset("gb18030");
  std::u32string text;
  std::size_t hanzi = 0;
  std::size_t known = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const DecodedChar pair = gbk.decode(byte_view(bytes.substr(at, kLongest)));
    const bool is_hanzi = is_han(pair.code_point);
    if (pair.length != 2 || (!is_hanzi && !is_chinese_sign(char_class(pair.code_point))))
      return false;
    hanzi += is_hanzi ? 1 : 0;
    known += is_hanzi && is_known_hanzi(pair.code_point, model) ? 1 : 0;
    text.push_back(pair.code_point);
    at += pair.length;
  }
  const double cost = -model.score_text(text) / static_cast<double>(text.size());
  return hanzi >= least_hanzi && (known == hanzi || cost < kFluentCost);
}

}  // namespace

std::vector<RawField> find_raw_fields(std::string_view line, bool in_utf8,
                                      std::span<const MisreadRun> misread,
                                      const LanguageModel& model) {
  if (!in_utf8 && misread.empty() && !has_whole_field(line)) return {};
  const Steps steps = read_both_ways(line, in_utf8, misread, model);
  std::size_t at = line.size();
  const auto last =
      std::min_element(steps[at].begin(), steps[at].end(),
                       [](const Step& one, const Step& other) { return one.cost < other.cost; });
  auto reading = static_cast<Reading>(last - steps[at].begin());
  std::vector<RawField> fields;
  while (at > 0) {
    const Step& step = steps[at][reading];
    const std::size_t begin = at - step.length;
    if (reading == pairs) {
      if (!fields.empty() && fields.back().begin == at)
        fields.back().begin = begin;
      else
        fields.push_back({begin, at});
    }
    reading = step.from;
    at = begin;
  }
  const auto is_word = [&](const RawField& field, std::size_t least) {
    return is_of_words(line.substr(field.begin, field.end - field.begin), least, model);
  };
  // Beside words a single pair is one, and no letter of another alphabet.
  const bool has_words = std::any_of(fields.begin(), fields.end(), [&](const RawField& field) {
    return is_word(field, kLeastHanzi);
  });
  if (!has_words) return {};
  std::erase_if(fields, [&](const RawField& field) { return !is_word(field, 1); });
  std::reverse(fields.begin(), fields.end());
  return fields;
}

}  // namespace fuyuan
