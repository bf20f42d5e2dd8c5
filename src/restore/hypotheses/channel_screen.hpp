#pragma once

#include <string>
#include <string_view>

#include "channel/misread.hpp"
#include "model/language_model.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// The fast way past channels that have nothing to say about a line: what makes no more sense of
/// the stretch that makes the least, makes no more of the line. But for those that come to nothing
/// for certain, every channel passes where a line is short, or has marks of lost bytes; and always
/// those that leave most of it as it is.
class ChannelScreen {
 public:
  /// `line` and `scan` must outlive it.
  ChannelScreen(std::u32string_view line, const LineScan& scan, const LanguageModel& model);

  /// Whether it is worth while to undo the channel on the whole line.
  bool may_gain(const Misread& channel) const;

  /// Whether undoing it makes no character but ASCII for certain, whatever the line: no letter in
  /// it is a byte that another may begin with.
  bool comes_to_nothing(const Misread& channel) const;

 private:
  const LanguageModel& model_;
  std::u32string_view worst_;   ///< empty where every channel passes
  double log_probability_ = 0;  ///< of that stretch as it is, in nats
  std::u32string letters_;      ///< of the line, each once: what may be one byte
};

}  // namespace fuyuan
