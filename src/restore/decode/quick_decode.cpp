#include "restore/decode/quick_decode.hpp"

#include <algorithm>
#include <vector>

#include "restore/decode/byte_decoder.hpp"
#include "restore/decode/decode_pricer.hpp"
#include "restore/decode/decode_screen.hpp"
#include "restore/decode/folded_line.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

/// Failures tolerated before the first look at the share of them.
constexpr std::size_t kPatience = 4;
constexpr std::size_t kPatienceWithUtf8 = 12;  ///< in which vanished bytes leave others behind
constexpr std::size_t kMostOfUtf8 = 4;         ///< failures to a character
constexpr unsigned kFirstOfChinese = 0xA1;     ///< byte of common characters
constexpr double kForeignCost = 8.0;  ///< nats: a letter that the wrong charset has not, or a mark
/// Nats a character, less than where a third of them are wrong.
constexpr double kSensibleCost = 6.5;

/// Where bytes vanished from UTF-8, most characters may have lost one, and what is left of them
/// still does not look like anything else.
bool is_hopeless(const QuickDecode& decode, const Charset& original) {
  const std::size_t failures = decode.failures - decode.bystanders;
  if (original.framing() == Framing::utf8)
    return failures > kPatienceWithUtf8 && failures > kMostOfUtf8 * decode.characters;
  return failures > kPatience && failures > decode.characters;
}

struct Way {
  bool other_table = false;  ///< symbols at several places are read as the second table has them
  bool wide_marks = false;   ///< a mark stands for two bytes
  bool marks_lead = false;   ///< a question mark before letters without a partner is a first byte
};

/// Whether some single-byte charset has the symbol: one that lacks it is not what was read with it.
bool is_single_byte_letter(Symbol symbol) {
  constexpr Symbol kLastScript = 0x24FF;  ///< of letters and signs; box drawing follows
  return symbol >= 0x80 && symbol <= kLastScript;
}

/// Which of the readings of a mark to take.
std::size_t choose_mark(const std::vector<Reading>& readings, bool wide) {
  std::size_t first = 0;
  while (!readings[first].is_mark) ++first;
  for (std::size_t i = first; wide && i < readings.size(); ++i) {
    if (readings[i].is_mark && readings[i].size == 2) return i;
  }
  return first;
}

bool is_lead_or_ascii(const Reading& reading) {
  return reading.size > 0 && (reading.codes[0] < 0x80 || reading.codes[0] >= 0xC0);
}

/// Whether an odd number of letters follows, and one of them has lost its partner.
bool is_before_odd_run(std::u32string_view symbols, std::size_t at) {
  std::size_t end = at + 1;
  while (end < symbols.size() && symbols[end] >= 0x80) ++end;
  return (end - at - 1) % 2 != 0;
}

/// Whether the wrong decoder had `?` for whole pairs that it lacks, so that no byte is left over
/// beside the mark. UTF-8 has always some left.
bool loses_pairs(const Misread& channel) {
  const Charset* wrong = channel.wrong();
  if (wrong == nullptr || channel.original().framing() == Framing::utf8) return false;
  if (wrong->framing() != Framing::single_byte) return wrong->is_ascii_superset();
  for (unsigned byte = kFirstOfChinese; byte <= 0xFF; ++byte) {
    if (wrong->is_filled(static_cast<unsigned char>(byte))) return true;
  }
  return false;
}

/// Whether the decoder had private characters for the rows C6 to C8, as Windows' Big5 has: nothing
/// is lost then, and question marks are what they are. 人, 去, 其 and 前 are there.
bool keeps_pairs(const Misread& channel, std::u32string_view symbols) {
  constexpr char32_t kFirst = 0xF6B1;
  constexpr char32_t kLast = 0xF848;
  return channel.wrong()->name() == "big5" &&
         std::any_of(symbols.begin(), symbols.end(),
                     [](Symbol s) { return s >= kFirst && s <= kLast; });
}

