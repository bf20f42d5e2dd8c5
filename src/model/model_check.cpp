#include "model/model_check.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>

#include "model/ngram_rows.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPages = 0x110000 / 256;
constexpr std::size_t kLevels =
    2 * (std::size_t{1} << NGramRows::kLevelBits) + 2 * (std::size_t{1} << NGramRows::kWeightBits);
constexpr std::uint32_t kMostTokens = 0x10000;
/// The boundary and the classes of what has no token of its own.
constexpr std::uint32_t kLeastTokens = 2 + static_cast<std::uint32_t>(CharClass::unassigned);

void require(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error("model damaged: " + what);
}

/// The sections of a model as arrays.
class Sections {
 public:
  Sections(const ModelHeader& header, std::span<const unsigned char> bytes)
      : header_(header), bytes_(bytes) {}

  /// Throws unless they all lie inside the file.
  void check_places() const {
    for (int i = 0; i < ModelHeader::section_count; ++i) {
      require(header_.offset[i] % 8 == 0 && header_.offset[i] <= bytes_.size() &&
                  header_.size[i] <= bytes_.size() - header_.offset[i],
              "section outside the file");
    }
  }

  template <typename T>
  std::span<const T> read(ModelHeader::Section which) const {
    return read_section<T>(header_, bytes_, which);
  }

  template <typename T>
  void check_size(ModelHeader::Section which, std::size_t count) const {
    require(header_.size[which] == count * sizeof(T), "section of the wrong size");
  }

 private:
  const ModelHeader& header_;
  std::span<const unsigned char> bytes_;
};

template <typename T>
bool all_below(std::span<const T> values, std::size_t bound) {
  return std::all_of(values.begin(), values.end(), [&](T value) { return value < bound; });
}

void check_tokens(const Sections& sections, std::uint32_t vocabulary) {
  require(vocabulary >= kLeastTokens && vocabulary <= kMostTokens, "size of the vocabulary");
  sections.check_size<std::uint16_t>(ModelHeader::page_index, kPages);
  const auto pages = sections.read<std::uint16_t>(ModelHeader::pages);
  require(pages.size() % 256 == 0 &&
              all_below(sections.read<std::uint16_t>(ModelHeader::page_index), pages.size() / 256),
          "page outside the file");
  require(all_below(pages, vocabulary), "token outside the vocabulary");
  for (const auto which : {ModelHeader::spread, ModelHeader::unigram, ModelHeader::unigram_backoff,
                           ModelHeader::code_points}) {
    sections.check_size<float>(which, vocabulary);
  }
}

void check_bigrams(const Sections& sections, std::uint32_t vocabulary) {
  sections.check_size<std::uint32_t>(ModelHeader::rows, std::size_t{vocabulary} + 1);
  const auto rows = sections.read<std::uint32_t>(ModelHeader::rows);
  const auto ids = sections.read<std::uint16_t>(ModelHeader::bigram_ids);
  require(
      rows.front() == 0 && rows.back() == ids.size() && std::is_sorted(rows.begin(), rows.end()),
      "bigram outside the file");
  require(all_below(ids, vocabulary), "token outside the vocabulary");
  sections.check_size<unsigned char>(ModelHeader::bigram_probability, ids.size());
}

}  // namespace

void check_model(const ModelHeader& header, std::span<const unsigned char> bytes) {
  if (header.magic != ModelHeader::kMagic) throw std::runtime_error("not a model of this version");
  if (header.file_size != bytes.size()) throw std::runtime_error("model cut short");
  const Sections sections(header, bytes);
  sections.check_places();
  check_tokens(sections, header.vocabulary);
  check_bigrams(sections, header.vocabulary);
  // NGramRows looks whether a row is inside its stream.
  sections.check_size<float>(ModelHeader::levels, kLevels);
}

}  // namespace fuyuan
