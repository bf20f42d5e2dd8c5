#pragma once

#include <cstddef>
#include <vector>

#include "model/text_scorer.hpp"
#include "restore/decode/quick_decode.hpp"

namespace fuyuan {

/// Adds to a decode what its text costs, as far as it has come.
class DecodePricer {
 public:
  /// `out` and `model` must outlive it.
  DecodePricer(const LanguageModel& model, QuickDecode& out) : scorer_(model), out_(out) {}

  /// The next character of the text is a question mark that may stand for a pair.
  void doubt_next() { questions_.push_back(out_.text.size()); }

  bool has_much_to_do() const { return out_.text.size() - priced_ >= kPiece; }

  void catch_up();

  /// Nothing follows.
  void end();

 private:
  /// Text costs more the longer it is, so that how often it is looked at changes nothing but when
  /// one gives up.
  static constexpr std::size_t kPiece = 16;

  void price_piece();

  TextScorer scorer_;
  QuickDecode& out_;
  std::vector<std::size_t> questions_;  ///< that may stand for a pair; in the text
  std::size_t question_ = 0;            ///< the next one
  std::size_t priced_ = 0;
  std::size_t counted_ = 0;
};

}  // namespace fuyuan
