#include "lattice/forward_backward.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Last characters of a state that are followed up: the most probable ones ...
constexpr std::size_t kMostAlive = 100;
/// ... and none this much less probable than the best at its position.
constexpr double kLeastAlive = 1e-4;
/// A line that ends within a character.
constexpr double kTornAtEnd = 1e-4;
constexpr std::uint32_t kNoNode = std::numeric_limits<std::uint32_t>::max();

}  // namespace

const ForwardBackward::Mass* ForwardBackward::find_mass(const std::vector<Mass>& masses,
                                                        Token token) {
  const auto at = std::lower_bound(masses.begin(), masses.end(), token,
                                   [](const Mass& mass, Token t) { return mass.token < t; });
  return at != masses.end() && at->token == token ? &*at : nullptr;
}

double ForwardBackward::most_of(const std::vector<Mass>& masses) {
  double most = 0;
  for (const Mass& mass : masses) most = std::max(most, mass.forward);
  return most;
}

void ForwardBackward::drop_improbable(std::vector<Mass>& masses, double most) {
  std::erase_if(masses, [&](const Mass& m) { return m.forward <= most * kLeastAlive; });
  if (masses.size() <= kMostAlive) return;
  const auto last = masses.begin() + static_cast<std::ptrdiff_t>(kMostAlive);
  std::nth_element(masses.begin(), last, masses.end(), [](const Mass& a, const Mass& b) {
    return a.forward != b.forward ? a.forward > b.forward : a.token < b.token;
  });
  masses.erase(last, masses.end());
  std::sort(masses.begin(), masses.end(),
            [](const Mass& a, const Mass& b) { return a.token < b.token; });
}

ForwardBackward::ForwardBackward(const LanguageModel& model, const Channel& channel)
    : model_(model),
      channel_(channel),
      successors_(LikelySuccessors::of_thread(model)),
      behind_(model.vocabulary_size()) {}

std::vector<Piece> ForwardBackward::explain(const Observed& observed) {
  const std::size_t size = observed.symbols.size();
  nodes_.assign(1, {});
  nodes_[0].masses.push_back({kBoundary, 1, 0});
  edges_.clear();
  ways_.clear();
  steps_.assign(size + 1, {});
  steps_[0].nodes.push_back(0);
  for (std::size_t at = 0; at < size; ++at) {
    expand(observed, at);
    settle(at + 1);
    if (steps_[at + 1].nodes.empty()) return {};
  }
  end_line();
  for (std::size_t at = size; at-- > 0;) go_back(at);
  choose_ways();
  return trace();
}

void ForwardBackward::clear_behind() {
  std::fill(behind_.begin(), behind_.end(), 0);
  others_ = 0;
}

void ForwardBackward::predict(std::uint32_t node) {
  if (predicted_ == node) return;
  predicted_ = node;
  clear_behind();
  for (const Mass& mass : nodes_[node].masses) {
    const LikelySuccessors::Row& row = successors_.of(mass.token);
    others_ += mass.forward * row.backoff;
    for (const auto& [token, gain] : row.gains) behind_[token] += mass.forward * gain;
  }
}

std::uint32_t ForwardBackward::find_target(Step& step, std::uint64_t state) {
  for (const std::uint32_t node : step.nodes) {
    if (nodes_[node].state == state) return node;
  }
  step.nodes.push_back(static_cast<std::uint32_t>(nodes_.size()));
  nodes_.push_back({.state = state});
  return step.nodes.back();
}

void ForwardBackward::expand(const Observed& observed, std::size_t at) {
  predicted_ = kNoNode;
  most_ = 0;
  for (const std::uint32_t source : steps_[at].nodes) {
    arcs_.clear();
    channel_.explain(observed, at, nodes_[source].state, arcs_);
    for (const Arc& arc : arcs_.arcs()) {
      if (arc.consumed != 1) continue;
      const auto first = static_cast<std::uint32_t>(edges_.size());
      add_way(source, arc, find_target(steps_[at + 1], arc.state));
      steps_[at].ways.push_back(static_cast<std::uint32_t>(ways_.size()));
      ways_.push_back({first, static_cast<std::uint32_t>(edges_.size())});
    }
  }
}

