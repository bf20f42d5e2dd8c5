#include "restore/quick_decode.hpp"

#include <algorithm>
#include <array>

#include "channel/assembler.hpp"
#include "channel/lone_trail.hpp"
#include "model/text_scorer.hpp"
#include "restore/folded_line.hpp"

namespace fuyuan {
namespace {

/// Failures tolerated before the first look at the share of them.
constexpr std::size_t kPatience = 4;
constexpr std::size_t kPatienceWithUtf8 = 12;  ///< in which vanished bytes leave others behind
constexpr std::size_t kMostOfUtf8 = 4;         ///< failures to a character
constexpr unsigned kFirstOfChinese = 0xA1;     ///< byte of common characters
constexpr double kOddQuestion = 5;    ///< nats: what a question mark costs where nobody asks
constexpr double kStrayCost = 4.0;    ///< nats: a byte that belongs to no character
constexpr double kForeignCost = 8.0;  ///< nats: a letter that the wrong charset has not, or a mark
constexpr double kFailureCost = 9.0;  ///< nats: about what a wrong character costs
constexpr std::size_t kPhrase = 28;   ///< letters: in longer text not all are capitals by chance
/// Nats a character, less than where a third of them are wrong.
constexpr double kSensibleCost = 6.5;

/// Where bytes vanished from UTF-8, most characters may have lost one, and what is left of them
/// still does not look like anything else.
bool is_hopeless(const QuickDecode& decode, const Charset& original) {
  if (original.framing() == Framing::utf8) {
    return decode.failures > kPatienceWithUtf8 && decode.failures > kMostOfUtf8 * decode.characters;
  }
  return decode.failures > kPatience && decode.failures > decode.characters;
}

class Decoder {
 public:
  Decoder(const Misread& channel, QuickDecode& out) : original_(channel.original()), out_(out) {}

  void put(ByteCode code) {
    if (original_.framing() == Framing::utf8 && find_way_back(code)) return;
    if (is_set(code)) {
      unknown_ = true;
      code = 0xFF;
    }
    bytes_[size_++] = static_cast<unsigned char>(code);
    if (original_.is_ascii_superset() && size_ == 1 && code < 0x80) {
      out_.text.push_back(code);
      size_ = 0;
      return;
    }
    if (unknown_) {
      if (size_ >= expected()) give_up(false);
      return;
    }
    const DecodedChar decoded = original_.decode({bytes_.data(), size_});
    if (decoded.length == size_) {
      out_.text.push_back(decoded.code_point);
      out_.characters += decoded.code_point >= 0x80 ? 1 : 0;
      size_ = 0;
    } else if (decoded.length != 0 || size_ >= expected() || !original_.is_lead(bytes_[0])) {
      give_up(true);
      // The byte that did not fit may begin the next character.
      if (last_size_ > 1) put(code);
    }
  }

  bool is_pending() const { return size_ != 0; }

  /// What was just put may have been a mark.
  void doubt_last() { is_after_loss_ = true; }

  /// The rest of the pending character was dropped.
  void fill_up() {
    if (size_ == 0) return;
    ++out_.marks;
    give_up(false);
  }

  void end() {
    if (size_ != 0) give_up(!unknown_);
  }

 private:
  /// A mark may have swallowed a byte more or less, and bytes may have vanished: the next lead byte
  /// begins a character all the same, and trail bytes before it are what is left of one. Whether
  /// that took `code`.
  bool find_way_back(ByteCode code) {
    const bool is_trail = !is_set(code) && code >= 0x80 && code < 0xC0;
    if (!is_trail && unknown_ && !is_set(code)) give_up(false);
    const bool is_stray = is_trail && size_ == 0;
    const bool is_excused = is_stray && is_after_loss_;
    is_after_loss_ = is_set(code) || is_stray || (is_after_loss_ && is_trail);
    if (is_excused) {
      ++out_.marks;
      out_.log_probability -= kStrayCost;
    }
    return is_excused;
  }

  std::size_t expected() const {
    if (original_.framing() == Framing::single_byte) return 1;
    if (original_.framing() == Framing::utf8) {
      return bytes_[0] >= 0xF0 ? 4 : bytes_[0] >= 0xE0 ? 3 : 2;
    }
    if (original_.framing() == Framing::gb18030 && size_ >= 2 && bytes_[1] >= 0x30 &&
        bytes_[1] <= 0x39) {
      return 4;
    }
    if (original_.framing() == Framing::euc_tw && bytes_[0] == 0x8E) return 4;
    if (original_.framing() == Framing::euc_jp && bytes_[0] == 0x8F) return 3;
    return 2;
  }

  void give_up(bool is_failure) {
    out_.text.push_back(kReplacement);
    out_.failures += is_failure ? 1 : 0;
    last_size_ = size_;
    size_ = 0;
    unknown_ = false;
  }

