#include "restore/verdict/silent_loss.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>

#include "channel/registry.hpp"
#include "restore/measure/gap_weigher.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// How much likelier a text is with characters gone from it than as it is, in nats. Where nothing
/// else tells that is the number of characters to be expected of those that can be lost; one text
/// in ninety lacks 4.5 of them by chance, and few are short of just so many: of 630 lossless
/// documents two reach it.
constexpr double kEvidence = 4.5;

/// What text costs that is cut in the wrong places here and there, what it costs at least if
/// anything vanished, and how much of it tells: nats a character, characters.
constexpr double kTornTextCost = 6.5;
constexpr double kSmoothTextCost = 5;
constexpr std::size_t kTornText = 10;

bool is_pair_of(const Charset& wrong, ByteView pair) {
  if (wrong.framing() == Framing::single_byte) {
    return !wrong.is_filled(pair[0]) && !wrong.is_filled(pair[1]);
  }
  if (wrong.is_ascii_superset() && !wrong.is_pair(pair[0], pair[1])) return false;
  const DecodedChar decoded = wrong.decode(pair);
  const bool is_unicode = !wrong.is_ascii_superset();  // it has private characters everywhere
  return decoded.length == 2 && (is_unicode || char_class(decoded.code_point) != CharClass::pua);
}

/// Whether decoders of that charset lose the character, or some of them do.
bool is_lost(const Misread& channel, char32_t cp) {
  const EncodedChar encoded = channel.original().encode(cp);
  return encoded.length == 2 && !is_pair_of(*channel.wrong(), encoded.view());
}

/// Chinese pairs that some table or other has, or has not.
bool reads_pairs_as_pairs(const Misread& channel) {
  const Charset* wrong = channel.wrong();
  const Framing framing = channel.original().framing();
  const bool is_chinese = framing == Framing::gb18030 || framing == Framing::utf16le ||
                          channel.original().is_traditional();
  return is_chinese && wrong != nullptr && wrong->framing() != Framing::utf8;
}

/// The characters that are lost, and the share of Chinese text that they are.
struct Losses {
  std::vector<char> is_lost;  ///< by token
  double share = 0;
};

const Losses& losses_of(const Misread& channel) {
  static std::mutex mutex;
  static std::map<const Misread*, Losses> known;
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = known.try_emplace(&channel);
  Losses& losses = found->second;
  if (!is_new) return losses;
  const LanguageModel& model = LanguageModel::embedded();
  losses.is_lost.resize(model.vocabulary_size());
  double all = 0;
  double lost = 0;
  for (char32_t cp = 0x3001; cp < 0xFF5F; cp = cp == 0x9FFF ? 0xFF01 : cp + 1) {
    if (is_of_other_script(channel.original(), cp)) continue;
    if (channel.original().encode(cp).length != 2) continue;
    const Token token = model.token(cp);
    const double share = std::exp(model.unigram(token) + model.spread(cp, token));
    all += share;
    if (!is_lost(channel, cp)) continue;
    lost += share;
    if (model.code_point(token) == cp) losses.is_lost[token] = 1;
  }
  if (all > 0) losses.share = lost / all;
  return losses;
}

/// Whether what is lost would be missed: of what is rarer, whole books may have none.
bool may_be_missed(const Misread& channel) {
  constexpr double kLeastShare = 0.001;
  return reads_pairs_as_pairs(channel) && losses_of(channel).share >= kLeastShare;
}

bool can_be_second(char32_t ascii) { return ascii >= 0x40 && ascii < 0x7F; }

/// What a text tells of the decoder that it came through.
struct Traces {
  std::size_t kept = 0;  ///< marks, and what can be lost and was not
  std::vector<char>
      may_lack;  ///< by character: whether one can have vanished before it; empty: yes
};

