#include "channel/four_byte_remnant.hpp"

#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// What the lattice charges for changing to this channel and back: there is no other explanation.
constexpr float kRemnant = 4.0F;
constexpr std::size_t kLength = 4;

const Charset& gb18030() {
  static const Charset& charset = *find_charset("gb18030");
  return charset;
}

/// What Chinese text has of such characters; hangul and kana of the kind would not stand alone.
bool is_likely(char32_t cp) {
  const CharClass kind = char_class(cp);
  return kind == CharClass::emoji || kind == CharClass::symbol || kind == CharClass::han_ext;
}

bool is_remnant(std::u32string_view line, std::size_t at) {
  return at + kLength <= line.size() && line[at] == kReplacement && is_digit(line[at + 1]) &&
         line[at + 2] == kReplacement && is_digit(line[at + 3]);
}

}  // namespace

bool FourByteRemnant::is_in(std::u32string_view line) {
  std::size_t at = line.find(kReplacement);
  while (at != std::u32string_view::npos && !is_remnant(line, at))
    at = line.find(kReplacement, at + 1);
  return at != std::u32string_view::npos;
}

const std::vector<FourByteRemnant::Remnant>& FourByteRemnant::known() const {
  std::call_once(made_, [&] {
    for (std::size_t token = 1; token < model_.vocabulary_size(); ++token) {
      const char32_t cp = model_.code_point(static_cast<Token>(token));
      const EncodedChar encoded = is_likely(cp) ? gb18030().encode(cp) : EncodedChar{};
      if (encoded.length != 4) continue;
      known_.push_back({{cp, 0, static_cast<Token>(token)}, encoded.bytes[1], encoded.bytes[3]});
    }
  });
  return known_;
}

void FourByteRemnant::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                              ArcBuffer& out) const {
  if (state != kRest || !is_remnant(observed.symbols, at)) return;
  std::vector<Candidate> choice = {{kReplacement, 0, model_.token(kReplacement)}};
  for (const Remnant& remnant : known()) {
    if (remnant.second == observed.symbols[at + 1] && remnant.fourth == observed.symbols[at + 3])
      choice.push_back(remnant.candidate);
  }
  choice.front().token = kBoundary;  // the list is not in the order of the tokens
  out.open(kLength, kRemnant);
  out.emit_choice(choice);
  out.close(kRest);
}

std::string FourByteRemnant::damage(std::string_view text, std::string_view habit,
                                    std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const EncodedChar encoded = gb18030().encode(cp);
    if (encoded.length != 4) {
      append_utf8(cp, out);
      continue;
    }
    for (const std::size_t digit : {1U, 3U}) {
      append_utf8(kReplacement, out);
      out.push_back(static_cast<char>(encoded.bytes[digit]));
    }
  }
  return out;
}

}  // namespace fuyuan
