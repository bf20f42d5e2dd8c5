#include "model/language_model.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "model/model_format.hpp"
#include "text/char_class.hpp"

extern "C" {
extern const unsigned char fuyuan_model[];     // NOLINT
extern const std::uint64_t fuyuan_model_size;  // NOLINT
}

namespace fuyuan {

const LanguageModel& LanguageModel::embedded() {
  static const LanguageModel model({fuyuan_model, fuyuan_model_size});
  return model;
}

LanguageModel::LanguageModel(std::span<const unsigned char> bytes) : size_(bytes.size()) {
  ModelHeader header{};
  if (bytes.size() < sizeof header) throw std::runtime_error("not a model: too short");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != ModelHeader::kMagic) throw std::runtime_error("not a model of this version");
  if (header.file_size != bytes.size()) throw std::runtime_error("model cut short");
  for (int i = 0; i < ModelHeader::section_count; ++i) {
    if (header.offset[i] % 8 != 0 || header.offset[i] > bytes.size() ||
        header.size[i] > bytes.size() - header.offset[i]) {
      throw std::runtime_error("model damaged: section outside the file");
    }
  }
  const auto section = [&](ModelHeader::Section which) {
    return static_cast<const void*>(bytes.data() + header.offset[which]);
  };
  vocabulary_ = header.vocabulary;
  page_index_ = static_cast<const std::uint16_t*>(section(ModelHeader::page_index));
  pages_ = static_cast<const Token*>(section(ModelHeader::pages));
  spread_ = static_cast<const float*>(section(ModelHeader::spread));
  unigram_ = static_cast<const float*>(section(ModelHeader::unigram));
  unigram_backoff_ = static_cast<const float*>(section(ModelHeader::unigram_backoff));
  code_points_ = static_cast<const char32_t*>(section(ModelHeader::code_points));
  rows_ = static_cast<const std::uint32_t*>(section(ModelHeader::rows));
  bigram_ids_ = static_cast<const Token*>(section(ModelHeader::bigram_ids));
  bigram_probability_ = static_cast<const unsigned char*>(section(ModelHeader::bigram_probability));
  bigram_backoff_ = static_cast<const unsigned char*>(section(ModelHeader::bigram_backoff));
  trigram_levels_ = static_cast<const float*>(section(ModelHeader::levels));
  fourgram_levels_ = trigram_levels_ + 32;
  backoff_levels_ = trigram_levels_ + 64;
  const auto* slots = static_cast<const std::uint16_t*>(section(ModelHeader::long_ngrams));
  long_ngrams_ = StaticMap({slots, header.size[ModelHeader::long_ngrams] / sizeof(std::uint16_t)},
                           header.map_seed, header.segment_length);
  description_ = {static_cast<const char*>(section(ModelHeader::description)),
                  header.size[ModelHeader::description]};
  fallback_ = static_cast<Token>(1 + static_cast<int>(CharClass::unassigned));
}

std::int32_t LanguageModel::find_bigram(Token first, Token second) const noexcept {
  const std::uint32_t begin = rows_[first];
  std::uint32_t length = rows_[first + 1] - begin;
  if (length == 0) return -1;
  const Token* at = bigram_ids_ + begin;
  while (length > 1) {  // branch-free halving: the compiler makes a conditional move of it
    const std::uint32_t half = length / 2;
    at += at[half - 1] < second ? half : 0;
    length -= half;
  }
  return *at == second ? static_cast<std::int32_t>(at - bigram_ids_) : -1;
}

Context LanguageModel::start() const noexcept {
  Context context;
  context.backoff1 = unigram_backoff_[kBoundary];
  return context;
}

LanguageModel::Scored LanguageModel::score_bigram(const Context& context, Token token,
                                                  std::int32_t bigram) const noexcept {
  Scored scored;
  scored.bigram = bigram;
  if (scored.bigram < 0) {
    scored.log_probability =
        unigram_[token] + context.backoff1 + context.backoff2 + context.backoff3;
    return scored;
  }
  // A context without a back-off weight was never continued: asking the map would only find what is
  // not there.
  const int trigram = context.backoff2 == 0
                          ? StaticMap::kMissing
                          : long_ngrams_.find(trigram_key(context.second, context.third, token));
  if (trigram == StaticMap::kMissing) {
    const auto stored = bigram_probability_[scored.bigram];
    scored.log_probability =
        -kProbabilityStep * static_cast<float>(stored) + context.backoff2 + context.backoff3;
    return scored;
  }
  scored.trigram = true;
  // The map finds what is not there once in two thousand times: no true n-gram is likelier than
  // its parts allow.
  const float bigram_log =
      -kProbabilityStep * static_cast<float>(bigram_probability_[scored.bigram]);
  scored.from_trigram = std::min(trigram_levels_[trigram], bigram_log + context.most2 + kSlack);
  const int fourgram =
      context.backoff3 == 0
          ? StaticMap::kMissing
          : long_ngrams_.find(fourgram_key(context.first, context.second, context.third, token));
  scored.log_probability =
      fourgram == StaticMap::kMissing
          ? scored.from_trigram + context.backoff3
          : std::min(fourgram_levels_[fourgram], scored.from_trigram + context.most3 + kSlack);
  return scored;
}

Context LanguageModel::advance(const Context& context, Token token,
                               const Scored& scored) const noexcept {
  Context next;
  if (token == kBoundary) return start();
  next.first = context.second;
  next.second = context.third;
  next.third = token;
  next.backoff1 = unigram_backoff_[token];
  if (scored.bigram >= 0) {
    next.backoff2 =
        kBackoffBias - kBackoffStep * static_cast<float>(bigram_backoff_[scored.bigram]);
    const float bigram_log =
        -kProbabilityStep * static_cast<float>(bigram_probability_[scored.bigram]);
    next.most2 = unigram_[token] - unigram_[context.third] - bigram_log;
    if (scored.trigram) next.most3 = context.most2 + bigram_log - scored.from_trigram;
  }
  if (scored.trigram) {
    const int level = long_ngrams_.find(backoff_key(context.second, context.third, token));
    if (level != StaticMap::kMissing) next.backoff3 = backoff_levels_[level];
  }
  return next;
}

double LanguageModel::score_text(std::u32string_view text) const noexcept {
  double total = 0;
  Context context = start();
  for (const char32_t cp : text) {
    const Token next = token(cp);
    const Scored scored = score(context, next);
    total += scored.log_probability + spread(cp, next);
    context = advance(context, next, scored);
  }
  return total;
}

}  // namespace fuyuan
