#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"
#include "model/language_model.hpp"
#include "model/masked_model.hpp"
#include "model/page_cache.hpp"

namespace fuyuan {

/// One character of the best original and the symbols it explains. Pieces cover the observed text
/// in order; a piece may cover no symbol (a swallowed character) or emit none (a removed note).
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  char32_t code_point = 0;   ///< 0: nothing is emitted
  std::uint8_t channel = 0;  ///< index into the lattice's channels
  bool inferred = false;
  float probability = 1;  ///< of an inferred character, from the lattice's posterior
};

struct Explanation {
  double log_probability = 0;  ///< of the best path: model and channels together, in nats
  std::vector<Piece> pieces;
};

class BracketBalance;

struct LatticeOptions {
  std::size_t beam = 20;            ///< hypotheses kept at a position
  float window = 10;                ///< and none this many nats behind the best
  std::size_t choices = 10;         ///< candidates of a hole that get past the model
  float switch_cost = 2;            ///< of any change of channel, in nats
  float switch_within_run = 0;      ///< what more it costs between two of those channels ...
  std::vector<char> of_runs;        ///< ... where neither a mark nor ASCII stands; by channel
  bool runs_of_bytes = false;       ///< signs are bytes as well, and no stops
  std::size_t switch_sources = 3;   ///< the best hypotheses at a position change it, so many
  bool to_simplified = false;       ///< emitted Traditional characters become Simplified
  std::u32string_view unconverted;  ///< see ArcBuffer
  /// What is inferred is hardly a character that only Traditional text has.
  bool infers_simplified = false;
  /// Nor one that only Simplified text has: what came through is Traditional.
  bool infers_traditional = false;
  /// Flattens the posterior: n-gram models are surer than they ought to be.
  float posterior_scale = 0.8F;
  float comma_at_end = 0;  ///< what a line costs, in nats, that ends in a comma, beside the model
  const PageCache* page = nullptr;
  const MaskedModel* masked = nullptr;  ///< looks at guesses again that are not certain
};

/// Finds the most probable original of a line: a beam over the observed symbols in which every
/// channel competes. Channel 0 is the one a line starts in for free, usually identity.
class Lattice {
 public:
  /// `enter_costs`: what it costs each channel to take over, at a line's beginning or later, in
  /// nats.
  Lattice(const LanguageModel& model, std::span<const Channel* const> channels,
          LatticeOptions options, std::vector<float> enter_costs);

  /// `balance`: what a search before this one found out about the brackets of the line that
  /// `observed` is part of, from its symbol `begin` on.
  Explanation explain(const Observed& observed, const BracketBalance* balance = nullptr,
                      std::size_t begin = 0);

  std::span<const Channel* const> channels() const { return channels_; }

  /// The same in two steps, for those who search for several things and explain one. What `search`
  /// gives is the log_probability of the explanation.
  double search(const Observed& observed, const BracketBalance* balance = nullptr,
                std::size_t begin = 0);
  /// Of the last search.
  Explanation trace();
  /// Keeps what the last search found, of which there was no trace yet, for trace_kept.
  void keep() {
    nodes_.swap(kept_.nodes);
    edges_.swap(kept_.edges);
    final_nodes_.swap(kept_.final_nodes);
  }
  /// Of the search that was kept last.
  Explanation trace_kept() {
    keep();
    return trace();
  }

 private:
  struct Node {
    std::uint64_t state;
    Context context;
    float score;
    std::int32_t best_edge;
    std::uint32_t position;
    std::uint8_t channel;
  };
  struct Edge {
    std::uint32_t from;
    std::uint32_t to;
    std::uint32_t begin;
    std::uint32_t end;
    char32_t code_point;
    Token token;  ///< what it is to the model: a digit where U+FFFD stands for one
    float score;
    bool inferred;
    bool follows;  ///< not the first character of its arc
  };
  struct Scored {
    float score;
    char32_t code_point;
    Token token;
    LanguageModel::Scored found;
  };

