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

Context LanguageModel::start() const noexcept {
  Context context;
  context.backoff1 = unigram_backoff_[kBoundary];
  return context;
}

LanguageModel::AscendingScorer::AscendingScorer(const LanguageModel& model, const Context& context)
    : model_(&model),
      context_(context),
      successors_(SuccessorSets::of_thread().of(model, context.third)) {}

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
