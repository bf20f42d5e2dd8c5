#include "lattice/lattice.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr float kOtherScript = -6;  ///< nats, of a Traditional character in Simplified text
/// What a Traditional one gains in Traditional text. The model takes it for as rare as such text is
/// among its own, one in twenty, and so does a channel whose charset is one for Simplified text.
constexpr float kOwnScript = 4;

constexpr float kImpossible = -std::numeric_limits<float>::infinity();
/// A hypothesis with bytes pending has not paid for its character yet: about this much, in nats.
constexpr float kPendingDebt = 5.0F;
/// Work on a line is bounded: edges for each symbol on average, and what a line may have at once.
constexpr std::size_t kEdgesPerSymbol = 300;
constexpr std::size_t kPatience = 60;
constexpr std::size_t kSlotsPerNode = 4;  ///< of those still ahead, at the least
/// Identity at rest explains whatever comes.
bool is_safe(std::uint8_t channel, std::uint64_t state) { return channel == 0 && is_rest(state); }

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0x9E3779B97F4A7C15ULL;
  return x ^ x >> 29;
}

/// Whether the text does not come to a stop there: fields and sentences end with ASCII or a mark,
/// and who reads one wrongly reads all of it so. `of_bytes`: signs of single bytes
/// are no stops, but Chinese text is.
bool is_within_run(std::u32string_view symbols, std::size_t at, bool of_bytes) {
  const auto is_stop = [&](Symbol symbol) {
    return symbol < 0x80 ||
           (of_bytes ? is_chinese_text(symbol) : is_chinese_sign(char_class(symbol)));
  };
  return at > 0 && at < symbols.size() && !is_stop(symbols[at - 1]) && !is_stop(symbols[at]);
}

}  // namespace

Lattice::Lattice(const LanguageModel& model, std::span<const Channel* const> channels,
                 LatticeOptions options, std::vector<float> enter_costs)
    : model_(model),
      channels_(channels.begin(), channels.end()),
      options_(std::move(options)),
      enter_costs_(std::move(enter_costs)),
      arcs_(options_.to_simplified, options_.unconverted),
      page_views_(options_.page != nullptr ? kKnownViews : 0) {}

Explanation Lattice::explain(const Observed& observed, const BracketBalance* balance,
                             std::size_t begin) {
  search(observed, balance, begin);
  return trace();
}

double Lattice::search(const Observed& observed, const BracketBalance* balance, std::size_t begin) {
  balance_ = balance;
  begin_ = begin;
  start(observed);
  for (std::size_t at = 0; at < observed.symbols.size(); ++at) expand(observed, at);
  end_line(observed);
  return log_probability();
}

void Lattice::start(const Observed& observed) {
  nodes_.clear();
  edges_.clear();
  final_nodes_.clear();
  const std::size_t positions = observed.symbols.size() + 1;
  if (frontier_.size() < positions) frontier_.resize(positions);
  for (std::size_t i = 0; i < positions; ++i) frontier_[i].clear();
  best_standing_.assign(positions, kImpossible);
  slots_.assign(std::max<std::size_t>(slots_.size(), 1024), kNoNode);
  slots_used_ = 0;
  at_ = 0;
  for (std::size_t channel = 0; channel < channels_.size(); ++channel) {
    nodes_.push_back(
        {kRest, model_.start(), -enter_costs_[channel], -1, 0, static_cast<std::uint8_t>(channel)});
    frontier_[0].push_back(static_cast<std::uint32_t>(channel));
    find_slot(0, static_cast<std::uint8_t>(channel), kRest, model_.start().key())->node =
        static_cast<std::uint32_t>(channel);
    ++slots_used_;
  }
}

void Lattice::prune(std::size_t at, std::vector<std::uint32_t>& nodes) const {
  // Where a line is nothing but holes, more hypotheses make no better guesses.
  const bool is_hopeless = edges_.size() > kEdgesPerSymbol * (at + kPatience);
  const std::size_t beam = is_hopeless ? options_.beam / 4 : options_.beam;
  const auto standing = [&](std::uint32_t node) {
    return nodes_[node].score - (is_rest(nodes_[node].state) ? 0 : kPendingDebt);
  };
  float best = kImpossible;
  std::uint32_t safe = kFree;  // where all others come to a dead end, this one goes on
  for (const std::uint32_t node : nodes) {
    best = std::max(best, standing(node));
    if (is_safe(nodes_[node].channel, nodes_[node].state) &&
        (safe == kFree || nodes_[node].score > nodes_[safe].score)) {
      safe = node;
    }
  }
  std::erase_if(nodes, [&](std::uint32_t node) { return standing(node) < best - options_.window; });
  if (nodes.size() > beam) {
    std::nth_element(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(beam), nodes.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                       return standing(a) != standing(b) ? standing(a) > standing(b) : a < b;
                     });
    nodes.resize(beam);
  }
  if (safe != kFree && std::find(nodes.begin(), nodes.end(), safe) == nodes.end()) {
    nodes.push_back(safe);
  }
}

