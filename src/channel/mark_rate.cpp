#include "channel/mark_rate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "channel/charset_decoder.hpp"
#include "channel/charset_pair.hpp"

namespace fuyuan {
namespace {

/// A character of two bytes, and its share of Chinese text.
struct CommonPair {
  unsigned char lead;
  unsigned char trail;
  double share;
};

/// Those of Chinese text in the charset: hanzi, and the marks of fullwidth text.
std::vector<CommonPair> list_common_pairs(const Charset& charset, const LanguageModel& model) {
  std::vector<CommonPair> pairs;
  const auto add = [&](char32_t first, char32_t last) {
    for (char32_t cp = first; cp <= last; ++cp) {
      const EncodedChar encoded = charset.encode(cp);
      if (encoded.length != 2 || is_of_other_script(charset, cp)) continue;
      pairs.push_back(
          {encoded.bytes[0], encoded.bytes[1], std::exp(model.unigram(model.token(cp)))});
    }
  };
  add(0x4E00, 0x9FFF);
  add(0x3001, 0x3015);  // 、 。 and quotation marks
  add(0xFF01, 0xFF5E);  // ， ？ and their like
  return pairs;
}

/// The same, listed once for all channels that have that original.
const std::vector<CommonPair>& common_pairs(const Charset& charset, const LanguageModel& model) {
  static std::mutex mutex;
  static std::map<std::pair<const Charset*, const LanguageModel*>, std::vector<CommonPair>> known;
  const std::lock_guard lock(mutex);
  const auto [at, is_new] = known.try_emplace({&charset, &model});
  if (is_new) at->second = list_common_pairs(charset, model);
  return at->second;
}

}  // namespace

float find_mark_rate(const Charset& original, const Charset& wrong, const LanguageModel& model) {
  constexpr double kLeast = 0.002;
  if (original.framing() == Framing::utf8) return CharsetDecoder::kUsualMarkRate;
  if (wrong.framing() == Framing::single_byte) return 0;  // no pair of it survives as such
  // Of those decoders of GBK that write question marks, many lack what users defined.
  static const Charset& strict_gbk = *find_charset("gbk");
  const Charset& table = wrong.name() == "gb18030" ? strict_gbk : wrong;
  double all = kLeast;
  double lost = kLeast * kLeast;
  for (const CommonPair& pair : common_pairs(original, model)) {
    all += pair.share;
    if (!table.is_pair(pair.lead, pair.trail)) lost += pair.share;
  }
  return static_cast<float>(std::log(std::max(lost / all, kLeast)));
}

}  // namespace fuyuan