void ForwardBackward::add_way(std::uint32_t source, const Arc& arc, std::uint32_t target) {
  double weight = std::exp(arc.log_probability);
  if (arc.emissions == 0) {
    Edge edge{.from = source, .to = target};
    for (const Mass& mass : nodes_[source].masses)
      edge.choices.push_back({mass.token, 0, weight, mass.forward * weight});
    edges_.push_back(std::move(edge));
  }
  for (std::uint32_t i = 0; i < arc.emissions; ++i) {
    const bool is_last = i + 1 == arc.emissions;
    const Emission& emission = arcs_.emission(arc, i);
    predict(source);
    Edge edge{.from = source,
              .to = is_last ? target : static_cast<std::uint32_t>(nodes_.size()),
              .emits = true,
              .inferred = emission.inferred && emission.count > 1};
    if (!is_last) nodes_.emplace_back();
    for (const Candidate& candidate : arcs_.candidates(emission)) {
      const Token token =
          candidate.token != kBoundary ? candidate.token : model_.token(candidate.code_point);
      const double behind = behind_[token] + others_ * successors_.unigram(token);
      if (candidate.log_probability <= 0 && behind <= most_ * kLeastAlive) continue;
      const double factor =
          weight * std::exp(candidate.log_probability + model_.spread(candidate.code_point, token));
      edge.choices.push_back({token, candidate.code_point, factor, behind * factor});
      if (is_last) most_ = std::max(most_, edge.choices.back().forward);
    }
    source = edge.to;
    weight = 1;
    edges_.push_back(std::move(edge));
    if (is_last) continue;
    add_masses(edges_.back());
    std::vector<Mass>& masses = nodes_[source].masses;
    merge(masses);
    drop_improbable(masses, most_of(masses));
  }
}

void ForwardBackward::add_masses(const Edge& edge) {
  std::vector<Mass>& masses = nodes_[edge.to].masses;
  for (const Choice& choice : edge.choices) masses.push_back({choice.token, choice.forward, 0});
}

void ForwardBackward::merge(std::vector<Mass>& masses) {
  std::sort(masses.begin(), masses.end(),
            [](const Mass& a, const Mass& b) { return a.token < b.token; });
  std::size_t kept = 0;
  for (const Mass& mass : masses) {
    if (kept > 0 && masses[kept - 1].token == mass.token) {
      masses[kept - 1].forward += mass.forward;
    } else {
      masses[kept++] = mass;
    }
  }
  masses.resize(kept);
}

void ForwardBackward::settle(std::size_t at) {
  Step& step = steps_[at];
  const std::vector<std::uint32_t>& ways = steps_[at - 1].ways;
  for (const std::uint32_t way : ways) add_masses(edges_[ways_[way].end - 1]);
  double most = 0;
  for (const std::uint32_t node : step.nodes) {
    merge(nodes_[node].masses);
    most = std::max(most, most_of(nodes_[node].masses));
  }
  for (const std::uint32_t node : step.nodes) {
    std::vector<Mass>& masses = nodes_[node].masses;
    drop_improbable(masses, most);
    for (Mass& mass : masses) mass.forward /= most;
  }
  std::erase_if(step.nodes, [&](std::uint32_t node) { return nodes_[node].masses.empty(); });
  for (const std::uint32_t way : ways) {
    // What does not go on from here need not be remembered.
    for (std::uint32_t i = ways_[way].first; i < ways_[way].end; ++i) {
      const std::vector<Mass>& alive = nodes_[edges_[i].to].masses;
      std::erase_if(edges_[i].choices,
                    [&](const Choice& c) { return find_mass(alive, c.token) == nullptr; });
      edges_[i].choices.shrink_to_fit();
    }
  }
}

void ForwardBackward::end_line() {
  for (const std::uint32_t index : steps_.back().nodes) {
    Node& node = nodes_[index];
    for (Mass& mass : node.masses) {
      Context context;
      context.third = mass.token;
      context.backoff1 = model_.unigram_backoff(mass.token);
      mass.backward = is_rest(node.state)
                          ? std::exp(model_.score(context, kBoundary).log_probability)
                          : kTornAtEnd;
    }
  }
}