/// Whether a question mark may stand for a pair of the line, so that what it costs tells.
bool may_ask(const Misread& channel, std::u32string_view symbols) {
  return symbols.find(U'?') != std::u32string_view::npos && loses_pairs(channel) &&
         !keeps_pairs(channel, symbols);
}

/// Walks through the symbols of a line and decodes them.
class Walk {
 public:
  /// `pricer`: of `out`, or nullptr.
  Walk(const Misread& channel, const Observed& observed, Way way, DecodePricer* pricer,
       QuickDecode& out)
      : channel_(channel),
        observed_(observed),
        symbols_(observed.symbols),
        way_(way),
        pricer_(pricer),
        may_ask_(pricer != nullptr && may_ask(channel, symbols_)),
        out_(out),
        decoder_(channel.original(), out) {
    // Which letters are bytes, and which are pairs of them, only a search tells.
    out_.is_ambiguous = channel.is_guessing();
    out_.text.reserve(symbols_.size());
  }

  /// Gives up where it is hopeless, or improbable.
  void decode(double least) {
    for (std::size_t at = 0; at < symbols_.size(); ++at) {
      readings_.clear();
      channel_.decoder().read(observed_, at, readings_);
      if (readings_.empty()) {
        take_foreign(symbols_[at]);
      } else {
        at += take(at) - 1U;
      }
      if (is_hopeless(out_, channel_.original())) {
        out_ = {};
        return;
      }
      if (pricer_ == nullptr || !pricer_->has_much_to_do()) continue;
      pricer_->catch_up();
      if (out_.log_probability < least) break;
    }
    decoder_.end();
    if (pricer_ != nullptr) pricer_->end();
    if (out_.log_probability < least) out_.characters = 0;
  }

  /// Whether there were symbols that the wrong charset has at several places.
  bool is_ambiguous() const { return is_ambiguous_; }

 private:
  /// One that the wrong decoder cannot have written.
  void take_foreign(Symbol symbol) {
    ++out_.failures;
    out_.text.push_back(symbol);
    if (channel_.reads_single_bytes() && is_chinese_text(symbol)) ++out_.bystanders;
    if ((channel_.reads_single_bytes() && is_single_byte_letter(symbol)) ||
        (channel_.keeps_most() && symbol == kReplacement)) {
      out_.log_probability -= kForeignCost;
    }
  }

  /// Returns how many symbols that took.
  std::size_t take(std::size_t at) {
    // A backslash that was doubled, or one character and another.
    if (channel_.is_raw() && decoder_.is_pending() && symbols_.substr(at).starts_with(U"\\\\"))
      out_.is_ambiguous = true;
    const Reading& chosen = readings_[choose(at)];
    if (observed_.controls == Controls::dropped && is_lead_or_ascii(chosen)) decoder_.fill_up();
    for (int i = 0; i < chosen.size; ++i) {
      const ByteCode code = chosen.codes[i];
      const bool is_either = observed_.letter_case != LetterCase::mixed && is_set(code);
      out_.marks += is_either ? 1 : 0;
      // Half of the letters of GBK are right as they are.
      decoder_.put(is_either && symbols_[at] <= 0xFF ? static_cast<ByteCode>(symbols_[at]) : code);
    }
    if (symbols_[at] == U'?' && readings_.size() > 1) decoder_.doubt_last();
    return chosen.consumed;
  }

  /// A question mark is one, unless a character was just going on.
  bool is_mark(std::size_t at) const {
    if (readings_[0].is_mark) return true;
    return symbols_[at] < 0x80 &&
           (decoder_.is_pending() || (way_.marks_lead && is_before_odd_run(symbols_, at))) &&
           std::any_of(readings_.begin(), readings_.end(),
                       [](const Reading& reading) { return reading.is_mark; });
  }