  const Charset& original_;
  QuickDecode& out_;
  std::array<unsigned char, 8> bytes_{};
  std::size_t size_ = 0;
  std::size_t last_size_ = 0;
  bool unknown_ = false;
  bool is_after_loss_ = false;  ///< no lead byte was seen since
};

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

bool is_among_letters(std::u32string_view symbols, std::size_t at) {
  return (at > 0 && symbols[at - 1] >= 0x80) ||
         (at + 1 < symbols.size() && symbols[at + 1] >= 0x80);
}

/// Chinese charsets before Unicode.
bool is_in_pairs(const Charset& charset) {
  const Framing framing = charset.framing();
  return framing == Framing::double_byte || framing == Framing::gb18030 ||
         framing == Framing::euc_tw;
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
  return (wrong->filled() & byte_range(kFirstOfChinese, 0xFF)).any();
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

bool is_lost(char32_t cp) { return cp == kReplacement || is_raw(cp); }

/// Adds to a decode what its text costs, as far as it has come.
class Pricer {
 public:
  Pricer(const LanguageModel& model, QuickDecode& out) : scorer_(model), out_(out) {}

  /// The next character of the text is a question mark that may stand for a pair.
  void doubt_next() { questions_.push_back(out_.text.size()); }

  bool has_much_to_do() const { return out_.text.size() - priced_ >= kPiece; }

  void catch_up() {
    while (priced_ < out_.text.size()) {
      if (is_lost(out_.text[priced_])) {
        scorer_.restart();
        out_.log_probability -= kFailureCost;
        out_.cost += kFailureCost;
        ++counted_;
        ++priced_;
      } else {
        price_piece();
      }
    }
  }

  void end() {
    catch_up();
    out_.cost /= static_cast<double>(counted_ + 1);
  }

 private:
  static constexpr std::size_t kPiece = 32;

  void price_piece() {
    const auto rest = std::u32string_view(out_.text).substr(priced_, kPiece);
    const auto size =
        static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_lost) - rest.begin());
    std::array<float, kPiece> scores;
    scorer_.score(rest.substr(0, size), std::span(scores).first(size));
    for (std::size_t i = 0; i < size; ++i, ++priced_) {
      out_.log_probability += scores[i];
      if (question_ < questions_.size() && questions_[question_] == priced_) {
        ++question_;
        if (scores[i] < -kOddQuestion) out_.is_ambiguous = true;
      }
      if (rest[i] < 0x80) continue;
      out_.cost -= scores[i];
      ++counted_;
    }
  }

  TextScorer scorer_;
  QuickDecode& out_;
  std::vector<std::size_t> questions_;  ///< that may stand for a pair; in the text
  std::size_t question_ = 0;            ///< the next one
  std::size_t priced_ = 0;
  std::size_t counted_ = 0;
};

/// Sets `ambiguous` where there are symbols at several places. `pricer`: of `out`, or nullptr.
void decode(const Misread& channel, const Observed& observed, Way way, Pricer* pricer, double least,
            QuickDecode& out, bool& ambiguous) {
  const std::u32string_view symbols = observed.symbols;
  Decoder decoder(channel, out);
  // Which letters are bytes, and which are pairs of them, only a search tells.
  out.is_ambiguous = channel.is_guessing();
  std::vector<Reading> readings;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    readings.clear();
    channel.decoder().read(observed, at, readings);
    if (readings.empty()) {
      ++out.failures;
      out.text.push_back(symbols[at]);
      if ((channel.reads_single_bytes() && is_single_byte_letter(symbols[at])) ||
          (channel.keeps_most() && symbols[at] == kReplacement)) {
        out.log_probability -= kForeignCost;
      }
    } else {
      // A backslash that was doubled, or one character and another.
      if (channel.is_raw() && decoder.is_pending() && symbols.substr(at).starts_with(U"\\\\"))
        out.is_ambiguous = true;
      // A question mark is one, unless a character was just going on.
      const bool may_be_mark =
          symbols[at] < 0x80 &&
          (decoder.is_pending() || (way.marks_lead && is_before_odd_run(symbols, at))) &&
          std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.is_mark; });
      const bool is_mark = readings[0].is_mark || may_be_mark;
      out.marks += is_mark ? 1 : 0;
      if (pricer != nullptr && !is_mark && symbols[at] == U'?' && is_among_letters(symbols, at) &&
          loses_pairs(channel) && !keeps_pairs(channel, symbols))
        pricer->doubt_next();
      std::size_t chosen = is_mark ? choose_mark(readings, way.wide_marks) : 0;
      if (!is_mark && symbols[at] >= 0x80 && readings.size() > 1 && !readings[1].is_mark &&
          readings[1].size == readings[0].size && readings[0].size == 2) {
        ambiguous = true;
        chosen = way.other_table ? 1 : 0;
      }
      if (observed.is_folded) {
        const bool before_byte = at + 1 < symbols.size() && symbols[at + 1] >= 0x80;
        chosen = choose_folded(readings, decoder.is_pending() || before_byte);
        out.marks += readings.size() > 1 ? 1 : 0;
      }
      // The last of its readings is the control.
      if (observed.controls == Controls::spaces && symbols[at] == U' ' && decoder.is_pending()) {
        chosen = readings.size() - 1;
        ++out.marks;
      }
      if (observed.controls == Controls::dropped && is_lead_or_ascii(readings[chosen]))
        decoder.fill_up();
      for (int i = 0; i < readings[chosen].size; ++i) {
        const ByteCode code = readings[chosen].codes[i];
        const bool is_either = observed.letter_case != LetterCase::mixed && is_set(code);
        out.marks += is_either ? 1 : 0;
        // Half of the letters of GBK are right as they are.
        decoder.put(is_either && symbols[at] <= 0xFF ? static_cast<ByteCode>(symbols[at]) : code);
      }
      if (symbols[at] == U'?' && readings.size() > 1) decoder.doubt_last();
      at += readings[chosen].consumed - 1U;
    }
    if (is_hopeless(out, channel.original())) {
      out = {};
      return;
    }
    if (pricer == nullptr || !pricer->has_much_to_do()) continue;
    pricer->catch_up();
    if (out.log_probability < least) break;
  }
  decoder.end();
  if (pricer != nullptr) pricer->end();
  if (out.log_probability < least) out.characters = 0;
}