  void start(const Observed& observed);
  void expand(const Observed& observed, std::size_t at);
  void prune(std::size_t at, std::vector<std::uint32_t>& nodes) const;
  void offer_switches(const Observed& observed, std::size_t at);
  /// Completes and expands all of them, in an order of its own.
  void expand_all(const Observed& observed, std::size_t at, std::vector<std::uint32_t>& chosen);
  void expand_group(const Observed& observed, std::size_t at, std::span<const std::uint32_t> group);
  /// What it costs that the character is of the script that the text is not in.
  float price_script(char32_t inferred) const;
  void apply_arc(std::size_t at, std::uint32_t from, const Arc& arc);
  void keep_choices();
  void rank(const Node& node, const Emission& emission, float floor);
  /// What the page says about what follows two tokens.
  const PageCache::View& page_after(const Context& context);
  float score_all(const Node& node, std::span<const Candidate> candidates, float best);
  float score_sorted(const Node& node, std::span<const Candidate> candidates, float best);
  void add_scored(const Candidate& candidate, Token token, const LanguageModel::Scored& found,
                  float& best);
  /// log P that a sentence ends where candidates are being ranked.
  float of_sentence_end();
  /// log P that the text ends behind the context.
  float of_end(const Context& context) const;
  float floor_of(std::size_t position, std::size_t from) const;
  void reach(std::size_t position, std::uint8_t channel, std::uint64_t state,
             const Context& context, const Edge& edge);
  /// A place in the open hash table of nodes.
  struct Slot {
    std::uint32_t node;
    std::uint32_t tag;  ///< more of its hash: most others are told apart by that
    std::uint32_t position;
  };
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  static constexpr Slot kNoNode = {kFree, 0, 0};
  /// That of the node, or the free one where it belongs.
  Slot* find_slot(std::size_t position, std::uint8_t channel, std::uint64_t state,
                  std::uint64_t context);
  void make_room();
  std::uint32_t add_inner_node(const Context& context, std::uint8_t channel, float score);
  void end_line(const Observed& observed);
  double log_probability() const;
  using Path = std::vector<std::int32_t>;  ///< of edges
  std::uint32_t best_final_node() const;
  Path best_path() const;
  bool has_guesses(const Path& path) const;
  /// How probable each edge is, by all paths together.
  struct Posterior {
    std::vector<double> forward;   ///< log-probabilities, flattened, of the paths to each node
    std::vector<double> backward;  ///< the same from there to the end
    double total = 0;
    double scale = 1;

    double of(const Edge& edge) const;
  };
  Posterior find_posterior() const;
  bool look_around_guesses(const Path& path, const Posterior& posterior);
  /// What else may stand where a guess stands, itself among it.
  struct Rivals {
    std::vector<std::size_t> edges;
    std::vector<double> shares;  ///< how probable they are
  };
  Rivals guesses_beside(const Edge& guess, const Posterior& posterior) const;
  void weigh_guess(const Rivals& rivals, const MaskedModel::Place& place);
  void score_anew();
  /// The edges that explain the same symbols, itself among them, ascending.
  std::vector<std::size_t> rivals_of(const Edge& edge) const;
  float probability_of(const Edge& edge, const Posterior& posterior) const;

  const LanguageModel& model_;
  std::vector<const Channel*> channels_;
  LatticeOptions options_;
  std::vector<float> enter_costs_;
  ArcBuffer arcs_;
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> final_nodes_;
  struct Found {
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<std::uint32_t> final_nodes;
  };
  Found kept_;
  std::vector<std::vector<std::uint32_t>> frontier_;
  std::vector<float> best_standing_;  ///< by position: what a hypothesis must come near to
  std::vector<Slot> slots_;           ///< by position, state and context
  std::size_t slots_used_ = 0;
  std::vector<Scored> ranked_;
  std::vector<std::uint32_t> chosen_;   ///< of the hypotheses at a position: to be expanded next
  std::vector<std::uint32_t> sources_;  ///< where the next character of an arc goes on from
  std::vector<std::uint32_t> inner_;    ///< and where it led to
  const BracketBalance* balance_ = nullptr;
  PageCache::View page_;  ///< of the node whose candidates are being ranked
  struct KnownView {
    std::uint32_t pair = 0;  ///< of tokens
    bool is_known = false;
    PageCache::View view;
  };
  static constexpr std::size_t kKnownViews = 256;
  std::vector<KnownView> page_views_;  ///< by pair, as far as there is room: those asked for lately
  std::size_t begin_ = 0;              ///< of what is observed, in the line that the balance is of
  std::size_t at_ = 0;                 ///< the symbol whose arcs are being applied
  bool guesses_ = false;               ///< whether what is being ranked was destroyed
  const Context* context_ = nullptr;   ///< before it
  std::optional<float> of_sentence_end_ = {};  ///< once it was asked for
  float worst_kept_ = 0;  ///< what a candidate must beat, once there are choices enough
};

}  // namespace fuyuan
