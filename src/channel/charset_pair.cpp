#include "channel/charset_pair.hpp"

#include "channel/byte_pattern.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {

CharsetPair::CharsetPair(const Charset& original, const Charset* wrong, bool guessing)
    : original_(original),
      wrong_(wrong),
      guessing_(guessing),
      reads_utf8_as_gbk_(original.framing() == Framing::utf8 && wrong != nullptr &&
                         wrong->name() == "gb18030") {}

bool CharsetPair::was_japanese_or_korean() const {
  const Framing framing = original().framing();
  return !is_raw() && (framing == Framing::shift_jis || framing == Framing::euc_jp ||
                       original().name() == "windows-949");
}

bool CharsetPair::was_traditional() const { return original().is_traditional(); }

bool CharsetPair::was_cyrillic() const { return original().name() == "windows-1251"; }

bool CharsetPair::keeps_kana() const {
  return !is_raw() && original().framing() == Framing::euc_jp && wrong_ != nullptr &&
         wrong_->framing() == Framing::gb18030;
}

bool CharsetPair::has_rival() const {
  return wrong_ != nullptr && wrong_->name().starts_with("big5");
}

bool CharsetPair::may_tear() const {
  const Framing framing = original().framing();
  if (wrong_ == nullptr || wrong_->framing() == Framing::utf8 ||
      (framing != Framing::gb18030 && framing != Framing::utf16le)) {
    return false;
  }
  // Hanzi are made of A1–FE; below, undefined bytes are controls to most decoders.
  return !reads_single_bytes() || (wrong_->filled() & byte_range(0xA1, 0xFE)).any();
}

bool is_of_other_script(const Charset& original, char32_t cp) {
  return original.is_traditional() ? is_simplified_only(cp) : is_traditional_only(cp);
}

}  // namespace fuyuan
