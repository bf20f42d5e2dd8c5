#pragma once

#include <cstdint>

namespace fuyuan {

/// What ways of breaking text are gathered by in tables of them. A channel tells its own;
/// `healthy`, `chain` and `mixed` are of no single channel.
enum class Family : std::uint8_t {
  healthy,
  misread,
  accident,  ///< a misread, and something that befell the mojibake; or bytes or characters lost
  chain,     ///< several steps
  frame_shift,
  converted_page,
  script,
  escape,
  raw,
  duplicate,  ///< duplicate code points, marks at the beginning, and whatever else was put in
  mixed,      ///< every line broken another way
};

}  // namespace fuyuan
