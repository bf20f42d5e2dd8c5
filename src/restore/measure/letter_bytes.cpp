#include "restore/measure/letter_bytes.hpp"

#include "charset/charset.hpp"

namespace fuyuan {

unsigned char letter_byte(Symbol symbol) {
  static const Charset& windows = *find_charset("windows-1252");
  if (symbol < 0x80 || is_raw(symbol)) return 0;
  const EncodedChar encoded = windows.encode(symbol);
  if (encoded.length == 1) return encoded.bytes[0];
  return symbol <= 0xFF ? static_cast<unsigned char>(symbol) : 0;
}

}  // namespace fuyuan
