#include "restore/reading/iso_2022_cn.hpp"

#include <algorithm>
#include <array>

#include "charset/charset.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char kEscape = 0x1B;
constexpr char kShiftOut = 0x0E;
constexpr char kShiftIn = 0x0F;
constexpr unsigned char kHighBit = 0x80;
constexpr unsigned char kPlaneOfCns = 0xA0;  ///< plus its number, behind EUC-TW's 8E

enum class Set : unsigned char { none, gb2312, cns1, cns2, cns3, cns4, cns5, cns6, cns7 };

/// What stands behind the escape character: which set goes to which place. SO shifts to the first,
/// ESC N and ESC O to the others, for one pair.
struct Designation {
  std::string_view escape;
  std::size_t place;
  Set set;
};

constexpr std::array<Designation, 8> kDesignations = {{{"$)A", 0, Set::gb2312},
                                                       {"$)G", 0, Set::cns1},
                                                       {"$*H", 1, Set::cns2},
                                                       {"$+I", 2, Set::cns3},
                                                       {"$+J", 2, Set::cns4},
                                                       {"$+K", 2, Set::cns5},
                                                       {"$+L", 2, Set::cns6},
                                                       {"$+M", 2, Set::cns7}}};

bool is_of_pair(char c) { return c > 0x20 && c < 0x7F; }

void append_pair(Set set, char first, char second, std::string& out) {
  static const Charset& simplified = *find_charset("gb18030");
  static const Charset& traditional = *find_charset("euc-tw");
  const auto high = [](char c) {
    return static_cast<unsigned char>(static_cast<unsigned char>(c) | kHighBit);
  };
  if (set == Set::gb2312) {
    const std::array<unsigned char, 2> bytes = {high(first), high(second)};
    const DecodedChar decoded = simplified.decode(bytes);
    append_utf8(decoded.length == 0 ? kReplacement : decoded.code_point, out);
    return;
  }
  const auto plane =
      static_cast<unsigned char>(static_cast<int>(set) - static_cast<int>(Set::cns1) + 1);
  const std::array<unsigned char, 4> bytes = {0x8E, static_cast<unsigned char>(kPlaneOfCns + plane),
                                              high(first), high(second)};
  const DecodedChar decoded = traditional.decode(bytes);
  append_utf8(decoded.length == 0 ? kReplacement : decoded.code_point, out);
}

}  // namespace

bool looks_like_iso_2022_cn(std::string_view bytes) {
  return bytes.find("\x1B$)A") != std::string_view::npos ||
         bytes.find("\x1B$)G") != std::string_view::npos;
}

std::string decode_iso_2022_cn(std::string_view bytes) {
  std::string out;
  std::array<Set, 3> designated = {};  // by place
  bool is_shifted = false;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::string_view rest = bytes.substr(at + 1);
    std::size_t single = 0;  // the place that this pair alone is read from
    if (bytes[at] == kEscape) {
      const auto* const found =
          std::find_if(kDesignations.begin(), kDesignations.end(),
                       [&](const Designation& each) { return rest.starts_with(each.escape); });
      if (found != kDesignations.end()) {
        designated[found->place] = found->set;
        at += 1 + found->escape.size();
        continue;
      }
      single = rest.starts_with('N') ? 1 : rest.starts_with('O') ? 2 : 0;
    } else if (bytes[at] == kShiftOut || bytes[at] == kShiftIn) {
      is_shifted = bytes[at++] == kShiftOut;
      continue;
    }
    const std::size_t pair = at + (single == 0 ? 0 : 2);
    const Set set = designated[single];
    if (set != Set::none && (single != 0 || is_shifted) && pair + 1 < bytes.size() &&
        is_of_pair(bytes[pair]) && is_of_pair(bytes[pair + 1])) {
      append_pair(set, bytes[pair], bytes[pair + 1], out);
      at = pair + 2;
      continue;
    }
    if (bytes[at] == '\n') is_shifted = false;  // a new line begins in ASCII
    out.push_back(bytes[at++]);
  }
  return out;
}

}  // namespace fuyuan
