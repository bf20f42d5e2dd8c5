#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "channel/channel.hpp"
#include "lattice/lattice.hpp"
#include "model/language_model.hpp"
#include "model/likely_successors.hpp"

namespace fuyuan {

/// What a line was of which a channel left little: the sum over all originals, with a model of
/// pairs of characters. A beam drops what only the rest of the line would tell; this drops next to
/// nothing, and says of each character how probable it is, not which text is. For channels that
/// explain one symbol at a time. Not to be shared between threads.
class ForwardBackward {
 public:
  ForwardBackward(const LanguageModel& model, const Channel& channel);

  /// The most probable way to cut the line into characters, and of each the most probable one; all
  /// of them have a probability, those whose bytes are known as well. Empty where the channel
  /// cannot have made the line.
  std::vector<Piece> explain(const Observed& observed);

 private:
  /// What may have been the last character, and how probable it is, with the symbols up to there
  /// and with those behind.
  struct Mass {
    Token token = kBoundary;
    double forward = 0;
    double backward = 0;
  };
  /// A state of the channel behind a symbol, or within an arc.
  struct Node {
    std::uint64_t state = kRest;
    std::vector<Mass> masses = {};  ///< ascending by token
    std::int32_t best_way = -1;     ///< on from here
    double value = 0;               ///< of the best ways from here to the end, added up
  };
  struct Choice {
    Token token = kBoundary;
    char32_t code_point = 0;
    double factor = 1;       ///< what it costs beside the model
    double forward = 0;      ///< as in Mass, of the paths through this edge alone
    double probability = 0;  ///< of all that the symbol may have been
  };
  /// One character of an arc, or an arc without any: then the choices are of the character before.
  struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool emits = false;
    bool inferred = false;
    std::vector<Choice> choices = {};
  };
  /// An arc: its edges, one behind the other.
  struct Way {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
  };
  /// A symbol.
  struct Step {
    std::vector<std::uint32_t> nodes = {};  ///< before it
    std::vector<std::uint32_t> ways = {};
  };

  static const Mass* find_mass(const std::vector<Mass>& masses, Token token);
  /// Puts them in order, those of one token together.
  static void merge(std::vector<Mass>& masses);
  static double most_of(const std::vector<Mass>& masses);
  static void drop_improbable(std::vector<Mass>& masses, double most);
  void expand(const Observed& observed, std::size_t at);
  void add_way(std::uint32_t source, const Arc& arc, std::uint32_t target);
  std::uint32_t find_target(Step& step, std::uint64_t state);
  void clear_behind();
  /// How probable each token is behind the node, into `behind_` and `others_`.
  void predict(std::uint32_t node);
  /// Adds what the edge leads to, to the node that it leads to.
  void add_masses(const Edge& edge);
  /// Collects what the symbol before the step may have led to, and drops the improbable.
  void settle(std::size_t at);
  void end_line();
  void go_back(std::size_t at);
  /// How probable its choices are, and into `behind_` what that says of the node before it.
  void weigh(Edge& edge);
  void go_back_to(std::uint32_t node);
  double probability_of(const Way& way) const;
  void choose_ways();
  std::vector<Piece> trace() const;

  const LanguageModel& model_;
  const Channel& channel_;
  LikelySuccessors& successors_;
  std::vector<double> behind_;   ///< by token, beyond its share of `others_`
  double others_ = 0;            ///< times the share of a token of all text
  double most_ = 0;              ///< found so far of what may stand at the symbol
  std::uint32_t predicted_ = 0;  ///< the node that `behind_` is of
  ArcBuffer arcs_{false};
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<Way> ways_;
  std::vector<Step> steps_;
};

}  // namespace fuyuan