/// As it lay in the UTF-16 that it was not: ASCII takes half a unit, so that what follows lies
/// across units; surrogates that stand alone are lost, two may be a character.
Traces find_traces_in_units(const Misread& channel, std::u32string_view text) {
  Traces out;
  std::vector<unsigned char> bytes;
  for (const char32_t cp : text) {
    out.may_lack.push_back(bytes.size() % 2 == 0 ? 1 : 0);
    const EncodedChar encoded = channel.original().encode(cp);
    bytes.insert(bytes.end(), encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
    if (cp == kReplacement) ++out.kept;
  }
  for (std::size_t at = 0; at + 1 < bytes.size();) {
    const DecodedChar decoded = channel.wrong()->decode(ByteView(bytes).subspan(at));
    if (decoded.length == 0) ++out.kept;
    at += decoded.length == 0 ? 2 : decoded.length;
  }
  return out;
}

Traces find_traces(const Misread& channel, std::u32string_view text) {
  if (!channel.wrong()->is_ascii_superset()) return find_traces_in_units(channel, text);
  const auto kept = std::count_if(text.begin(), text.end(), [&](char32_t cp) {
    return cp == kReplacement || (cp >= 0x80 && is_lost(channel, cp));
  });
  return {.kept = static_cast<std::size_t>(kept), .may_lack = {}};
}

/// That characters vanished from what came back through the channel, in nats.
double weigh_text(const Misread& channel, std::u32string_view text, const Traces& traces) {
  const Losses& losses = losses_of(channel);
  return weigh_gaps(text, losses.is_lost, losses.share, LanguageModel::embedded(), traces.may_lack);
}

struct Seen {
  double evidence = 0;   ///< that characters vanished
  std::size_t kept = 0;  ///< characters that tell of a decoder that loses none without a mark
};

/// Letters of one byte each that were read in pairs.
bool reads_letters_as_pairs(const Misread& channel) {
  return channel.wrong() != nullptr && channel.original().framing() == Framing::single_byte &&
         channel.wrong()->framing() == Framing::gb18030;
}

/// The last letter of an odd number makes no pair with a space, a sign or the end of the line.
/// Where all numbers are even, it vanished; half of them would be odd.
void weigh_words(std::u32string_view text, Seen& seen) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char32_t cp = at < text.size() ? text[at] : U'\n';
    if (cp >= 0x80) {
      ++letters;
      continue;
    }
    if (letters > 0 && !can_be_second(cp)) {
      seen.kept += letters % 2;
      seen.evidence += std::numbers::ln2;
    }
    letters = 0;
  }
}

void weigh_pairs(const Misread& channel, std::u32string_view text, Seen& seen) {
  const Traces traces = find_traces(channel, text);
  seen.kept += traces.kept;
  if (seen.kept == 0 && seen.evidence <= kEvidence)
    seen.evidence += weigh_text(channel, text, traces);
}

}  // namespace

bool has_silent_loss(const Plan& plan) {
  std::map<const Misread*, Seen> seen;
  for (const Step& step : plan.steps) {
    for (const Span& span : step.spans) {
      const Misread* channel = Registry::instance().find_misread(span.channel);
      if (channel == nullptr) continue;
      const bool is_of_letters = reads_letters_as_pairs(*channel);
      if (!is_of_letters && !may_be_missed(*channel)) continue;
      Seen& found = seen[channel];
      found.kept += span.inferred.size();
      if (found.kept > 0) continue;
      const std::u32string text = to_utf32(span.after);
      if (is_of_letters) {
        weigh_words(text, found);
      } else {
        weigh_pairs(*channel, text, found);
      }
    }
  }
  return std::any_of(seen.begin(), seen.end(), [](const auto& entry) {
    return entry.second.kept == 0 && entry.second.evidence > kEvidence;
  });
}

bool lacks_characters(const Misread& channel, std::u32string_view text, double cost) {
  if (text.size() < kTornText || !channel.may_tear()) return false;
  // Of UTF-16 whole characters vanish, which tears nothing apart.
  if (cost < kSmoothTextCost && channel.wrong()->is_ascii_superset()) return false;
  if (!may_be_missed(channel)) return false;
  const Traces traces = find_traces(channel, text);
  return traces.kept == 0 && weigh_text(channel, text, traces) > kEvidence;
}

bool is_torn(const Misread& channel, std::u32string_view text, double cost) {
  const bool tears = text.size() >= kTornText && channel.may_tear();
  return (tears && cost > kTornTextCost) || lacks_characters(channel, text, cost);
}

bool hides_soft_hyphen(const Misread& channel, std::u32string_view line, std::u32string_view text) {
  const auto count = [](std::u32string_view of) {
    std::size_t blanks = 0;
    for (std::size_t at = 1; at + 1 < of.size(); ++at)
      blanks += of[at] == U' ' && of[at - 1] >= 0x80 && of[at + 1] < 0x80 ? 1 : 0;
    return blanks;
  };
  return channel.was_utf8() && line.find(U'\u00AD') == std::u32string_view::npos &&
         count(line) > count(text);
}

}  // namespace fuyuan