QuickDecode decode_and_price(const Misread& channel, const Observed& observed,
                             const LanguageModel& model, Way way, double least, bool& ambiguous) {
  QuickDecode out;
  Pricer pricer(model, out);
  decode(channel, observed, way, &pricer, least, out, ambiguous);
  return out;
}

/// Pairs of bytes of East Asian charsets, taken for UTF-16, are hangul, Yi and private characters,
/// and hardly ever Han. A look at the beginning saves decoding what always decodes.
bool cannot_be_utf16(const Misread& channel, std::u32string_view symbols) {
  constexpr std::size_t kSymbolsLookedAt = 64;
  if (!channel.reads_units() || !channel.original().is_ascii_superset()) return false;
  const std::u32string_view sample = symbols.substr(0, kSymbolsLookedAt);
  const auto pairs =
      std::count_if(sample.begin(), sample.end(), [](Symbol s) { return s > 0x9FFF; });
  return static_cast<std::size_t>(pairs) * 2 < sample.size();
}

/// What a part of GBK was read with lost characters of which one half is left: the letters of two
/// in five of them. Marks alone are of another decoder.
bool cannot_be_subset(const Misread& channel, std::u32string_view symbols) {
  return channel.reads_subset() && !has_marked_trail(symbols);
}

/// Most of what was read as UTF-8 among pairs is letters of some script, two bytes each.
bool cannot_be_guessed(const Misread& channel, std::u32string_view symbols) {
  constexpr Symbol kFirst = 0x100;
  constexpr Symbol kLast = 0x7FF;
  if (!channel.is_guessing() || !channel.keeps_most()) return false;
  const auto is_letter = [](Symbol s) { return s >= kFirst && s <= kLast; };
  const auto first = std::find_if(symbols.begin(), symbols.end(), is_letter);
  return std::none_of(first, symbols.end(), [&](Symbol s) { return is_letter(s) && s != *first; });
}

bool cannot_be(const Misread& channel, std::u32string_view symbols) {
  return cannot_be_utf16(channel, symbols) || cannot_be_subset(channel, symbols) ||
         cannot_be_guessed(channel, symbols);
}

}  // namespace

QuickDecode quick_decode(const Misread& channel, std::u32string_view symbols,
                         const LanguageModel& model, double least) {
  if (cannot_be(channel, symbols)) return {};
  const Observed observed = observe(channel, symbols);
  bool ambiguous = false;
  // In every tenth phrase of five characters all letters are capitals by chance.
  if (symbols.size() < kPhrase && observed.letter_case == LetterCase::upper) {
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
  if (loses_pairs(channel) && symbols.find(U'?') != std::u32string_view::npos) return std::nullopt;
  if (cannot_be(channel, symbols)) return std::nullopt;
  QuickDecode out;
  bool ambiguous = false;
  decode(channel, observe(channel, symbols), {}, nullptr, -std::numeric_limits<double>::infinity(),
         out, ambiguous);
  if (out.characters == 0 || !out.is_lossless() || out.is_ambiguous || ambiguous)
    return std::nullopt;
  return std::move(out.text);
}

}  // namespace fuyuan
