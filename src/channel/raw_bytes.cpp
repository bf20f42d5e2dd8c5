#include "channel/raw_bytes.hpp"

namespace fuyuan {

void RawBytes::read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const {
  const Symbol symbol = observed.symbols[at];
  Reading reading;
  reading.size = 1;
  if (is_raw(symbol)) {
    reading.codes[0] = raw_byte(symbol);
  } else if (symbol < 0x80) {
    reading.codes[0] = static_cast<ByteCode>(symbol);
  } else {
    return;
  }
  out.push_back(reading);
}

}  // namespace fuyuan
