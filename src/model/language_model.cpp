#include "model/language_model.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "model/model_check.hpp"
#include "model/model_format.hpp"
#include "model/successor_sets.hpp"
#include "model/text_scorer.hpp"
#include "text/char_class.hpp"

extern "C" {
extern const unsigned char fuyuan_model[];     // NOLINT
extern const std::uint64_t fuyuan_model_size;  // NOLINT
}

namespace fuyuan {
namespace {

std::uint32_t next_id() {
  static std::atomic<std::uint32_t> last = 0;
  return ++last;
}

ModelHeader read_header(std::span<const unsigned char> bytes) {
  ModelHeader header{};
  if (bytes.size() < sizeof header) throw std::runtime_error("not a model: too short");
  std::memcpy(&header, bytes.data(), sizeof header);
  return header;
}

ModelHeader read_checked_header(std::span<const unsigned char> bytes) {
  const ModelHeader header = read_header(bytes);
  check_model(header, bytes);
  return header;
}

}  // namespace

const LanguageModel& LanguageModel::embedded() {
  // Not checked: to read all of it takes longer than a short document does.
  const std::span bytes(fuyuan_model, fuyuan_model_size);
  static const LanguageModel model(bytes, read_header(bytes));
  return model;
}

LanguageModel::LanguageModel(std::span<const unsigned char> bytes)
    : LanguageModel(bytes, read_checked_header(bytes)) {}

LanguageModel::LanguageModel(std::span<const unsigned char> bytes, const ModelHeader& header)
    : id_(next_id()), size_(bytes.size()) {
  const auto read = [&]<typename T>(ModelHeader::Section which, const T*& array) {
    array = read_section<T>(header, bytes, which).data();
  };
  vocabulary_ = header.vocabulary;
  read(ModelHeader::page_index, page_index_);
  read(ModelHeader::pages, pages_);
  read(ModelHeader::spread, spread_);
  read(ModelHeader::unigram, unigram_);
  read(ModelHeader::unigram_backoff, unigram_backoff_);
  read(ModelHeader::code_points, code_points_);
  read(ModelHeader::rows, rows_);
  read(ModelHeader::bigram_ids, bigram_ids_);
  read(ModelHeader::bigram_probability, bigram_probability_);
  read(ModelHeader::levels, trigram_levels_);
  fourgram_levels_ = trigram_levels_ + (1U << NGramRows::kLevelBits);
  pair_backoffs_ = fourgram_levels_ + (1U << NGramRows::kLevelBits);
  triple_backoffs_ = pair_backoffs_ + (1U << NGramRows::kWeightBits);
  const auto rows = [&](ModelHeader::Section blocks, ModelHeader::Section stream) {
    return NGramRows(read_section<std::uint32_t>(header, bytes, blocks),
                     read_section<unsigned char>(header, bytes, stream));
  };
  trigrams_ = rows(ModelHeader::trigram_blocks, ModelHeader::trigrams);
  fourgrams_ = rows(ModelHeader::fourgram_blocks, ModelHeader::fourgrams);
  const auto description = read_section<char>(header, bytes, ModelHeader::description);
  description_ = {description.data(), description.size()};
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

LanguageModel::Scored LanguageModel::score_found(const Context& context, Token token,
                                                 std::int32_t bigram,
                                                 std::int32_t trigram) const noexcept {
  Scored scored;
  scored.bigram = bigram;
  if (bigram < 0) {
    scored.log_probability =
        unigram_[token] + context.backoff1 + context.backoff2 + context.backoff3;
    return scored;
  }
  if (trigram < 0) {
    scored.log_probability = -kProbabilityStep * static_cast<float>(bigram_probability_[bigram]) +
                             context.backoff2 + context.backoff3;
    return scored;
  }
  const auto place = static_cast<std::uint32_t>(trigram);
  scored.trigram = static_cast<std::int32_t>(context.trigrams.first + place);
  // The tokens after the last two are what a four-gram's rank counts.
  const int fourgram = fourgrams_.find(context.fourgrams, place);
  scored.log_probability =
      fourgram == NGramRows::kMissing
          ? trigram_levels_[trigrams_.level(context.trigrams, place)] + context.backoff3
          : fourgram_levels_[fourgrams_.level(context.fourgrams,
                                              static_cast<std::size_t>(fourgram))];
  return scored;
}

LanguageModel::Scored LanguageModel::score(const Context& context, Token token) const noexcept {
  const std::int32_t bigram = find_bigram(context.third, token);
  if (bigram < 0) return score_found(context, token, -1, -1);
  // What `advance` will ask for lies far away.
  trigrams_.prefetch(static_cast<std::size_t>(bigram));
  const int trigram =
      trigrams_.find(context.trigrams, static_cast<std::uint32_t>(bigram) - rows_[context.third]);
  if (trigram >= 0)
    fourgrams_.prefetch(context.trigrams.first + static_cast<std::uint32_t>(trigram));
  return score_found(context, token, bigram, trigram);
}

LanguageModel::AscendingScorer::AscendingScorer(const LanguageModel& model, const Context& context)
    : model_(&model),
      context_(context),
      successors_(SuccessorSets::of_thread().of(model, context.third)) {}

LanguageModel::Scored LanguageModel::AscendingScorer::score(Token token) noexcept {
  const std::int32_t place = successors_.find(token);
  if (place < 0) return model_->score_found(context_, token, -1, -1);
  const NGramRow& row = context_.trigrams;
  const auto rank = static_cast<std::uint32_t>(place);
  const NGramRows& rows = model_->trigrams_;
  if (trigram_ < row.size && rows.rank(row, trigram_) < rank)
    trigram_ = rows.lower_bound(row, rank, trigram_ + 1);
  const bool known = trigram_ < row.size && rows.rank(row, trigram_) == rank;
  return model_->score_found(context_, token,
                             static_cast<std::int32_t>(model_->rows_[context_.third] + rank),
                             known ? static_cast<std::int32_t>(trigram_) : NGramRows::kMissing);
}

void LanguageModel::set_trigrams(Context& context, const NGramRow& row) const noexcept {
  context.trigrams = row;
  context.backoff2 = row.size > 0 ? pair_backoffs_[row.weight] : 0;
}

void LanguageModel::set_fourgrams(Context& context, const NGramRow& row) const noexcept {
  context.fourgrams = row;
  context.backoff3 = row.size > 0 ? triple_backoffs_[row.weight] : 0;
}

Context LanguageModel::follow(const Context& context, Token token,
                              const Scored& scored) const noexcept {
  if (token == kBoundary) return start();
  Context next;
  next.first = context.second;
  next.second = context.third;
  next.third = token;
  next.backoff1 = unigram_backoff_[token];
  next.open_pair = scored.bigram;
  next.open_triple = scored.trigram;
  return next;
}

void LanguageModel::complete(Context& context) const noexcept {
  if (const auto pair = std::exchange(context.open_pair, -1); pair >= 0)
    set_trigrams(context, trigrams_.row(static_cast<std::size_t>(pair)));
  if (const auto triple = std::exchange(context.open_triple, -1); triple >= 0)
    set_fourgrams(context, fourgrams_.row(static_cast<std::size_t>(triple)));
}

void LanguageModel::prefetch(const Context& context) const noexcept {
  if (context.open_pair >= 0) trigrams_.prefetch(static_cast<std::size_t>(context.open_pair));
  if (context.open_triple >= 0) fourgrams_.prefetch(static_cast<std::size_t>(context.open_triple));
}

double LanguageModel::score_text(std::u32string_view text) const noexcept {
  double total = 0;
  TextScorer scorer(*this);
  std::array<float, 64> scores;
  for (; !text.empty(); text.remove_prefix(std::min(scores.size(), text.size()))) {
    const std::u32string_view piece = text.substr(0, scores.size());
    scorer.score(piece, std::span(scores).first(piece.size()));
    for (std::size_t i = 0; i < piece.size(); ++i) total += scores[i];
  }
  return total;
}

}  // namespace fuyuan
