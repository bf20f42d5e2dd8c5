#include "restore/silent_loss.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "channel/registry.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Where so many are to be expected, one text in six hundred has none by chance.
constexpr double kExpected = 6.5;

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
                          channel.original().name().starts_with("big5");
  return is_chinese && wrong != nullptr && wrong->framing() != Framing::utf8;
}

/// The share of Chinese text that is lost.
double lost_share(const Misread& channel) {
  static std::mutex mutex;
  static std::map<const Misread*, double> known;
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = known.emplace(&channel, 0);
  if (!is_new) return found->second;
  const LanguageModel& model = LanguageModel::embedded();
  const bool is_traditional = channel.original().name().starts_with("big5");
  double all = 0;
  double lost = 0;
  for (char32_t cp = 0x3001; cp < 0xFF5F; cp = cp == 0x9FFF ? 0xFF01 : cp + 1) {
    if (is_traditional ? is_simplified_only(cp) : is_traditional_only(cp)) continue;
    if (channel.original().encode(cp).length != 2) continue;
    const Token token = model.token(cp);
    const double share = std::exp(model.unigram(token) + model.spread(cp, token));
    all += share;
    if (is_lost(channel, cp)) lost += share;
  }
  return found->second = all > 0 ? lost / all : 0;
}

struct Seen {
  std::size_t characters = 0;
  std::size_t lost = 0;  ///< that some decoders would have lost, and marks
};

}  // namespace

bool has_silent_loss(const Plan& plan) {
  std::map<const Misread*, Seen> seen;
  for (const Step& step : plan.steps) {
    for (const Span& span : step.spans) {
      const Misread* channel = Registry::instance().find_misread(span.channel);
      if (channel == nullptr || !reads_pairs_as_pairs(*channel)) continue;
      Seen& counts = seen[channel];
      counts.lost += span.inferred.size();
      for (const char32_t cp : to_utf32(span.after)) {
        if (cp < 0x80) continue;
        ++counts.characters;
        counts.lost += cp == kReplacement || is_lost(*channel, cp) ? 1 : 0;
      }
    }
  }
  return std::any_of(seen.begin(), seen.end(), [](const auto& entry) {
    const auto& [channel, counts] = entry;
    return counts.lost == 0 &&
           static_cast<double>(counts.characters) * lost_share(*channel) > kExpected;
  });
}

}  // namespace fuyuan
