// What comes of a search: the best path, and how probable each of its guesses is.

#include <algorithm>
#include <cmath>
#include <limits>

#include "lattice/add_logs.hpp"
#include "lattice/lattice.hpp"

namespace fuyuan {

double Lattice::Posterior::of(const Edge& edge) const {
  return std::exp(forward[edge.from] + scale * edge.score + backward[edge.to] - total);
}

Lattice::Posterior Lattice::find_posterior() const {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  Posterior out;
  const double scale = options_.posterior_scale;
  out.scale = scale;
  out.forward.assign(nodes_.size(), kNever);
  out.backward.assign(nodes_.size(), kNever);
  for (std::size_t i = 0; i < channels_.size(); ++i) out.forward[i] = -scale * enter_costs_[i];
  // Edges were made in topological order: all edges into a node come before those out of it.
  for (const Edge& edge : edges_) {
    double& to = out.forward[edge.to];
    to = add_logs(to, out.forward[edge.from] + scale * edge.score);
  }
  out.total = kNever;
  for (const std::uint32_t node : final_nodes_) {
    out.backward[node] = 0;
    out.total = add_logs(out.total, out.forward[node]);
  }
  for (auto edge = edges_.rbegin(); edge != edges_.rend(); ++edge) {
    double& from = out.backward[edge->from];
    from = add_logs(from, out.backward[edge->to] + scale * edge->score);
  }
  return out;
}

std::vector<std::size_t> Lattice::rivals_of(const Edge& edge) const {
  // Edges that begin at one position stand together.
  const auto [first, last] =
      std::equal_range(edges_.begin(), edges_.end(), edge,
                       [](const Edge& a, const Edge& b) { return a.begin < b.begin; });
  std::vector<std::size_t> out;
  for (auto other = first; other != last; ++other) {
    if (other->end == edge.end && other->follows == edge.follows)
      out.push_back(static_cast<std::size_t>(other - edges_.begin()));
  }
  return out;
}

float Lattice::probability_of(const Edge& edge, const Posterior& posterior) const {
  double sum = 0;
  for (const std::size_t other : rivals_of(edge)) {
    if (edges_[other].code_point == edge.code_point) sum += posterior.of(edges_[other]);
  }
  return static_cast<float>(std::min(sum, 1.0));
}

std::uint32_t Lattice::best_final_node() const {
  return *std::max_element(
      final_nodes_.begin(), final_nodes_.end(),
      [&](std::uint32_t a, std::uint32_t b) { return nodes_[a].score < nodes_[b].score; });
}

double Lattice::log_probability() const {
  // No channel got through: identity always does, so it was not there.
  if (final_nodes_.empty()) return -std::numeric_limits<double>::infinity();
  return nodes_[best_final_node()].score;
}

Lattice::Path Lattice::best_path() const {
  Path path;
  for (std::int32_t at = nodes_[best_final_node()].best_edge; at >= 0;
       at = nodes_[edges_[at].from].best_edge)
    path.push_back(at);
  std::reverse(path.begin(), path.end());
  return path;
}

bool Lattice::has_guesses(const Path& path) const {
  return std::any_of(path.begin(), path.end(), [&](auto edge) { return edges_[edge].inferred; });
}

Explanation Lattice::trace() {
  Explanation out;
  out.log_probability = log_probability();
  if (final_nodes_.empty()) return out;
  Path path = best_path();
  Posterior posterior;
  if (has_guesses(path)) {
    posterior = find_posterior();
    if (options_.masked != nullptr && look_around_guesses(path, posterior)) {
      score_anew();
      path = best_path();
      posterior = find_posterior();
    }
  }
  for (const std::int32_t at : path) {
    const Edge& edge = edges_[at];
    if (edge.begin == edge.end && edge.code_point == 0) continue;  // a switch
    Piece piece{edge.follows ? edge.end : edge.begin,
                edge.end,
                edge.code_point,
                nodes_[edge.to].channel,
                edge.inferred,
                1};
    if (edge.inferred) piece.probability = probability_of(edge, posterior);
    out.pieces.push_back(piece);
  }
  return out;
}

}  // namespace fuyuan
