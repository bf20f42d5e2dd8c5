#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// One character that may have stood in the original.
struct Candidate {
  char32_t code_point = 0;
  float log_probability = 0;
  Token token = kBoundary;  ///< the model's name for it, where it is not that of the code point, or
                            ///< where the list is in ascending order of it
};

/// One original character of an arc: certain, or a choice the language model makes.
struct Emission {
  std::uint32_t first = 0;  ///< into the buffer's candidates
  std::uint32_t count = 0;
  bool inferred = false;  ///< the bytes were destroyed, wholly or in part
  bool sorted = false;    ///< candidates have tokens, ascending
};

/// One way to explain the next symbols: so many consumed, these characters emitted, and the state
/// the channel is in afterwards.
struct Arc {
  std::uint32_t consumed = 0;
  float log_probability = 0;
  std::uint64_t state = 0;
  std::uint32_t first_emission = 0;
  std::uint32_t emissions = 0;
};

/// Appends the Simplified forms of a Traditional candidate, each with what it costs beside the
/// usual one; the candidate itself where it has none.
void append_simplified(const Candidate& candidate, std::vector<Candidate>& out);

/// Whether no converter that goes character by character writes `traditional` for any of its other
/// forms: who does that with 干 writes 幹, so that 乾 was there before.
bool is_never_converted(char32_t traditional);

/// Adds to the forms of a Traditional character that have the reading in a note behind it where
/// others have not, or hardly. Nothing where a converter may have made it, which knows one reading.
void weigh_by_reading(char32_t traditional, std::u32string_view reading,
                      std::span<Candidate> forms);

/// Collects the arcs a channel offers at one position. Reused from position to position.
class ArcBuffer {
 public:
  /// With `to_simplified` each emitted Traditional character becomes the choice of its Simplified
  /// candidates. `unconverted`: Simplified characters, ascending, that the converter is known to
  /// leave alone; who has another form stays as it is rather than come from these.
  explicit ArcBuffer(bool to_simplified, std::u32string_view unconverted = {})
      : to_simplified_(to_simplified), unconverted_(unconverted) {}

  void clear() {
    candidates_.clear();
    emissions_.clear();
    arcs_.clear();
    reading_ = {};
  }

  void open(std::size_t consumed, float log_probability) {
    arcs_.push_back({static_cast<std::uint32_t>(consumed), log_probability, 0,
                     static_cast<std::uint32_t>(emissions_.size()), 0});
  }
  /// A note behind what is emitted next says how it is read; empty: there is none.
  void set_reading(std::u32string_view reading) { reading_ = reading; }
  std::u32string_view reading() const { return reading_; }
  void emit(char32_t code_point);
  void emit_choice(std::span<const Candidate> choice, bool inferred = true);
  void close(std::uint64_t state) {
    arcs_.back().state = state;
    arcs_.back().emissions =
        static_cast<std::uint32_t>(emissions_.size()) - arcs_.back().first_emission;
  }
  /// Takes back the arc that `open` began.
  void cancel() {
    emissions_.resize(arcs_.back().first_emission);
    arcs_.pop_back();
  }

  /// Closes it, or takes it back where what was to be emitted did not fit.
  void close_if(bool fits, std::uint64_t state) { fits ? close(state) : cancel(); }

  bool to_simplified() const { return to_simplified_; }
  std::span<const Arc> arcs() const { return arcs_; }
  const Emission& emission(const Arc& arc, std::uint32_t i) const {
    return emissions_[arc.first_emission + i];
  }
  std::span<const Candidate> candidates(const Emission& emission) const {
    return {candidates_.data() + emission.first, emission.count};
  }

 private:
  void add_candidate(Candidate candidate);
  void weigh_forms(char32_t traditional, std::span<Candidate> forms) const;

  bool to_simplified_;
  std::u32string_view unconverted_;
  std::u32string_view reading_;
  std::vector<Candidate> candidates_;
  std::vector<Emission> emissions_;
  std::vector<Arc> arcs_;
};

}  // namespace fuyuan
