#pragma once

#include <cstddef>
#include <string_view>

#include "channel/arc_buffer.hpp"
#include "channel/byte_pattern.hpp"
#include "channel/reading.hpp"

namespace fuyuan {

/// Characters of UTF-8 that lost their last byte to a mark, with what stands behind them as a rule,
/// as programs and notes of our days are full of and the model's texts are not: `✅ done`,
/// `加载中...`, and the lines of tables and listings.
class FamiliarRemnants {
 public:
  explicit FamiliarRemnants(const LanguageModel& model) : sign_(model.token(U'✅')) {}

  /// Offers the arcs that explain the mark at `at` so, with what was pending before it.
  /// `log_probability`: of the mark's reading.
  void offer(const Observed& observed, std::size_t at, const BytePattern& pending,
             const Reading& reading, float log_probability, ArcBuffer& out) const;

 private:
  /// The same where UTF-8 of box drawing was read as GBK.
  void offer_box(const Reading& reading, std::u32string_view symbols, std::size_t at,
                 float log_probability, ArcBuffer& out) const;

  Token sign_;  ///< what the model takes all signs for, as it knows little of them
};

}  // namespace fuyuan
