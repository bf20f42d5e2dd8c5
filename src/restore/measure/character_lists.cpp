#include "restore/measure/character_lists.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "charset/charset.hpp"
#include "restore/measure/repetition.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastOfTable = 4;
constexpr std::size_t kLeastAscending = 8;
constexpr int kRow = 94;   ///< characters of GB 2312 with the same first byte
constexpr int kStep = 24;  ///< places between neighbours in a dictionary
constexpr std::size_t kLeastDistinct = 4;
constexpr std::size_t kLeastOfFrame = 4;  ///< characters

bool is_of_word(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::han:
    case CharClass::han_ext:
    case CharClass::kana:
    case CharClass::hangul:
      return true;
    default:
      return false;
  }
}

/// Where a Han character stands in two orders.
struct Place {
  int gbk;
  int unicode;
};

std::vector<Place> places_of(std::u32string_view text) {
  static const Charset& gbk = *find_charset("gb18030");
  std::vector<Place> out;
  for (const char32_t cp : text) {
    if (!is_of_word(cp)) continue;
    const EncodedChar encoded = gbk.encode(cp);
    // A row has 190 characters in GBK.
    const int place =
        encoded.length == 2 ? encoded.bytes[0] * 190 + encoded.bytes[1] : -static_cast<int>(cp);
    out.push_back({place, static_cast<int>(cp)});
  }
  return out;
}

/// Whether `follows` holds for three of four neighbours that differ.
template <typename Follows>
bool mostly_follow(const std::vector<Place>& places, Follows follows) {
  std::size_t all = 0;
  std::size_t good = 0;
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (places[i].unicode == places[i - 1].unicode) continue;
    ++all;
    good += follows(places[i - 1], places[i]) ? 1 : 0;
  }
  return all + 1 >= kLeastOfTable && good * 4 >= all * 3;
}

}  // namespace

bool stand_apart(std::u32string_view text) {
  std::u32string told(text);
  std::erase_if(told, [](char32_t cp) { return char_class(cp) == CharClass::digit; });
  return std::adjacent_find(told.begin(), told.end(), [](char32_t a, char32_t b) {
           return is_of_word(a) && is_of_word(b);
         }) == told.end();
}

bool are_in_table_order(std::u32string_view text) {
  return mostly_follow(places_of(text), [](Place a, Place b) {
    const int step = b.unicode - a.unicode;
    return std::abs(b.gbk - a.gbk) < kRow || (step > 0 && step <= kStep);
  });
}

bool are_in_ascending_order(std::u32string_view text) {
  const std::vector<Place> places = places_of(text);
  return places.size() >= kLeastAscending && mostly_follow(places, [](Place a, Place b) {
           const auto is_step = [](int step) { return step > 0 && step <= kStep; };
           return is_step(b.gbk - a.gbk) || is_step(b.unicode - a.unicode);
         });
}

bool are_signs(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t cp) { return cp < 0x80 || is_sign(char_class(cp)); });
}

bool is_frame(std::u32string_view text) {
  constexpr std::u32string_view kRules = U"\u2500\u2501\u2504\u2505\u2550";
  std::size_t all = 0;
  std::size_t rules = 0;
  for (const char32_t cp : text) {
    if (cp < 0x80) continue;
    if (char_class(cp) != CharClass::box) return false;
    ++all;
    rules += kRules.find(cp) != std::u32string_view::npos ? 1 : 0;
  }
  return all >= kLeastOfFrame && rules * 2 >= all;
}

bool may_be_frame(std::u32string_view text) {
  constexpr std::size_t kShare = 4;
  constexpr std::size_t kSample = 64;  ///< symbols: the rest of a frame is the same again
  std::u32string told(text.substr(0, kSample));
  std::erase_if(told, [](char32_t cp) { return cp < 0x80; });
  std::sort(told.begin(), told.end());
  std::size_t most = 0;
  for (auto at = told.begin(); at != told.end();) {
    const auto end = std::upper_bound(at, told.end(), *at);
    most = std::max(most, static_cast<std::size_t>(end - at));
    at = end;
  }
  return most > 1 && most * kShare >= told.size();
}

bool is_drawn(std::u32string_view text, std::size_t symbols_each) {
  if (are_signs(text)) return true;
  std::u32string told(text);
  std::erase_if(told, [](char32_t cp) { return cp < 0x80; });
  // The first bytes of many are the same.
  return count_distinct(std::move(told)) < kLeastDistinct + 2 * (symbols_each - 1);
}

}  // namespace fuyuan
