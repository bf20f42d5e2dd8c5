#include "restore/decode/folded_line.hpp"

#include "channel/folded_latin1.hpp"

namespace fuyuan {

Observed observe(const Misread& channel, std::u32string_view symbols) {
  Observed observed{symbols};
  if (channel.wrong() == nullptr) return observed;
  const bool is_utf8 = channel.original().framing() == Framing::utf8;
  const bool is_latin1 = channel.wrong()->name() == "windows-1252";
  if (is_utf8 && channel.reads_single_bytes()) {
    const Controls controls = find_controls(symbols);
    // Marks tell against the relatives of Windows-1252 as well.
    if (is_latin1 || controls == Controls::marked) observed.controls = controls;
  }
  if (!is_latin1) return observed;
  observed.is_folded = is_folded(symbols);
  observed.letter_case = find_letter_case(symbols);
  const bool keeps_leads = observed.letter_case == LetterCase::lower_utf8 ||
                           observed.letter_case == LetterCase::upper_utf8;
  if (is_utf8 != keeps_leads) observed.letter_case = LetterCase::mixed;
  return observed;
}

std::size_t choose_folded(const std::vector<Reading>& readings, bool is_due) {
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const bool is_byte = readings[i].size == 1 && readings[i].codes[0] >= 0x80;
    const bool is_longer = readings[i].consumed > readings[chosen].consumed;
    if (is_byte && (is_longer || (is_due && readings[chosen].consumed == 1))) chosen = i;
  }
  return chosen;
}

}  // namespace fuyuan