void Lattice::offer_switches(const Observed& observed, std::size_t at) {
  if (channels_.size() < 2) return;
  const bool is_cut =
      !options_.of_runs.empty() && is_within_run(observed.symbols, at, options_.runs_of_bytes);
  std::vector<std::uint32_t> resting;
  for (const std::uint32_t node : frontier_[at]) {
    if (is_rest(nodes_[node].state)) resting.push_back(node);
  }
  std::sort(resting.begin(), resting.end(), [&](std::uint32_t a, std::uint32_t b) {
    return nodes_[a].score != nodes_[b].score ? nodes_[a].score > nodes_[b].score : a < b;
  });
  if (resting.size() > options_.switch_sources) resting.resize(options_.switch_sources);
  for (const std::uint32_t from : resting) {
    for (std::size_t to = 0; to < channels_.size(); ++to) {
      const Node node = nodes_[from];
      if (to == node.channel) continue;
      const bool cuts_run =
          is_cut && options_.of_runs[to] != 0 && options_.of_runs[node.channel] != 0;
      const float cost =
          options_.switch_cost + enter_costs_[to] + (cuts_run ? options_.switch_within_run : 0);
      const auto position = static_cast<std::uint32_t>(at);
      reach(at, static_cast<std::uint8_t>(to), kRest, node.context,
            {from, 0, position, position, 0, kBoundary, -cost, false, false});
    }
  }
}

void Lattice::expand(const Observed& observed, std::size_t at) {
  auto& nodes = frontier_[at];
  if (nodes.empty()) return;
  prune(at, nodes);
  const auto is_resting = [&](std::uint32_t node) { return is_rest(nodes_[node].state); };
  chosen_.clear();
  std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(chosen_),
               [&](std::uint32_t node) { return !is_resting(node); });
  expand_all(observed, at, chosen_);
  std::erase_if(nodes, [&](std::uint32_t node) { return !is_resting(node); });
  offer_switches(observed, at);
  prune(at, nodes);
  chosen_.clear();
  std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(chosen_), is_resting);
  expand_all(observed, at, chosen_);
}

void Lattice::expand_all(const Observed& observed, std::size_t at,
                         std::vector<std::uint32_t>& chosen) {
  for (const std::uint32_t node : chosen) model_.prefetch(nodes_[node].context);
  for (const std::uint32_t node : chosen) model_.complete(nodes_[node].context);
  // Groups of one channel and state, in the order in which they were found: states are no numbers
  // to sort by, as those of sets of bytes tell which of them the process met first.
  const auto is_alike = [&](std::uint32_t a, std::uint32_t b) {
    return nodes_[a].state == nodes_[b].state && nodes_[a].channel == nodes_[b].channel;
  };
  // The best first: what it reaches tells early what the others need not try.
  const auto is_better = [&](std::uint32_t a, std::uint32_t b) {
    return nodes_[a].score != nodes_[b].score ? nodes_[a].score > nodes_[b].score : a < b;
  };
  std::sort(chosen.begin(), chosen.end());
  for (auto begin = chosen.begin(); begin != chosen.end();) {
    auto end = begin + 1;
    for (auto other = end; other != chosen.end(); ++other) {
      if (is_alike(*begin, *other)) std::rotate(end++, other, other + 1);
    }
    std::sort(begin, end, is_better);
    expand_group(observed, at, std::span(begin, end));
    begin = end;
  }
}

void Lattice::expand_group(const Observed& observed, std::size_t at,
                           std::span<const std::uint32_t> group) {
  arcs_.clear();
  const std::uint8_t channel = nodes_[group[0]].channel;
  channels_[channel]->explain(observed, at, nodes_[group[0]].state, arcs_);
  for (const Arc& arc : arcs_.arcs()) {
    if (at + arc.consumed > observed.symbols.size()) continue;
    for (const std::uint32_t node : group) apply_arc(at, node, arc);
  }
}

void Lattice::apply_arc(std::size_t at, std::uint32_t from, const Arc& arc) {
  at_ = at;
  const std::size_t position = at + arc.consumed;
  const auto begin = static_cast<std::uint32_t>(at);
  const auto end = static_cast<std::uint32_t>(position);
  const std::uint8_t channel = nodes_[from].channel;
  if (arc.emissions == 0) {
    reach(position, channel, arc.state, nodes_[from].context,
          {from, 0, begin, end, 0, kBoundary, arc.log_probability, false, false});
    return;
  }
  sources_.assign(1, from);
  for (std::uint32_t i = 0; i < arc.emissions; ++i) {
    const Emission& emission = arcs_.emission(arc, i);
    const bool is_last = i + 1 == arc.emissions;
    const float cost = i == 0 ? arc.log_probability : 0;
    inner_.clear();
    for (const std::uint32_t source : sources_) {
      const Node node = nodes_[source];
      const float floor = is_safe(channel, arc.state) ? kImpossible : floor_of(position, at);
      rank(node, emission, floor - node.score - cost);
      for (const Scored& scored : ranked_) {
        Context context = model_.follow(node.context, scored.token, scored.found);
        const bool inferred = emission.inferred && emission.count > 1;
        const float script = inferred ? price_script(scored.code_point) : 0;
        const float score = scored.score + cost + script;
        Edge edge{source, 0, begin, end, scored.code_point, scored.token, score, inferred, i > 0};
        if (is_last) {
          reach(position, channel, arc.state, context, edge);
        } else {
          model_.complete(context);
          edge.to = add_inner_node(context, channel, node.score + edge.score);
          nodes_[edge.to].best_edge = static_cast<std::int32_t>(edges_.size());
          edges_.push_back(edge);
          inner_.push_back(edge.to);
        }
      }
    }
    sources_.swap(inner_);
  }
}