  /// The number of the reading.
  std::size_t choose(std::size_t at) {
    const bool is_marked = is_mark(at);
    out_.marks += is_marked ? 1 : 0;
    if (may_ask_ && !is_marked && symbols_[at] == U'?' && touches_non_ascii(symbols_, at))
      pricer_->doubt_next();
    // The last of the readings of a blank is the control.
    if (observed_.controls == Controls::spaces && symbols_[at] == U' ' && decoder_.is_pending()) {
      ++out_.marks;
      return readings_.size() - 1;
    }
    if (observed_.is_folded) {
      const bool before_byte = at + 1 < symbols_.size() && symbols_[at + 1] >= 0x80;
      out_.marks += readings_.size() > 1 ? 1 : 0;
      return choose_folded(readings_, decoder_.is_pending() || before_byte);
    }
    if (is_marked) return choose_mark(readings_, way_.wide_marks);
    const bool is_at_two_places = symbols_[at] >= 0x80 && readings_.size() > 1 &&
                                  !readings_[1].is_mark && readings_[0].size == 2 &&
                                  readings_[1].size == 2;
    is_ambiguous_ |= is_at_two_places;
    return is_at_two_places && way_.other_table ? 1 : 0;
  }

  const Misread& channel_;
  const Observed& observed_;
  std::u32string_view symbols_;
  Way way_;
  DecodePricer* pricer_;
  bool may_ask_;
  QuickDecode& out_;
  ByteDecoder decoder_;
  std::vector<Reading> readings_;
  bool is_ambiguous_ = false;
};

QuickDecode decode_and_price(const Misread& channel, const Observed& observed,
                             const LanguageModel& model, Way way, double least, bool& ambiguous) {
  QuickDecode out;
  DecodePricer pricer(model, out);
  Walk walk(channel, observed, way, &pricer, out);
  walk.decode(least);
  ambiguous |= walk.is_ambiguous();
  return out;
}

}  // namespace

QuickDecode quick_decode(const Misread& channel, std::u32string_view symbols,
                         const LanguageModel& model, double least) {
  if (cannot_be(channel, symbols)) return {};
  const Observed observed = observe(channel, symbols);
  bool ambiguous = false;
  // In every tenth phrase of five characters all letters are capitals by chance, and so they are in
  // some sentences; now and then all are small ones. Letters that were not come to no text.
  if (observed.letter_case == LetterCase::upper || observed.letter_case == LetterCase::lower) {
    Observed as_is = observed;
    as_is.letter_case = LetterCase::mixed;
    QuickDecode plain = decode_and_price(channel, as_is, model, {}, least, ambiguous);
    if (plain.characters > 0 && plain.is_lossless() && plain.cost < kSensibleCost) return plain;
  }
  Way way;
  QuickDecode best = decode_and_price(channel, observed, model, way, least, ambiguous);
  const auto try_other = [&](Way other_way) {
    QuickDecode other = decode_and_price(channel, observed, model, other_way, least, ambiguous);
    if (other_way.other_table) best.is_ambiguous = other.is_ambiguous = best.text != other.text;
    if (other.characters == 0 ||
        (best.characters != 0 && other.log_probability <= best.log_probability)) {
      return;
    }
    best = std::move(other);
    way = other_way;
  };
  // UTF-8 finds its way back by itself; pairs stay cut wrongly if the mark was taken for too
  // little.
  if (best.marks > 0 && channel.original().framing() != Framing::utf8)
    try_other({way.other_table, true, false});
  if (ambiguous) try_other({true, way.wide_marks, false});
  if (channel.reads_single_bytes() && is_in_pairs(channel.original()) &&
      symbols.find(U'?') != std::u32string_view::npos) {
    try_other({way.other_table, way.wide_marks, true});
  }
  return best;
}

std::optional<std::u32string> decode_exactly(const Misread& channel, std::u32string_view symbols) {
  // A question mark among letters is one, or not: the text's price tells.
  if (symbols.find(U'?') != std::u32string_view::npos && loses_pairs(channel)) return std::nullopt;
  if (cannot_be(channel, symbols)) return std::nullopt;
  QuickDecode out;
  const Observed observed = observe(channel, symbols);
  Walk walk(channel, observed, {}, nullptr, out);
  walk.decode(-std::numeric_limits<double>::infinity());
  if (out.characters == 0 || !out.is_lossless() || out.is_ambiguous || walk.is_ambiguous())
    return std::nullopt;
  return std::move(out.text);
}

}  // namespace fuyuan
