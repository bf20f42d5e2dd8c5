#include "restore/reading/utf16_search.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongest = 8;  ///< more bytes than any character takes
constexpr std::size_t kBeam = 8;     ///< hypotheses a position
constexpr double kMargin = 60;       ///< nats behind the best of the positions around

// In nats.
constexpr double kFailureCost = 9;    ///< a byte that does not fit, or a control of one byte
constexpr double kForeignCost = 20;   ///< UTF-16 that no text has: two zeros gain nothing by it
constexpr double kLoneByteCost = 14;  ///< UTF-16 goes out of step
constexpr double kSwitchCost = 14;
constexpr double kSwitchAtLineEnd = 6;
constexpr double kSwitchAtMark = 2;
constexpr double kReturnCost = 2;     ///< a carriage return that is gone
constexpr double kSeparatorCost = 5;  ///< the model has seen few tables and no colours
constexpr double kSignCost = 1;       ///< carriage returns and byte-order marks tell nothing

constexpr double kLoneReturnCost = 10;  ///< one that no line end follows

constexpr char32_t kMark = 0xFEFF;

bool is_sign(char32_t cp) { return cp == U'\r' || cp == kMark; }

/// What stands between fields or colours of a text: of what follows it tells nothing either.
bool is_separator(char32_t cp) { return cp == U'\t' || cp == kEscapeCharacter; }

/// What no UTF-16 text has, but bytes misread as UTF-16 have everywhere.
bool is_foreign(char32_t cp) { return !is_sign(cp) && !is_separator(cp) && is_never_healthy(cp); }

/// In nats, besides what the model says.
double price_of(char32_t cp) {
  if (is_foreign(cp)) return kForeignCost;
  return is_separator(cp) ? kSeparatorCost : is_sign(cp) ? kSignCost : 0;
}

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool begins_with_mark(std::string_view rest) {
  return rest.starts_with("\xFF\xFE"sv) || rest.starts_with("\xFE\xFF"sv) ||
         rest.starts_with(kUtf8Mark);
}

}  // namespace

bool ReadCharacter::is_text() const { return !is_foreign(character); }

struct Utf16Search::Hypothesis {
  double score = 0;
  Context context;
  std::uint32_t node = 0;
  std::uint8_t reading = 0;
  bool is_line_start = true;
};

/// The hypotheses, by the position that they have come to.
class Utf16Search::Beam {
 public:
  /// The last character of a hypothesis.
  struct Node {
    std::uint32_t before = 0;
    std::uint32_t end = 0;
    char32_t character = 0;
    std::uint8_t reading = 0;
  };

  explicit Beam(const LanguageModel& model) : model_(model) {
    best_.fill(kNone);
    Hypothesis start;
    start.context = model.start();
    nodes_.emplace_back();
    waiting_[0].push_back(start);
  }

  /// Those at the position, the best first; too many, and hopeless ones, are left out.
  std::vector<Hypothesis> take(std::size_t at) {
    std::vector<Hypothesis> found = std::move(waiting_[at % kLongest]);
    waiting_[at % kLongest].clear();
    double best = kNone;
    for (const Hypothesis& each : found) best = std::max(best, each.score);
    best_[at % kLongest] = best;
    const double least = *std::max_element(best_.begin(), best_.end()) - kMargin;
    std::erase_if(found, [&](const Hypothesis& each) { return each.score < least; });
    std::sort(found.begin(), found.end(),
              [](const Hypothesis& a, const Hypothesis& b) { return a.score > b.score; });
    if (found.size() > kBeam) found.resize(kBeam);
    return found;
  }

  void add(const Hypothesis& from, std::size_t at, std::size_t reading, const Arc& arc,
           double cost) {
    Hypothesis next = from;
    next.reading = static_cast<std::uint8_t>(reading);
    next.score -= cost + arc.cost;
    if (nodes_[from.node].character == U'\r' && arc.character != U'\n')
      next.score -= kLoneReturnCost;
    next.is_line_start = arc.character == U'\n' || (from.is_line_start && is_sign(arc.character));
    if (is_foreign(arc.character) || is_separator(arc.character)) {
      next.context = model_.start();
    } else if (!is_sign(arc.character)) {
      const Token token = model_.token(arc.character);
      const auto scored = model_.score(from.context, token);
      next.score += scored.log_probability + model_.spread(arc.character, token);
      next.context = model_.advance(from.context, token, scored);
    }
    std::vector<Hypothesis>& rivals = waiting_[(at + arc.length) % kLongest];
    const auto rival = std::find_if(rivals.begin(), rivals.end(), [&](const Hypothesis& each) {
      return each.reading == next.reading && each.context.key() == next.context.key();
    });
    if (rival != rivals.end() && rival->score >= next.score) return;
    next.node = static_cast<std::uint32_t>(nodes_.size());
    const std::size_t end = at + arc.length;
    nodes_.push_back({from.node, static_cast<std::uint32_t>(end), arc.character, next.reading});
    if (rival != rivals.end()) {
      *rival = next;
    } else {
      rivals.push_back(next);
    }
  }

  const Node& node(std::uint32_t index) const { return nodes_[index]; }

