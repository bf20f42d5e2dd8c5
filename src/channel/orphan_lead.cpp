#include "channel/orphan_lead.hpp"

#include <algorithm>
#include <array>

#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::array<std::u32string_view, 18> kTags = {
    U"br",   U"div", U"td", U"tr", U"th",     U"li", U"ul",    U"ol",     U"span",
    U"font", U"h1",  U"h2", U"h3", U"strong", U"em", U"table", U"center", U"img"};
constexpr unsigned char kLead = 0xD6;  ///< for `damage`: that of 中 and many others

const Charset& gbk() {
  static const Charset& charset = *find_charset("gb18030");
  return charset;
}

/// Whether a whole tag name, and then its end, stands there.
bool is_tag(std::u32string_view text) {
  return std::any_of(kTags.begin(), kTags.end(), [&](std::u32string_view tag) {
    if (!text.starts_with(tag)) return false;
    const std::u32string_view rest = text.substr(tag.size());
    return rest.starts_with(U">") || rest.starts_with(U"/>") || rest.starts_with(U" />");
  });
}

}  // namespace

OrphanLead::Match OrphanLead::match(std::u32string_view line, std::size_t at) {
  if (!is_han(line[at])) return {};
  const EncodedChar encoded = gbk().encode(line[at]);
  if (encoded.length != 2 || !is_letter(encoded.bytes[1])) return {};
  constexpr std::size_t kLongest = 10;
  const std::u32string text =
      std::u32string(1, encoded.bytes[1]) + std::u32string(line.substr(at + 1, kLongest));
  if (!is_tag(text)) return {};
  const bool has_bracket = at > 0 && (line[at - 1] == U'<' || line[at - 1] == U'/');
  return {true, encoded.bytes[1], !has_bracket};
}

void OrphanLead::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                         ArcBuffer& out) const {
  if (state != kRest || is_raw(observed.symbols[at])) return;
  const Match found = match(observed.symbols, at);
  if (!found.found) return;
  out.open(1, 0);
  const Candidate bracket{U'<', 0};
  if (found.lacks_bracket) out.emit_choice({&bracket, 1});
  out.emit(found.letter);
  out.close(kRest);
}

std::string OrphanLead::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(random);
  std::u32string out;
  const std::u32string page = to_utf32(text);
  for (std::size_t at = 0; at < page.size(); ++at) {
    const bool begins_tag = page[at] == U'<' && is_tag(std::u32string_view(page).substr(at + 1));
    if (!begins_tag) {
      out.push_back(page[at]);
      continue;
    }
    if (habit == "letter") out.push_back(U'<');
    const std::array<unsigned char, 2> pair = {kLead, static_cast<unsigned char>(page[++at])};
    out.push_back(gbk().decode(pair).code_point);
  }
  return to_utf8(out);
}

}  // namespace fuyuan
