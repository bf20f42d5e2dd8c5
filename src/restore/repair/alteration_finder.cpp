#include "restore/repair/alteration_finder.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>

#include "channel/assembler.hpp"
#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBeam = 24;  ///< hypotheses kept at a position
constexpr float kBreak = 14;       ///< nats: a byte that does not fit
constexpr float kLeftOver = 8;     ///< the same behind bytes that were lost
/// Nats: of all that was altered in the line, or of each place that lost bytes, as any indent may
/// become dots.
constexpr float kLeastGain = 3;
constexpr float kMarkIsMeant = 6;  ///< nats: that a question mark between characters is none
/// Breaks before to each that is left, where an alteration is certain.
constexpr std::size_t kMendedPerBreak = 3;
constexpr std::size_t kFitPerBreak = 4;  ///< characters
/// Breaks before anything is undone: no such line has more to each character that is whole.
constexpr std::size_t kBreaksPerFit = 2;
constexpr std::size_t kSomeBreaks = 4;
constexpr float kSurprise = 12;  ///< nats
/// Whatever is put into any letters makes characters of them: no text lost so much.
constexpr std::size_t kCharactersPerGap = 3;

/// A beam over the symbols of a line, each as it is or as one that it may have been.
class Search {
 public:
  Search(const Alteration& alteration, std::u32string_view symbols, const LanguageModel& model)
      : alteration_(alteration),
        misread_(alteration.misread()),
        symbols_(symbols),
        model_(model),
        assembler_(misread_.original(), model),
        frontier_(symbols.size() + 1) {}

  struct Found {
    std::vector<LineSpan> spans;
    std::size_t breaks = 0;
    std::size_t characters = 0;  ///< that are not ASCII
    float score = 0;
  };

  /// `alters`: otherwise all symbols are what they are.
  Found run(bool alters) {
    nodes_.clear();
    for (auto& nodes : frontier_) nodes.clear();
    nodes_.push_back({});
    nodes_[0].context = model_.start();
    frontier_[0].push_back(0);
    for (std::size_t at = 0; at < symbols_.size(); ++at) {
      prune(frontier_[at]);
      readings_.clear();
      misread_.decoder().read({symbols_}, at, readings_);
      std::erase_if(readings_, [](const Reading& reading) {
        return reading.is_mark || std::any_of(reading.codes.begin(), reading.codes.end(), is_set);
      });
      sources_.clear();
      if (alters) alteration_.find_sources(symbols_, at, sources_);
      for (const std::size_t node : frontier_[at]) expand(node, at);
    }
    return trace();
  }

 private:
  struct Node {
    BytePattern pending;
    Context context;
    float score = 0;
    std::size_t parent = 0;
    std::size_t begin = 0;  ///< of the symbols that led here
    std::u32string source;  ///< what they were; empty: what they are
    bool is_lost = false;   ///< bytes went before, so that others may be left over
    std::uint32_t breaks = 0;
    std::uint32_t characters = 0;
  };

  void prune(std::vector<std::size_t>& nodes) const {
    std::sort(nodes.begin(), nodes.end(), [&](std::size_t a, std::size_t b) {
      return std::tuple(-nodes_[a].score, a) < std::tuple(-nodes_[b].score, b);
    });
    std::set<std::tuple<std::uint64_t, std::uint64_t, bool>> seen;
    std::erase_if(nodes, [&](std::size_t at) {
      const Node& node = nodes_[at];
      return seen.size() >= kBeam ||
             !seen.emplace(node.pending.pack(), node.context.key(), node.is_lost).second;
    });
  }

  void expand(std::size_t from, std::size_t at) {
    for (const Reading& reading : readings_) {
      Node node = follow(from, at);
      for (int i = 0; i < reading.size; ++i) put(node, reading.codes[i]);
      add(std::move(node), at + reading.consumed);
    }
    const bool is_mark = symbols_[at] == kReplacement || symbols_[at] == U'?';
    if (is_mark || readings_.empty()) {
      Node node = follow(from, at);
      if (!is_mark) fail(node);
      if (symbols_[at] == U'?' && node.pending.size == 0) node.score -= kMarkIsMeant;
      lose(node);
      add(std::move(node), at + 1);
    }
    for (const Alteration::Source& source : sources_) {
      Node node = follow(from, at);
      node.source = source.text;
      node.score -= source.cost;
      for (const char32_t symbol : source.text) put_all(node, symbol);
      add(std::move(node), at + source.consumed);
    }
  }

  Node follow(std::size_t from, std::size_t at) const {
    Node node = nodes_[from];
    node.parent = from;
    node.begin = at;
    node.source.clear();
    return node;
  }

  void add(Node node, std::size_t end) {
    frontier_[end].push_back(nodes_.size());
    nodes_.push_back(std::move(node));
  }

  void lose(Node& node) const {
    node.pending.size = 0;
    node.is_lost = true;
    node.context = model_.start();
  }

  static void fail(Node& node) {
    ++node.breaks;
    node.score -= kBreak;
  }

  void put_all(Node& node, char32_t symbol) const {
    const EncodedChar bytes = misread_.wrong()->encode(symbol);
    for (const unsigned char byte : bytes.view()) put(node, byte);
    // Latin-1 has a control where Windows has nothing.
    if (bytes.length == 0 && symbol <= 0xFF) put(node, static_cast<ByteCode>(symbol));
    if (bytes.length == 0 && symbol > 0xFF) {
      fail(node);
      lose(node);
    }
  }

