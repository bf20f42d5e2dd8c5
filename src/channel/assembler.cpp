#include "channel/assembler.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

using Step = Assembler::Step;

/// Characters rarer than this are not worth listing where the pattern leaves thousands.
constexpr Token kListedTokens = 7000;
/// Candidate lists that a thread keeps: a few kilobytes each.
constexpr std::size_t kMostRemembered = 4096;
/// A character of the script that the text is not written in.
constexpr float kOtherScript = -3.0F;
/// A note that says another reading than the usual one.
constexpr float kUnusualReading = -2.0F;

/// The model's texts have no prices, so that it does not know the sign by itself, and finds it so
/// many nats less likely than it is in shops.
constexpr char32_t kPriceSign = U'￥';
constexpr float kPriceSignGain = 8.0F;
/// The same of what footers begin with.
constexpr float kCopyrightGain = 6.0F;
constexpr std::size_t kMostRivals = 16;

/// The length UTF-8 announces by its first byte; an unknown first byte is taken for that of a
/// three-byte character, as Chinese has.
int utf8_length(ByteCode lead) {
  if (is_set(lead)) return 3;
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool admits_any(ByteCode code, unsigned first, unsigned last) {
  if (!is_set(code)) return code >= first && code <= last;
  for (unsigned byte = first; byte <= last; ++byte) {
    if (byte_set(code)[byte]) return true;
  }
  return false;
}

/// The bytes that fit each code of a pattern, at hand for thousands of characters.
class FittingBytes {
 public:
  explicit FittingBytes(const BytePattern& pattern) : size_(pattern.size) {
    for (int i = 0; i < pattern.size; ++i) {
      if (is_set(pattern.codes[i])) {
        bytes_[i] = byte_set(pattern.codes[i]);
      } else {
        bytes_[i].set(pattern.codes[i]);
      }
    }
  }

  bool fit(const EncodedChar& encoded) const {
    if (encoded.length != size_) return false;
    for (int i = 0; i < size_; ++i) {
      if (!bytes_[i][encoded.bytes[i]]) return false;
    }
    return true;
  }

 private:
  std::array<ByteSet, 4> bytes_;
  int size_;
};

/// The length of a character in a double-byte charset, by its first and, in GB 18030, second code.
int double_length(const BytePattern& pattern, Framing framing) {
  const ByteCode lead = pattern.codes[0];
  if (framing == Framing::single_byte) return 1;
  if (!is_set(lead) && lead < 0x80) return 1;
  // A digit behind a lost byte of GB 18030 tells what it was.
  if (is_set(lead) && framing != Framing::gb18030) return 2;
  switch (framing) {
    case Framing::shift_jis:
      return lead >= 0xA1 && lead <= 0xDF ? 1 : 2;
    case Framing::euc_jp:
      return lead == 0x8F ? 3 : 2;
    case Framing::euc_tw:
      return lead == 0x8E ? 4 : 2;
    case Framing::gb18030:
      return pattern.size >= 2 && !is_set(pattern.codes[1]) && pattern.codes[1] >= 0x30 &&
                     pattern.codes[1] <= 0x39
                 ? 4
                 : 2;
    default:
      return 2;
  }
}

/// Whether a character of four bytes of GB 18030 is one that Chinese pages have now and then: it
/// has Hangul and the letters of all languages for completeness' sake.
bool is_rare_on_chinese_pages(char32_t cp) {
  constexpr char32_t kFirstLetter = 0xC0;
  const CharClass kind = char_class(cp);
  return kind == CharClass::emoji || kind == CharClass::symbol || kind == CharClass::han_ext ||
         cp < kFirstLetter;
}

/// The bytes of the listed tokens, by token.
const std::vector<EncodedChar>& encodings_of(const Charset& charset, const LanguageModel& model) {
  static std::mutex mutex;
  static std::map<std::pair<const Charset*, const LanguageModel*>, std::vector<EncodedChar>> known;
  const std::lock_guard lock(mutex);
  auto& encodings = known[{&charset, &model}];
  const std::size_t tokens = std::min<std::size_t>(model.vocabulary_size(), kListedTokens);
  for (std::size_t token = encodings.size(); token < tokens; ++token) {
    encodings.push_back(charset.encode(model.code_point(static_cast<Token>(token))));
  }
  return encodings;
}

/// What a pattern of four bytes of GB 18030 may stand for.
void list_four_bytes(const BytePattern& pattern, const Charset& charset, const LanguageModel& model,
                     std::vector<Candidate>& out) {
  const FittingBytes bytes(pattern);
  for (std::size_t token = 1; token < model.vocabulary_size(); ++token) {
    const char32_t cp = model.code_point(static_cast<Token>(token));
    if (!is_rare_on_chinese_pages(cp) || !bytes.fit(charset.encode(cp))) continue;
    out.push_back({cp, cp == U'©' ? kCopyrightGain : 0, static_cast<Token>(token)});
  }
}

}  // namespace