float Lattice::price_script(char32_t inferred) const {
  if (options_.infers_traditional) {
    return is_traditional_only(inferred)  ? kOwnScript
           : is_simplified_only(inferred) ? kOtherScript
                                          : 0;
  }
  return options_.infers_simplified && is_traditional_only(inferred) ? kOtherScript : 0;
}

std::uint32_t Lattice::add_inner_node(const Context& context, std::uint8_t channel, float score) {
  nodes_.push_back({kRest, context, score, -1, 0, channel});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

Lattice::Slot* Lattice::find_slot(std::size_t position, std::uint8_t channel, std::uint64_t state,
                                  std::uint64_t context) {
  const std::uint64_t mask = slots_.size() - 1;
  const std::uint64_t hash = mix(mix(state ^ channel) + context * 3 + (position << 48));
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::uint64_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.node == kFree) {
      slot.tag = tag;
      slot.position = static_cast<std::uint32_t>(position);
      return &slot;
    }
    if (slot.tag != tag || slot.position != position) continue;
    const Node& node = nodes_[slot.node];
    if (node.state == state && node.channel == channel && node.context.key() == context)
      return &slot;
  }
}

void Lattice::make_room() {
  std::vector<std::uint32_t> kept;
  for (const Slot& slot : slots_) {
    // What has been passed is not reached again.
    if (slot.node != kFree && slot.position >= at_) kept.push_back(slot.node);
  }
  const bool is_crowded = kept.size() * kSlotsPerNode > slots_.size();
  slots_.assign(is_crowded ? slots_.size() * 2 : slots_.size(), kNoNode);
  slots_used_ = kept.size();
  for (const std::uint32_t index : kept) {
    const Node& node = nodes_[index];
    find_slot(node.position, node.channel, node.state, node.context.key())->node = index;
  }
}

float Lattice::floor_of(std::size_t position, std::size_t from) const {
  // Who gives up a pending character has nowhere else to go: what stands here already is no rival.
  return position == from ? kImpossible : best_standing_[position] - options_.window;
}

void Lattice::reach(std::size_t position, std::uint8_t channel, std::uint64_t state,
                    const Context& context, const Edge& edge) {
  const float score = nodes_[edge.from].score + edge.score;
  const float standing = score - (is_rest(state) ? 0 : kPendingDebt);
  if (!is_safe(channel, state) && standing < floor_of(position, edge.begin)) return;
  best_standing_[position] = std::max(best_standing_[position], standing);
  const auto edge_index = static_cast<std::int32_t>(edges_.size());
  edges_.push_back(edge);
  Slot* slot = find_slot(position, channel, state, context.key());
  if (slot->node != kFree) {
    Node& node = nodes_[slot->node];
    edges_.back().to = slot->node;
    if (score > node.score) {
      node.score = score;
      node.best_edge = edge_index;
    }
    return;
  }
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  slot->node = index;
  nodes_.push_back(
      {state, context, score, edge_index, static_cast<std::uint32_t>(position), channel});
  frontier_[position].push_back(index);
  edges_.back().to = index;
  if (++slots_used_ * 2 > slots_.size()) make_room();
}

void Lattice::end_line(const Observed& observed) {
  const std::size_t last = observed.symbols.size();
  const std::vector<std::uint32_t> reached = frontier_[last];
  for (const std::uint32_t node : reached) {
    if (is_rest(nodes_[node].state)) continue;
    model_.complete(nodes_[node].context);
    arcs_.clear();
    channels_[nodes_[node].channel]->finish(nodes_[node].state, arcs_);
    for (const Arc& arc : arcs_.arcs()) apply_arc(last, node, arc);
  }
  // A line ends more readily after a full stop than after a comma.
  for (const std::uint32_t node : frontier_[last]) {
    if (!is_rest(nodes_[node].state)) continue;
    model_.complete(nodes_[node].context);
    const Context& context = nodes_[node].context;
    // An empty line is as good as any.
    const float end = context.third == kBoundary ? 0 : of_end(context);
    const auto position = static_cast<std::uint32_t>(last);
    final_nodes_.push_back(
        add_inner_node(model_.start(), nodes_[node].channel, nodes_[node].score + end));
    nodes_.back().best_edge = static_cast<std::int32_t>(edges_.size());
    edges_.push_back(
        {node, final_nodes_.back(), position, position, 0, kBoundary, end, false, false});
  }
}

}  // namespace fuyuan
