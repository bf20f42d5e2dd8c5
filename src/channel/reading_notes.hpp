#pragma once

#include "channel/noise.hpp"
#include "channel/note.hpp"

namespace fuyuan {

/// Readings that converters and flattened ruby leave behind characters: `工(gōng)具 的(de)`,
/// `会(hui)(hui)`, `[漢字(hàn zì)]`, 漢(ㄏㄢˋ). Notes on Traditional characters alone are the
/// business of ConvertedPage. A text that teaches has the same, so that these go only where the user
/// asks for it; then one is enough.
class ReadingNotes : public Noise {
 public:
  ReadingNotes(NoteLetters letters, const LanguageModel& model)
      : letters_(letters), model_(model) {}

  std::string_view name() const override;
  std::string_view summary() const override;
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
  std::vector<Place> find(std::u32string_view line) const override;
  bool is_often_meant() const override { return true; }
  std::size_t least_places() const override { return 1; }
  std::size_t least_share() const override { return 80; }

 private:
  bool is_common(char32_t han) const;

  NoteLetters letters_;
  const LanguageModel& model_;
};

}  // namespace fuyuan
