#include "restore/decode/pair_trellis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kFirstTrail = 0x40;
constexpr std::size_t kLastByte = 0xFE;
constexpr double kTornByAscii = 1e-4;  ///< half a character before ASCII, or at either end
constexpr double kImpossible = -30;    ///< nats, in a comparison
/// Longer lines are weighed piece by piece, which bounds the memory.
constexpr std::size_t kPieceSymbols = 4000;

bool continues(std::size_t byte) { return byte >= 0x80 && byte <= 0xBF; }
/// It begins a sequence of UTF-8.
bool opens(std::size_t byte) { return byte >= 0xC2 && byte <= 0xF4; }

std::vector<unsigned char> utf8_bytes(Symbol symbol) {
  const std::string bytes = to_utf8(std::u32string(1, symbol));
  return {bytes.begin(), bytes.end()};
}

/// Returns what they summed up to.
template <typename Masses>
double normalise(Masses& masses) {
  const double sum = std::accumulate(masses.begin(), masses.end(), 0.0);
  if (sum <= 0) return 0;
  for (double& mass : masses) mass /= sum;
  return sum;
}

std::size_t piece_size(std::u32string_view rest) {
  if (rest.size() <= kPieceSymbols) return rest.size();
  std::size_t size = kPieceSymbols;
  while (size > kPieceSymbols / 2 && rest[size - 1] >= 0x80) --size;
  return rest[size - 1] < 0x80 ? size : kPieceSymbols;
}

}  // namespace

PairTrellis::PairTrellis(const LanguageModel& model, const Charset& charset) {
  count_pairs(model, charset);
  connect_marks();
}

void PairTrellis::count_pairs(const LanguageModel& model, const Charset& charset) {
  for (std::size_t lead = kFirstLead; lead <= kLastByte; ++lead) {
    for (std::size_t trail = kFirstTrail; trail <= kLastByte; ++trail) {
      const std::array<unsigned char, 2> pair = {static_cast<unsigned char>(lead),
                                                 static_cast<unsigned char>(trail)};
      const DecodedChar decoded = charset.decode(pair);
      if (decoded.length != 2) continue;
      const Token token = model.token(decoded.code_point);
      const double share = std::exp(model.unigram(token) + model.spread(decoded.code_point, token));
      trails_[lead - kFirstLead][trail] = share;
      leads_[lead] += share;
    }
  }
  for (std::size_t lead = kFirstLead; lead <= kLastByte; ++lead) {
    for (double& share : trails_[lead - kFirstLead]) share /= std::max(leads_[lead], 1e-300);
  }
  normalise(leads_);
}

double PairTrellis::trail_share(std::size_t lead, std::size_t first, std::size_t last) const {
  const auto& trails = trails_[lead - kFirstLead];
  return std::accumulate(trails.begin() + static_cast<std::ptrdiff_t>(first),
                         trails.begin() + static_cast<std::ptrdiff_t>(last) + 1, 0.0);
}

void PairTrellis::connect_marks() {
  const auto into = [&](std::size_t from, Hub hub, double weight) {
    if (weight > 0) into_hubs_.push_back({from, hub, weight});
  };
  const auto out_of = [&](Hub hub, std::size_t to, double weight) {
    if (weight > 0) out_of_hubs_.push_back({hub, to, weight});
  };
  // Of E0–EF a second byte may have gone into the mark, of F0–F4 a third as well.
  double two_bytes = 0;
  double three_bytes = 0;
  double three_bytes_after_lead = 0;
  for (std::size_t lead = kFirstLead; lead <= kLastByte; ++lead) {
    const double continued = leads_[lead] * trail_share(lead, 0x80, 0xBF);
    if (lead >= 0xE0 && lead <= 0xF4) two_bytes += continued;
    if (lead >= 0xF0 && lead <= 0xF4) three_bytes += continued;
    if (continues(lead)) three_bytes_after_lead += continued;
    out_of(any_lead, within(lead, opens(lead)), leads_[lead]);
    if (continues(lead)) {
      out_of(broken_lead, within(lead, true), leads_[lead]);
    } else {
      out_of(firm_lead, within(lead, opens(lead)), leads_[lead]);
    }
  }
  out_of(whole, between(false), 1);
  out_of(broken_whole, between(true), 1);
  for (const bool broken_off : {false, true}) {
    const std::size_t at = between(broken_off);
    into(at, broken_off ? firm_lead : any_lead, 1);
    into(at, broken_whole, two_bytes);
    into(at, broken_lead, three_bytes);
    for (std::size_t lead = kFirstLead; lead <= kLastByte; ++lead) {
      const std::size_t from = within(lead, broken_off);
      const double continuing = broken_off ? 0 : trail_share(lead, 0x80, 0xBF);
      into(from, whole,
           continuing + trail_share(lead, 0xC0, 0xC1) + trail_share(lead, 0xF5, kLastByte));
      into(from, broken_whole,
           trail_share(lead, 0xC2, 0xF4) + trail_share(lead, 0xF0, 0xF4) * three_bytes_after_lead);
      into(from, broken_lead, trail_share(lead, 0xE0, 0xF4));
    }
  }
}