  void put(Node& node, ByteCode byte) const {
    if (node.pending.size == 0 && byte < 0x80) return emit(node, byte);
    node.pending.push(byte);
    switch (assembler_.check(node.pending)) {
      case Assembler::Step::more:
        return;
      case Assembler::Step::complete:
        if (const char32_t cp = assembler_.decode(node.pending); cp != 0) {
          ++node.characters;
          return emit(node, cp);
        }
        break;
      case Assembler::Step::invalid:
        break;
    }
    const bool is_first = node.pending.size == 1;
    if (!is_first || !node.is_lost)
      fail(node);
    else
      node.score -= kLeftOver;
    lose(node);
    if (!is_first) put(node, byte);
  }

  void emit(Node& node, char32_t cp) const {
    const Token token = model_.token(cp);
    const LanguageModel::Scored scored = model_.score(node.context, token);
    node.score += scored.log_probability + model_.spread(cp, token);
    node.context = model_.advance(node.context, token, scored);
    node.pending.size = 0;
    node.is_lost = false;
  }

  Found trace() {
    for (const std::size_t node : frontier_.back()) {
      if (nodes_[node].pending.size > 0) fail(nodes_[node]);
    }
    prune(frontier_.back());
    Found found;
    const std::size_t best = frontier_.back().front();
    found.breaks = nodes_[best].breaks;
    found.score = nodes_[best].score;
    found.characters = nodes_[best].characters;
    std::size_t end = symbols_.size();
    for (std::size_t at = best; at != 0; at = nodes_[at].parent) {
      const Node& node = nodes_[at];
      if (!node.source.empty()) {
        found.spans.push_back(
            {node.begin, end, std::string(alteration_.name()), node.source, 1, {}});
      }
      end = node.begin;
    }
    std::reverse(found.spans.begin(), found.spans.end());
    return found;
  }

  const Alteration& alteration_;
  const Misread& misread_;
  std::u32string_view symbols_;
  const LanguageModel& model_;
  Assembler assembler_;
  std::vector<Node> nodes_;
  std::vector<std::vector<std::size_t>> frontier_;  ///< by position
  std::vector<Reading> readings_;
  std::vector<Alteration::Source> sources_;
};

/// Whether all bytes fit together, and no character comes of them that surprises.
bool reads_well(const Misread& misread, std::u32string_view symbols, const LanguageModel& model) {
  const QuickDecode decode = quick_decode(misread, symbols, model);
  if (decode.characters == 0 || !decode.is_lossless()) return false;
  const LineScan scan = scan_line(decode.text, model);
  for (std::size_t at = 0; at < scan.costs.size(); ++at) {
    if (decode.text[at] >= 0x80 && scan.costs[at] > kSurprise) return false;
  }
  return true;
}

/// Whether the place is next to a sign of Latin-1 that begins or ends a run of letters.
bool is_at_sign(std::u32string_view symbols, std::size_t at) {
  const auto is_edge = [&](std::size_t sign) {
    if (sign >= symbols.size() || symbols[sign] < 0xA0 || symbols[sign] >= 0xC0) return false;
    return sign == 0 || symbols[sign - 1] < 0x80 || sign + 1 == symbols.size() ||
           symbols[sign + 1] < 0x80;
  };
  return is_edge(at) || (at > 0 && is_edge(at - 1));
}

/// Whether most of what is not ASCII is there in the charset, or a mark: cheap to tell.
bool may_be_misread(const Charset& wrong, std::u32string_view symbols) {
  const std::size_t length = wrong.framing() == Framing::single_byte ? 1 : 2;
  std::size_t fitting = 0;
  std::size_t others = 0;
  for (const Symbol symbol : symbols) {
    if (symbol < 0x80) continue;
    const bool is_control = length == 1 && symbol < 0xA0;
    const bool fits = symbol == kReplacement || is_control || wrong.encode(symbol).length == length;
    ++(fits ? fitting : others);
  }
  return fitting > others * 2;
}

}  // namespace

std::optional<Altered> find_altered(const Alteration& alteration, std::u32string_view symbols,
                                    const LanguageModel& model, bool is_known) {
  if (!may_be_misread(*alteration.misread().wrong(), symbols) || alteration.would_change(symbols))
    return std::nullopt;
  const auto reads_whole = [&](const Alteration* other) {
    return other->leaves_nothing() && reads_well(other->misread(), symbols, model);
  };
  const auto all = Registry::instance().alterations();
  if (alteration.leaves_nothing() && !is_known && std::any_of(all.begin(), all.end(), reads_whole))
    return std::nullopt;
  Search search(alteration, symbols, model);
  const Search::Found before = search.run(false);
  if (before.breaks > kSomeBreaks + before.characters * kBreaksPerFit) return std::nullopt;
  Search::Found found = search.run(true);
  const float gains = alteration.leaves_nothing() ? static_cast<float>(found.spans.size()) : 1;
  if (found.spans.empty() || found.score < before.score + kLeastGain * gains ||
      found.breaks * kFitPerBreak > found.characters) {
    return std::nullopt;
  }
  if (alteration.leaves_nothing() &&
      found.spans.size() * kCharactersPerGap > found.characters + kCharactersPerGap - 1) {
    return std::nullopt;
  }
  const bool is_at_signs =
      std::all_of(found.spans.begin(), found.spans.end(),
                  [&](const LineSpan& span) { return is_at_sign(symbols, span.begin); });
  return Altered{std::move(found.spans), found.breaks * kMendedPerBreak < before.breaks,
                 is_at_signs};
}

}  // namespace fuyuan
