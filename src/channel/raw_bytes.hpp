#pragma once

#include <cstddef>
#include <vector>

#include "channel/wrong_decoder.hpp"

namespace fuyuan {

/// Raw bytes: nothing was decoded yet.
class RawBytes : public WrongDecoder {
 public:
  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const override;
};

}  // namespace fuyuan