// GBK has the Traditional characters, but who writes in GBK writes Simplified ones.
Assembler::Assembler(const Charset& original, const LanguageModel& model)
    : Assembler(original, model,
                original.framing() == Framing::gb18030 ? Written::simplified : Written::either) {}

Assembler::Assembler(const Charset& original, const LanguageModel& model, Written written,
                     std::size_t most_candidates)
    : original_(original), model_(model), written_(written), most_candidates_(most_candidates) {
  static std::atomic<std::uint64_t> count{0};
  id_ = ++count;
}

void Assembler::limit_pairs(ByteCode first, ByteCode second, Limit may_be_lost) {
  pair_first_ = first;
  pair_second_ = second;
  may_be_lost_ = std::move(may_be_lost);
  ByteSet before_lead;
  for (unsigned byte = 0x80; byte < 0xC0; ++byte) {
    for (unsigned lead = 0xE2; lead < 0xF0; ++lead) {
      if (may_be_lost_(first, second, static_cast<unsigned char>(byte),
                       static_cast<unsigned char>(lead))) {
        before_lead.set(byte);
      }
    }
  }
  last_of_pair_ = intern(before_lead);
}

Step Assembler::check(const BytePattern& pattern) const {
  switch (original_.framing()) {
    case Framing::utf8:
      return check_utf8(pattern);
    case Framing::utf16le:
    case Framing::utf16be:
      return check_utf16(pattern);
    default:
      return check_double(pattern);
  }
}

Step Assembler::check_utf8(const BytePattern& pattern) const {
  const int length = utf8_length(pattern.codes[0]);
  if (length == 0) return Step::invalid;
  for (int i = 1; i < pattern.size; ++i) {
    if (!admits_any(pattern.codes[i], 0x80, 0xBF)) return Step::invalid;
  }
  if (pattern.size > length) return Step::invalid;
  if (is_set(pattern.codes[0]) && !admits_any(pattern.codes[0], 0xE2, 0xEF)) return Step::invalid;
  if (pattern.size < length) return Step::more;
  return pattern.is_known() && decode(pattern) == 0 ? Step::invalid : Step::complete;
}

Step Assembler::check_utf16(const BytePattern& pattern) const {
  if (pattern.size < 2) return Step::more;
  if (!pattern.is_known()) return pattern.size == 2 ? Step::complete : Step::invalid;
  if (decode(pattern) != 0) return Step::complete;
  return pattern.size < 4 ? Step::more : Step::invalid;
}

Step Assembler::check_double(const BytePattern& pattern) const {
  const int length = double_length(pattern, original_.framing());
  if (pattern.size < length) {
    if (pattern.size == 1 && !is_set(pattern.codes[0]) &&
        !original_.is_lead(static_cast<unsigned char>(pattern.codes[0]))) {
      return Step::invalid;
    }
    return pattern.size < 4 ? Step::more : Step::invalid;
  }
  if (pattern.size > length) return Step::invalid;
  return pattern.is_known() && decode(pattern) == 0 ? Step::invalid : Step::complete;
}

int Assembler::missing(const BytePattern& pattern) const {
  if (pattern.size == 0) return 0;
  const Framing framing = original_.framing();
  if (framing == Framing::utf8) return utf8_length(pattern.codes[0]) - pattern.size;
  if (framing == Framing::utf16le || framing == Framing::utf16be) return pattern.size % 2;
  return double_length(pattern, framing) - pattern.size;
}

char32_t Assembler::decode(const BytePattern& pattern) const {
  std::array<unsigned char, 4> bytes{};
  for (int i = 0; i < pattern.size; ++i) bytes[i] = static_cast<unsigned char>(pattern.codes[i]);
  const DecodedChar decoded = original_.decode({bytes.data(), pattern.size});
  return decoded.length == pattern.size ? decoded.code_point : 0;
}

bool Assembler::matches(const BytePattern& pattern, const EncodedChar& encoded) const {
  return FittingBytes(pattern).fit(encoded) && may_be_lost(pattern, encoded);
}

bool Assembler::may_be_lost(const BytePattern& pattern, const EncodedChar& encoded) const {
  for (int i = 0; may_be_lost_ && i + 1 < pattern.size; ++i) {
    if (is_set(pattern.codes[i]) && is_set(pattern.codes[i + 1]) &&
        !may_be_lost_(pattern.codes[i], pattern.codes[i + 1], encoded.bytes[i],
                      encoded.bytes[i + 1])) {
      return false;
    }
  }
  return true;
}

