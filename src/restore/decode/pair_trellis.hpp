#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Where characters begin in text of a double-byte charset that was read as UTF-8. Pairs of bytes
/// that happen to be UTF-8 became a letter each, which may well be the second half of one character
/// and the first of the next; of everything else U+FFFD is left, one for one to three bytes. How
/// many there are, and which bytes characters are made of, tells which letters are whole:
/// forward–backward over the ways to cut the line.
class PairTrellis {
 public:
  /// The model says how common each character of `charset` is.
  PairTrellis(const LanguageModel& model, const Charset& charset);

  /// For each symbol, the probability that a character begins where it begins.
  std::vector<double> find_beginnings(std::u32string_view line) const;

  /// How probable the line is, in nats, whatever its characters; comparable between charsets.
  double log_probability(std::u32string_view line) const;

 private:
  static constexpr std::size_t kFirstLead = 0x81;
  static constexpr std::size_t kLeads = 0xFE - kFirstLead + 1;
  /// Between two characters, or within one whose first byte is known, a state for each; twice, as
  /// bytes that go on with a sequence that was broken off would not have become a mark.
  static constexpr std::size_t kStates = 2 * (kLeads + 1);
  /// What the bytes of one mark come to, whatever was before.
  enum Hub : std::size_t {
    any_lead,      ///< the first byte of a character
    firm_lead,     ///< one that does not continue a UTF-8 sequence
    broken_lead,   ///< one that does, in a sequence that is broken off behind it
    whole,         ///< the end of a character
    broken_whole,  ///< the same, in a sequence that is broken off behind it
    kHubs
  };
  using Masses = std::array<double, kStates>;
  struct Edge {
    std::size_t from;
    std::size_t to;
    double weight;
  };

  static std::size_t between(bool broken_off) { return broken_off ? 1 : 0; }
  static std::size_t within(std::size_t lead, bool broken_off) {
    return 2 * (lead - kFirstLead + 1) + (broken_off ? 1 : 0);
  }
  double trail_share(std::size_t lead, std::size_t first, std::size_t last) const;
  void count_pairs(const LanguageModel& model, const Charset& charset);
  void connect_marks();
  std::vector<Edge> edges_of(Symbol symbol) const;
  /// Not normalised.
  Masses forward(const Masses& before, Symbol symbol) const;
  Masses backward(const Masses& after, Symbol symbol) const;
  static Masses at_ends();
  void add_piece(std::u32string_view piece, std::vector<double>& out) const;

  std::array<double, 256> leads_{};                       ///< P(first byte)
  std::array<std::array<double, 256>, kLeads> trails_{};  ///< P(second byte | first byte)
  std::vector<Edge> into_hubs_;
  std::vector<Edge> out_of_hubs_;
};

}  // namespace fuyuan
