#include "channel/entities.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "channel/named_entities.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLongestName = 8;
constexpr std::size_t kMostDigits = 7;

struct Entity {
  std::size_t length = 0;
  char32_t code_point = 0;
};

/// The semicolon may be missing where nothing else tells where the number ends either.
Entity finish(std::string_view text, std::size_t begin, std::size_t end, long value) {
  if (value == 0 || !is_scalar_value(value)) return {};
  const char next = end < text.size() ? text[end] : ' ';
  if (next == ';') return {end + 1 - begin, static_cast<char32_t>(value)};
  if (value < 0x100 || is_letter(static_cast<unsigned char>(next)) || next == '_') return {};
  return {end - begin, static_cast<char32_t>(value)};
}

/// Reads the entity whose name or number begins at `at`, right behind the ampersand.
Entity read_entity(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (end < text.size() && text[end] == '#') {
    ++end;
    const bool is_hex = end < text.size() && (text[end] == 'x' || text[end] == 'X');
    end += is_hex ? 1 : 0;
    const std::size_t digits = end;
    long value = 0;
    for (; end < text.size() && end - digits < kMostDigits; ++end) {
      const int digit = hex_digit(text[end]);
      if (digit < 0 || (!is_hex && digit > 9)) break;
      value = value * (is_hex ? 16 : 10) + digit;
    }
    return end == digits ? Entity{} : finish(text, at, end, value);
  }
  while (end < text.size() && end - at <= kLongestName &&
         (is_letter(static_cast<unsigned char>(text[end])) ||
          is_digit(static_cast<unsigned char>(text[end])))) {
    ++end;
  }
  if (end == at || end >= text.size() || text[end] != ';') return {};
  const char32_t code_point = find_entity(text.substr(at, end - at));
  return code_point == 0 ? Entity{} : Entity{end + 1 - at, code_point};
}

enum class Names : std::uint8_t {
  none,
  some,  ///< numbers where there is no name
  only,  ///< what has no name stays as it is: PHP, told of Latin-1
};

std::string escape_bytes(std::string_view bytes, Names names) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const std::string_view name = names == Names::none ? std::string_view() : entity_name(byte);
    if (byte < 0x80 || (name.empty() && names == Names::only)) {
      out.push_back(c);
    } else if (!name.empty()) {
      out += fmt::format("&{};", name);
    } else {
      out += fmt::format("&#{};", byte);
    }
  }
  return out;
}

}  // namespace

EscapeHabits Entities::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits;
  // A page keeps its tags, and text that went through an escaper has no bare ampersand.
  habits.escapes_ascii = is_whole && text.find('<') == std::string_view::npos;
  for (std::size_t at = text.find('&'); at != std::string_view::npos && habits.escapes_ascii;
       at = text.find('&', at + 1)) {
    habits.escapes_ascii = read_entity(text, at + 1).length != 0;
  }
  return habits;
}

EscapeMatch Entities::match(std::string_view text, std::size_t at,
                            const EscapeHabits& habits) const {
  constexpr std::string_view kAgain = "amp;";
  std::size_t begin = at + 1;
  // An escaper of everything is undone layer by layer; elsewhere `&amp;#20320;` is one escape.
  if (!habits.escapes_ascii) {
    while (text.substr(begin).starts_with(kAgain)) begin += kAgain.size();
  }
  const Entity entity = read_entity(text, begin);
  if (entity.length == 0 || (entity.code_point < 0x80 && !habits.escapes_ascii)) return {};
  return {begin + entity.length - at, {entity.code_point}};
}

bool Entities::can_carry(std::string_view text, std::string_view habit) const {
  return !habit.starts_with("gbk") || can_encode(*find_charset("gb18030"), text);
}

std::vector<std::string_view> Entities::habits() const {
  return {"decimal",     "hex",       "named",        "double",
          "gbk-decimal", "gbk-named", "utf8-decimal", "utf8-named"};
}

std::string Entities::damage(std::string_view text, std::string_view habit,
                             std::mt19937_64& random) const {
  static_cast<void>(random);
  if (habit.starts_with("gbk")) {
    return escape_bytes(encode_text(*find_charset("gb18030"), text),
                        habit == "gbk-named" ? Names::some : Names::none);
  }
  if (habit == "utf8-decimal") return escape_bytes(text, Names::none);
  if (habit == "utf8-named") return escape_bytes(text, Names::only);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const std::string_view entity = habit == "named" && cp != U'\'' ? entity_name(cp) : "";
    if (!entity.empty()) {
      out += fmt::format("&{};", entity);
    } else if (cp < 0x80) {
      append_utf8(cp, out);
    } else if (habit == "hex") {
      out += fmt::format("&#x{:X};", static_cast<std::uint32_t>(cp));
    } else {
      out +=
          fmt::format("{}{};", habit == "double" ? "&amp;#" : "&#", static_cast<std::uint32_t>(cp));
    }
  }
  return out;
}

}  // namespace fuyuan
