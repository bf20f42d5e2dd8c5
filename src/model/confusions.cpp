#include "model/confusions.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using Remains = std::pair<Confusions::Kind, std::array<unsigned char, 2>>;

/// What is left of a character when one of its bytes is lost. What is left by the first byte of
/// UTF-8 hardly leaves a choice.
std::vector<Remains> remains_of(char32_t code_point) {
  using Kind = Confusions::Kind;
  static const Charset& gbk = *find_charset("gbk");
  static const Charset& big5 = *find_charset("big5-hkscs");
  std::vector<Remains> out;
  if (code_point < 0x80) return out;
  if (const EncodedChar pair = gbk.encode(code_point); pair.length == 2) {
    out.push_back({Kind::gbk_lead, {pair.bytes[0], 0}});
    out.push_back({Kind::gbk_trail, {0, pair.bytes[1]}});
  }
  if (const EncodedChar pair = big5.encode(code_point); pair.length == 2)
    out.push_back({Kind::big5_lead, {pair.bytes[0], 0}});
  const std::string utf8 = to_utf8(std::u32string_view(&code_point, 1));
  if (utf8.size() == 3) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(utf8[at]); };
    out.push_back({Kind::utf8_first_two, {byte(0), byte(1)}});
    out.push_back({Kind::utf8_ends, {byte(0), byte(2)}});
  }
  return out;
}

}  // namespace

Confusions::Confusions(const LanguageModel& model) : sets_of_(model.vocabulary_size()) {
  std::map<Remains, std::vector<Token>> alike;
  for (std::size_t i = 1; i < model.vocabulary_size(); ++i) {
    const auto token = static_cast<Token>(i);
    const char32_t code_point = model.code_point(token);
    if (code_point == 0) continue;
    for (const Remains& remains : remains_of(code_point)) alike[remains].push_back(token);
  }
  for (auto& [remains, tokens] : alike) {
    if (tokens.size() == 1) continue;
    for (const Token token : tokens)
      sets_of_[token].push_back(static_cast<std::uint32_t>(sets_.size()));
    sets_.push_back({remains.first, std::move(tokens)});
  }
}

const Confusions::Set* Confusions::find(Token token, Kind kind) const {
  for (const std::uint32_t index : sets_of_[token]) {
    if (sets_[index].kind == kind) return &sets_[index];
  }
  return nullptr;
}

}  // namespace fuyuan
