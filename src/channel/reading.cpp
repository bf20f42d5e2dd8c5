#include "channel/reading.hpp"

#include <string>

#include "text/utf8.hpp"

namespace fuyuan {

Reading Reading::of_utf8(char32_t code_point) {
  std::string utf8;
  append_utf8(code_point, utf8);
  Reading reading;
  for (const char byte : utf8) reading.codes[reading.size++] = static_cast<unsigned char>(byte);
  return reading;
}

Reading Reading::of_lost(std::initializer_list<ByteCode> codes, float log_probability) {
  Reading reading;
  for (const ByteCode code : codes) reading.codes[reading.size++] = code;
  reading.log_probability = log_probability;
  reading.is_mark = true;
  return reading;
}

}  // namespace fuyuan