std::vector<PairTrellis::Edge> PairTrellis::edges_of(Symbol symbol) const {
  std::vector<Edge> edges;
  const std::vector<unsigned char> bytes = utf8_bytes(symbol);
  const bool is_ascii = symbol < 0x80;
  for (std::size_t from = 0; from < kStates; ++from) {
    double weight = 1;
    std::size_t lead = from < 2 ? 0 : from / 2 - 1 + kFirstLead;
    if (is_ascii && lead == 0) {
      edges.push_back({from, between(false), 1});
      continue;
    }
    if (is_ascii) edges.push_back({from, between(false), kTornByAscii});
    for (const unsigned char byte : bytes) {
      weight *= lead == 0 ? leads_[byte] : trails_[lead - kFirstLead][byte];
      if (weight == 0) break;  // no character begins with 80, say
      lead = lead == 0 ? byte : 0;
    }
    if (weight > 0)
      edges.push_back({from, lead == 0 ? between(false) : within(lead, false), weight});
  }
  return edges;
}

PairTrellis::Masses PairTrellis::forward(const Masses& before, Symbol symbol) const {
  Masses after{};
  if (symbol == kReplacement) {
    std::array<double, kHubs> hubs{};
    for (const Edge& edge : into_hubs_) hubs[edge.to] += before[edge.from] * edge.weight;
    for (const Edge& edge : out_of_hubs_) after[edge.to] += hubs[edge.from] * edge.weight;
  } else {
    for (const Edge& edge : edges_of(symbol)) after[edge.to] += before[edge.from] * edge.weight;
  }
  return after;
}

PairTrellis::Masses PairTrellis::backward(const Masses& after, Symbol symbol) const {
  Masses before{};
  if (symbol == kReplacement) {
    std::array<double, kHubs> hubs{};
    for (const Edge& edge : out_of_hubs_) hubs[edge.from] += after[edge.to] * edge.weight;
    for (const Edge& edge : into_hubs_) before[edge.from] += hubs[edge.to] * edge.weight;
  } else {
    for (const Edge& edge : edges_of(symbol)) before[edge.from] += after[edge.to] * edge.weight;
  }
  normalise(before);
  return before;
}

PairTrellis::Masses PairTrellis::at_ends() {
  Masses ends;
  ends.fill(kTornByAscii);
  ends[between(false)] = ends[between(true)] = 1;
  return ends;
}

double PairTrellis::log_probability(std::u32string_view line) const {
  Masses masses = at_ends();
  normalise(masses);
  double sum = 0;
  for (const Symbol symbol : line) {
    Masses after = forward(masses, symbol);
    const double share = normalise(after);
    // Bytes that no character has.
    sum += share > 0 ? std::log(share) : kImpossible;
    if (share > 0) masses = after;
  }
  return sum;
}

void PairTrellis::add_piece(std::u32string_view piece, std::vector<double>& out) const {
  const Masses ends = at_ends();
  std::vector<Masses> before(piece.size() + 1, ends);
  for (std::size_t at = 0; at < piece.size(); ++at) {
    before[at + 1] = forward(before[at], piece[at]);
    normalise(before[at + 1]);
  }
  const std::size_t first = out.size();
  out.resize(first + piece.size());
  Masses after = ends;
  for (std::size_t at = piece.size(); at-- > 0;) {
    after = backward(after, piece[at]);
    double all = 0;
    for (std::size_t state = 0; state < kStates; ++state) all += before[at][state] * after[state];
    const double beginning = before[at][between(false)] * after[between(false)] +
                             before[at][between(true)] * after[between(true)];
    out[first + at] = all > 0 ? beginning / all : 0;
  }
}

std::vector<double> PairTrellis::find_beginnings(std::u32string_view line) const {
  std::vector<double> out;
  while (!line.empty()) {
    const std::size_t size = piece_size(line);
    add_piece(line.substr(0, size), out);
    line.remove_prefix(size);
  }
  return out;
}

}  // namespace fuyuan
