#include "cli/eval/aims.hpp"

#include <string_view>

#include <fmt/format.h>

#include "cli/eval/rows.hpp"

namespace fuyuan::eval {
namespace {

/// A share of something, which is to be at least or at most `aim`.
struct Aim {
  std::string_view name;
  bool (*includes)(const Score& score);
  std::size_t Figures::*part;
  std::size_t Figures::*whole;
  double aim;       ///< 0–1
  bool is_at_most;  ///< errors; otherwise at least
};

bool is_of(const Score& score, Family family) { return score.family == family; }

bool is_chinese(const Score& score) {
  return score.language == Language::simplified || score.language == Language::traditional;
}

bool is_japanese_or_korean(const Score& score) {
  return score.language == Language::japanese || score.language == Language::korean;
}

bool has_marks(const Score& score) {
  return score.language == Language::simplified && score.damage.starts_with("utf8-as-gbk:") &&
         !score.damage.ends_with("iconv-c") && !score.damage.ends_with("ignore");
}

bool is_long_enough(const Score& score) {
  constexpr std::size_t kLong = 40;
  return score.shape.kind == Shape::Kind::whole || score.shape.size >= kLong;
}

bool is_byte_by_byte(const Score& score) {
  return has_marks(score) &&
         (score.damage.ends_with(":question") || score.damage.ends_with(":python"));
}

bool is_news(const Score& score) { return score.label.ends_with("news"); }

constexpr auto kExact = &Figures::exact;
constexpr auto kDocuments = &Figures::documents;
constexpr auto kErrors = &Figures::errors;
constexpr auto kCharacters = &Figures::characters;

std::vector<Aim> aims() {
  return {
      {"misread, one step, nothing lost: exact",
       [](const Score& score) { return is_of(score, Family::misread) && is_chinese(score); },
       &Figures::lossless_exact, &Figures::lossless, 0.995, false},
      {"the same, Japanese and Korean",
       [](const Score& score) {
         return is_of(score, Family::misread) && is_japanese_or_korean(score);
       },
       &Figures::lossless_exact, &Figures::lossless, 0.995, false},
      {"several steps, nothing lost: exact",
       [](const Score& score) { return is_of(score, Family::chain); }, &Figures::lossless_exact,
       &Figures::lossless, 0.98, false},
      {"UTF-8 read as GBK, `?` or U+FFFD a byte, news: destroyed characters brought back",
       [](const Score& score) { return is_byte_by_byte(score) && is_news(score); },
       &Figures::brought_back, &Figures::destroyed, 0.94, false},
      {"the same, all texts", is_byte_by_byte, &Figures::brought_back, &Figures::destroyed, 0.90,
       false},
      {"the same, every decoder that leaves marks", has_marks, &Figures::brought_back,
       &Figures::destroyed, 0.90, false},
      {"UTF-8 read as GBK, no marks left: CER",
       [](const Score& score) {
         return score.language == Language::simplified && score.damage == "utf8-as-gbk:iconv-c";
       },
       kErrors, kCharacters, 0.04, true},
      {"frame shift: CER", [](const Score& score) { return is_of(score, Family::frame_shift); },
       kErrors, kCharacters, 0.005, true},
      {"converted page: exact",
       [](const Score& score) { return is_of(score, Family::converted_page); }, kExact, kDocuments,
       0.95, false},
      {"converted page: CER",
       [](const Score& score) { return is_of(score, Family::converted_page); }, kErrors,
       kCharacters, 0.001, true},
      {"script, character by character: CER",
       [](const Score& score) { return score.damage == "traditional"; }, kErrors, kCharacters,
       0.0001, true},
      {"escapes: exact", [](const Score& score) { return is_of(score, Family::escape); }, kExact,
       kDocuments, 0.995, false},
      {"raw charsets, 40 characters or more: exact",
       [](const Score& score) { return is_of(score, Family::raw) && is_long_enough(score); },
       kExact, kDocuments, 0.995, false},
      {"healthy text left as it is",
       [](const Score& score) { return is_of(score, Family::healthy); }, kExact, kDocuments, 0.9999,
       false},
      {"characters inferred with 90 % or more: right", [](const Score&) { return true; },
       &Figures::inferred_right, &Figures::inferred, 0.9, false},
  };
}

std::string percent(double value) {
  return fmt::format("{:.{}f} %", 100 * value, value < 0.001 || value > 0.999 ? 3 : 2);
}

std::string row(const Aim& aim, std::size_t part, std::size_t whole) {
  const double value = static_cast<double>(part) / static_cast<double>(whole);
  const bool is_met = aim.is_at_most ? value <= aim.aim : value >= aim.aim;
  return markdown_row({std::string(aim.name), fmt::format("{}", whole), percent(value),
                       fmt::format("{} {}", aim.is_at_most ? "≤" : "≥", percent(aim.aim)),
                       is_met ? "met" : "missed"});
}

/// Broken lines among others are to come back as well as by themselves.
std::string mixed_row(const std::vector<Score>& scores) {
  Figures together;
  Figures alone;
  for (const Score& score : scores) {
    if (score.damage == "mixed:together") together.add(score.figures);
    if (score.damage == "mixed:alone") alone.add(score.figures);
  }
  if (alone.documents == 0) return {};
  return markdown_row({"every line broken another way: lines exact",
                       fmt::format("{}", together.documents),
                       share(together.exact, together.documents),
                       fmt::format("≥ {} (alone)", share(alone.exact, alone.documents)),
                       together.exact >= alone.exact ? "met" : "missed"});
}

}  // namespace

std::string aims_table(const std::vector<Score>& scores) {
  std::string out = markdown_head({"what", "of", "measured", "aim", ""});
  const std::vector<Score> documents = without_runs(scores);
  for (const Aim& aim : aims()) {
    std::size_t part = 0;
    std::size_t whole = 0;
    for (const Score& score : documents) {
      if (!aim.includes(score)) continue;
      part += score.figures.*aim.part;
      whole += score.figures.*aim.whole;
    }
    if (whole != 0) out += row(aim, part, whole);
  }
  return out + mixed_row(documents);
}

}  // namespace fuyuan::eval