bool Assembler::is_odd(char32_t cp) const {
  switch (written_) {
    case Written::simplified:
      return is_traditional_only(cp);
    case Written::traditional:
      return is_simplified_only(cp);
    default:
      return false;
  }
}

void Assembler::list_candidates(const BytePattern& pattern, std::vector<Candidate>& out) const {
  out.clear();
  if (pattern.size == 4 && original_.framing() == Framing::gb18030)
    return list_four_bytes(pattern, original_, model_, out);
  const auto tokens =
      static_cast<Token>(std::min<std::size_t>(model_.vocabulary_size(), kListedTokens));
  const std::vector<EncodedChar>& encodings = encodings_of(original_, model_);
  const FittingBytes bytes(pattern);
  // Tokens are numbered by frequency, so this meets the candidates in that order.
  for (Token token = 1; token < tokens && out.size() < most_candidates_; ++token) {
    if (!bytes.fit(encodings[token])) continue;
    const char32_t cp = model_.code_point(token);
    if (cp < 0x80 || !may_be_lost(pattern, encodings[token])) continue;
    out.push_back({cp, is_odd(cp) ? kOtherScript : 0, token});
  }
  if (out.size() > kMostRivals) return;  // nothing much is known
  const Candidate sign = {kPriceSign, kPriceSignGain, model_.token(kPriceSign)};
  const bool is_listed = std::any_of(out.begin(), out.end(), [](const Candidate& candidate) {
    return candidate.code_point == kPriceSign;
  });
  if (is_listed || !matches(pattern, original_.encode(kPriceSign))) return;
  out.insert(
      std::upper_bound(out.begin(), out.end(), sign,
                       [](const Candidate& a, const Candidate& b) { return a.token < b.token; }),
      sign);
}

const std::vector<Candidate>& Assembler::candidates(const BytePattern& pattern) const {
  thread_local std::map<std::pair<std::uint64_t, std::uint64_t>, std::vector<Candidate>> memory;
  if (memory.size() > kMostRemembered) memory.clear();
  const auto [at, is_new] = memory.try_emplace({id_, pattern.pack()});
  if (is_new) list_candidates(pattern, at->second);
  return at->second;
}

const std::vector<Candidate>& Assembler::candidates(const BytePattern& pattern,
                                                    std::u32string_view reading) const {
  static const std::vector<Candidate> none;
  if (reading.empty()) return none;
  using Key = std::tuple<std::uint64_t, std::uint64_t, std::u32string>;
  thread_local std::map<Key, std::vector<Candidate>> memory;
  if (memory.size() > kMostRemembered) memory.clear();
  const auto [at, is_new] = memory.try_emplace({id_, pattern.pack(), std::u32string(reading)});
  for (std::size_t token = 1; is_new && token < model_.vocabulary_size(); ++token) {
    const char32_t cp = model_.code_point(static_cast<Token>(token));
    if (!is_han(cp) || !has_reading(cp, reading)) continue;
    const EncodedChar encoded = original_.encode(cp);
    if (!matches(pattern, encoded) || !may_be_lost(pattern, encoded)) continue;
    // Converters know one reading of a character.
    const float cost = is_usual_reading(cp, reading) ? 0 : kUnusualReading;
    at->second.push_back({cp, cost, static_cast<Token>(token)});
  }
  return at->second;
}

ByteCode Assembler::any_continuation() const {
  static const ByteCode utf8 = intern(byte_range(0x80, 0xBF));
  static const ByteCode other = intern(byte_range(0x40, 0xFE));
  return original_.framing() == Framing::utf8 ? utf8 : other;
}

ByteCode Assembler::any_lead() const {
  static const ByteCode utf8 = intern(byte_range(0xE2, 0xEF));
  static const ByteCode other = intern(byte_range(0x81, 0xFE));
  return original_.framing() == Framing::utf8 ? utf8 : other;
}

bool Assembler::feed(BytePattern& pending, ByteCode code, ArcBuffer& out) const {
  if (pending.size == 0 && code < 0x80 && original_.is_ascii_superset()) {
    out.emit(code);
    return true;
  }
  pending.push(code);
  switch (check(pending)) {
    case Step::invalid:
      return false;
    case Step::more:
      return true;
    case Step::complete:
      break;
  }
  if (pending.is_known()) {
    out.emit(decode(pending));
  } else if (const auto& read = candidates(pending, out.reading()); !read.empty()) {
    out.emit_choice(read);
  } else {
    const auto& all = candidates(pending);
    if (all.empty()) return false;
    out.emit_choice(all);
  }
  pending.size = 0;
  return true;
}

}  // namespace fuyuan
