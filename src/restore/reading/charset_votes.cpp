#include "restore/reading/charset_votes.hpp"

#include <algorithm>
#include <memory>

#include <uchardet.h>

#include "charset/charset.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kSample = 65536;  ///< bytes that uchardet is asked about
constexpr double kDetectorVote = 3;     ///< nats
/// Bytes beyond ASCII: of fewer uchardet tells hardly ever what they are.
constexpr std::ptrdiff_t kEnoughToDetect = 6;
/// Nats: most files with few such bytes are GBK, and a pair comes to something in every charset.
constexpr double kCommonestVote = 2;
/// Nats: a hint shifts the decision, and never makes it alone.
constexpr double kHintVote = 8;

}  // namespace

const Misread* raw_channel_of(std::string_view name) {
  const Charset* charset = find_charset(name);
  if (charset == nullptr) return nullptr;
  // The registry has one channel a family: GBK and GB 2312 are GB 18030.
  const std::string_view family = charset->name().substr(0, 2);
  for (const Misread* raw : Registry::instance().raw()) {
    if (&raw->original() == charset) return raw;
  }
  for (const Misread* raw : Registry::instance().raw()) {
    const std::string_view original = raw->original().name();
    if ((family == "gb" || family == "bi") && original.substr(0, 2) == family) return raw;
  }
  return nullptr;
}

std::map<const Misread*, double> collect_votes(std::string_view bytes, std::string_view hint) {
  std::map<const Misread*, double> votes;
  const std::string_view sample = bytes.substr(0, kSample);
  if (std::count_if(sample.begin(), sample.end(), [](char c) { return (c & 0x80) != 0; }) <
      kEnoughToDetect) {
    votes[raw_channel_of("gb18030")] += kCommonestVote;
    if (const Misread* raw = raw_channel_of(hint)) votes[raw] += kHintVote;
    return votes;
  }
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), std::min(bytes.size(), kSample)) == 0) {
    uchardet_data_end(detector.get());
    if (const Misread* raw = raw_channel_of(uchardet_get_charset(detector.get())))
      votes[raw] += kDetectorVote;
  }
  if (!hint.empty()) {
    if (const Misread* raw = raw_channel_of(hint)) votes[raw] += kHintVote;
  }
  return votes;
}

}  // namespace fuyuan