 private:
  static constexpr double kNone = -1e300;

  const LanguageModel& model_;
  std::vector<Node> nodes_;
  std::array<std::vector<Hypothesis>, kLongest> waiting_;
  std::array<double, kLongest> best_{};
};

void Utf16Search::add_wide(char32_t cp, std::size_t length, double cost, std::vector<Arc>& out) {
  out.push_back({length, cp, cost + price_of(cp)});
}

Utf16Search::Utf16Search(const LanguageModel& model, bool in_step)
    : model_(model),
      in_step_(in_step),
      charsets_{find_charset("utf-8"), find_charset("gb18030"), find_charset("big5-hkscs"),
                find_charset("utf-16le"), find_charset("utf-16be")} {}

double Utf16Search::switch_cost(const Hypothesis& from, std::size_t reading,
                                std::string_view rest) const {
  if (from.reading == reading || from.node == 0) return 0;
  const Charset& before = *charsets_[from.reading];
  const Charset& after = *charsets_[reading];
  const bool is_wide = !before.is_ascii_superset() || !after.is_ascii_superset();
  if (is_wide && from.is_line_start && begins_with_mark(rest)) return kSwitchAtMark;
  return from.is_line_start ? kSwitchAtLineEnd : kSwitchCost;
}

Utf16Search::Arc Utf16Search::read_narrow(std::size_t reading, std::string_view rest) const {
  const DecodedChar decoded = charsets_[reading]->decode(byte_view(rest.substr(0, 4)));
  if (decoded.length == 0 || is_foreign(decoded.code_point)) return {1, kReplacement, kFailureCost};
  return {decoded.length, decoded.code_point, price_of(decoded.code_point)};
}

void Utf16Search::read_wide(std::size_t reading, std::string_view rest, Utf16Change change,
                            std::vector<Arc>& out) const {
  const Charset& charset = *charsets_[reading];
  const bool is_little = charset.framing() == Framing::utf16le;
  const bool has_lone = !loses_zeros(change) && !in_step_;
  if (has_lone) out.push_back({1, kReplacement, kLoneByteCost});
  const char32_t high = byte_at(rest, 0) << 8U;
  if (change == Utf16Change::returns_removed) add_wide(high | U'\r', 1, kReturnCost, out);
  if (change == Utf16Change::zeros_removed) {
    add_wide(high, 1, 0, out);
    add_wide(byte_at(rest, 0), 1, 0, out);
  }
  if (rest.size() < 2) return;
  const std::size_t low = is_little ? 0 : 1;
  if (change == Utf16Change::returns_added && rest.size() >= 3 && rest[low] == '\r' &&
      rest[low + 1] == '\n') {
    add_wide(byte_at(rest, is_little ? 2 : 0) << 8U | U'\n', 3, 0, out);
    return;
  }
  const DecodedChar decoded = charset.decode(byte_view(rest.substr(0, 4)));
  if (decoded.length == 0) {
    out.push_back({2, kReplacement, kForeignCost});
  } else {
    add_wide(decoded.code_point, decoded.length, 0, out);
  }
  if (change != Utf16Change::zeros_to_spaces || decoded.length != 2) return;
  const bool is_high_blank = decoded.code_point >> 8U == U' ';
  if ((decoded.code_point & 0xFFU) == U' ') add_wide(decoded.code_point & 0xFF00U, 2, 0, out);
  if (is_high_blank) add_wide(decoded.code_point & 0xFFU, 2, 0, out);
}

void Utf16Search::read(std::size_t reading, std::string_view rest, Utf16Change change,
                       std::vector<Arc>& out) const {
  if (!charsets_[reading]->is_ascii_superset()) {
    read_wide(reading, rest, change, out);
  } else if (!loses_zeros(change)) {
    out.push_back(read_narrow(reading, rest));
  }
}

std::vector<ReadCharacter> Utf16Search::trace(const Beam& beam, std::uint32_t last) const {
  std::vector<ReadCharacter> out;
  for (std::uint32_t at = last; at != 0; at = beam.node(at).before) {
    const Beam::Node& node = beam.node(at);
    out.push_back({beam.node(node.before).end, node.end, charsets_[node.reading], node.character});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Utf16Search::Result Utf16Search::search(std::string_view bytes, Utf16Change change) const {
  Beam beam(model_);
  std::vector<Arc> arcs;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::vector<Hypothesis> found = beam.take(at);
    const std::string_view rest = bytes.substr(at);
    for (const Hypothesis& from : found) {
      for (std::size_t reading = 0; reading < kReadings; ++reading) {
        // To the others a change is no better than to the best.
        const bool is_change = reading != from.reading && at > 0;
        if (is_change && (&from != &found.front() || loses_zeros(change))) continue;
        arcs.clear();
        read(reading, rest, change, arcs);
        const double cost = switch_cost(from, reading, rest);
        for (const Arc& arc : arcs) beam.add(from, at, reading, arc, cost);
      }
    }
  }
  const std::vector<Hypothesis> ends = beam.take(bytes.size());
  if (ends.empty()) return {};
  return {trace(beam, ends.front().node), -ends.front().score};
}

}  // namespace fuyuan
