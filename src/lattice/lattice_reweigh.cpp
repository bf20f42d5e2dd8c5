// A second look at the guesses of a search: the n-grams see three characters to each side, the
// masked model what the whole line is about.

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "lattice/lattice.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

/// Of guesses surer than this, so few are wrong that a second look is not worth its time.
constexpr float kSure = 0.98F;
/// Guesses less sure than this are not known when it comes to others.
constexpr float kTrusted = 0.9F;
/// What a nat of the masked model weighs: it was trained with the language model flattened to four
/// fifths, as it is in the posterior.
constexpr double kWeight = 1.25;
/// It was trained on Chinese: one character in so many.
constexpr std::size_t kLeastChinese = 3;

}  // namespace

bool Lattice::look_around_guesses(const Path& path, const Posterior& posterior) {
  std::vector<Token> text;
  std::vector<std::size_t> places;
  std::vector<Edge> guesses;
  std::size_t chinese = 0;
  for (const std::int32_t at : path) {
    const Edge& edge = edges_[at];
    const char32_t cp = edge.code_point;
    if (cp == 0) continue;
    if (is_kana(cp) || char_class(cp) == CharClass::hangul) return false;
    if (is_chinese_text(cp)) ++chinese;
    const float probability = edge.inferred ? probability_of(edge, posterior) : 1;
    if (probability < kSure) {
      places.push_back(text.size());
      guesses.push_back(edge);
    }
    text.push_back(probability < kTrusted ? options_.masked->unknown() : edge.token);
  }
  if (chinese * kLeastChinese < text.size()) return false;
  // All of them before any is weighed: two guesses may have the same rivals.
  std::vector<Rivals> rivals;
  for (const Edge& guess : guesses) rivals.push_back(guesses_beside(guess, posterior));
  const std::vector<MaskedModel::Place> seen = options_.masked->look(text, places);
  for (std::size_t i = 0; i < guesses.size(); ++i) weigh_guess(rivals[i], seen[i]);
  return !guesses.empty();
}

Lattice::Rivals Lattice::guesses_beside(const Edge& guess, const Posterior& posterior) const {
  Rivals out;
  for (const std::size_t rival : rivals_of(guess)) {
    if (!edges_[rival].inferred) continue;
    out.edges.push_back(rival);
    out.shares.push_back(posterior.of(edges_[rival]));
  }
  return out;
}

void Lattice::weigh_guess(const Rivals& rivals, const MaskedModel::Place& place) {
  // One candidate has an edge from each hypothesis before it, and a mark may be that of either
  // width.
  std::unordered_map<Token, double> seen;
  std::unordered_map<char32_t, double> gains;
  double most = -std::numeric_limits<double>::infinity();
  for (const std::size_t rival : rivals.edges) {
    const Edge& edge = edges_[rival];
    const auto [found, is_new] = seen.try_emplace(edge.token);
    if (is_new) found->second = kWeight * options_.masked->score(place, edge.token);
    const auto gain = gains.try_emplace(edge.code_point, found->second).first;
    gain->second = std::max(gain->second, found->second);
    most = std::max(most, gain->second);
  }
  // Only which of them it is, not whether something is missing here: together they must be as
  // probable as before.
  double before = 0;
  double after = 0;
  const double scale = options_.posterior_scale;
  for (std::size_t i = 0; i < rivals.edges.size(); ++i) {
    const double gain = gains[edges_[rivals.edges[i]].code_point];
    before += rivals.shares[i];
    after += rivals.shares[i] * std::exp(scale * (gain - most));
  }
  const double norm = most + std::log(after / before) / scale;
  for (const std::size_t rival : rivals.edges)
    edges_[rival].score += static_cast<float>(gains[edges_[rival].code_point] - norm);
}

void Lattice::score_anew() {
  constexpr float kNever = -std::numeric_limits<float>::infinity();
  for (std::size_t node = channels_.size(); node < nodes_.size(); ++node)
    nodes_[node].score = kNever;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const Edge& edge = edges_[i];
    const float score = nodes_[edge.from].score + edge.score;
    if (score <= nodes_[edge.to].score) continue;
    nodes_[edge.to].score = score;
    nodes_[edge.to].best_edge = static_cast<std::int32_t>(i);
  }
}

}  // namespace fuyuan