void ForwardBackward::weigh(Edge& edge) {
  const std::vector<Mass>& after = nodes_[edge.to].masses;
  for (Choice& choice : edge.choices) {
    const double backward = find_mass(after, choice.token)->backward;
    choice.probability = choice.forward * backward;
    if (edge.emits) {
      const double mass = choice.factor * backward;
      behind_[choice.token] += mass;
      others_ += mass * successors_.unigram(choice.token);
    } else {
      std::vector<Mass>& before = nodes_[edge.from].masses;
      before[static_cast<std::size_t>(find_mass(before, choice.token) - before.data())].backward +=
          choice.factor * backward;
    }
  }
}

void ForwardBackward::go_back_to(std::uint32_t node) {
  if (others_ <= 0) return;
  for (Mass& mass : nodes_[node].masses) {
    const LikelySuccessors::Row& row = successors_.of(mass.token);
    double sum = others_ * row.backoff;
    for (const auto& [token, gain] : row.gains) sum += behind_[token] * gain;
    mass.backward += sum;
  }
  clear_behind();
}

void ForwardBackward::go_back(std::size_t at) {
  double total = 0;
  const std::vector<std::uint32_t>& ways = steps_[at].ways;
  clear_behind();
  for (const std::uint32_t way : ways) {
    for (std::uint32_t i = ways_[way].end; --i > ways_[way].first;) {
      weigh(edges_[i]);
      go_back_to(edges_[i].from);
    }
  }
  // The ways from one node stand together.
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Edge& edge = edges_[ways_[ways[i]].first];
    weigh(edge);
    const bool is_last = i + 1 == ways.size() || edges_[ways_[ways[i + 1]].first].from != edge.from;
    if (is_last) go_back_to(edge.from);
    total += probability_of(ways_[ways[i]]);
  }
  if (total <= 0) return;  // nothing but what was dropped
  for (const std::uint32_t way : ways) {
    for (std::uint32_t i = ways_[way].first; i < ways_[way].end; ++i) {
      for (Choice& choice : edges_[i].choices) choice.probability /= total;
    }
  }
  double most = 0;
  for (const std::uint32_t node : steps_[at].nodes) {
    for (const Mass& mass : nodes_[node].masses) most = std::max(most, mass.backward);
  }
  for (const std::uint32_t node : steps_[at].nodes) {
    for (Mass& mass : nodes_[node].masses) mass.backward /= most;
  }
}

double ForwardBackward::probability_of(const Way& way) const {
  double sum = 0;
  for (const Choice& choice : edges_[way.end - 1].choices) sum += choice.probability;
  return sum;
}

void ForwardBackward::choose_ways() {
  for (std::size_t at = steps_.size() - 1; at-- > 0;) {
    for (const std::uint32_t index : steps_[at].ways) {
      const Way& way = ways_[index];
      const Node& target = nodes_[edges_[way.end - 1].to];
      const bool goes_on = at + 2 == steps_.size() || target.best_way >= 0;
      const double value = probability_of(way) + target.value;
      Node& source = nodes_[edges_[way.first].from];
      if (!goes_on || (source.best_way >= 0 && value <= source.value)) continue;
      source.best_way = static_cast<std::int32_t>(index);
      source.value = value;
    }
  }
}

std::vector<Piece> ForwardBackward::trace() const {
  std::vector<Piece> pieces;
  std::uint32_t node = 0;
  for (std::uint32_t at = 0; at + 1 < steps_.size(); ++at) {
    if (nodes_[node].best_way < 0) return {};
    const Way& way = ways_[static_cast<std::size_t>(nodes_[node].best_way)];
    for (std::uint32_t i = way.first; i < way.end; ++i) {
      const Edge& edge = edges_[i];
      Piece piece{.begin = i == way.first ? at : at + 1, .end = at + 1};
      if (edge.emits && !edge.choices.empty()) {
        const auto best = std::max_element(
            edge.choices.begin(), edge.choices.end(),
            [](const Choice& a, const Choice& b) { return a.probability < b.probability; });
        piece.code_point = best->code_point;
        piece.inferred = edge.inferred;
        piece.probability = static_cast<float>(best->probability);
      }
      pieces.push_back(piece);
      node = edge.to;
    }
  }
  const auto size = static_cast<std::uint32_t>(steps_.size() - 1);
  if (!is_rest(nodes_[node].state)) pieces.push_back({size, size, kReplacement});
  return pieces;
}

}  // namespace fuyuan
