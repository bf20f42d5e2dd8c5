#include "channel/arc_buffer.hpp"

#include <algorithm>

#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

/// What a less usual Simplified form costs beside the usual one, in nats: the model decides, but
/// needs a reason.
constexpr float kUnusualForm = -1.5F;
/// A character that Simplified text has as well. The model has seen converted pages, in which 著名
/// had become 着名.
constexpr float kKept = 1.0F;
/// What it costs to leave a character as it is that Simplified text does not have, such as 於: the
/// model knows it from Traditional text, where it was right.
constexpr float kLeftTraditional = -6.0F;

/// What a note behind the character speaks for the form that it suits best, in nats.
constexpr float kOfReading = 5.0F;

/// What it costs that the converter turned a character here that it left alone elsewhere.
constexpr float kConvertedHereOnly = -4.0F;

}  // namespace

void append_simplified(const Candidate& candidate, std::vector<Candidate>& out) {
  const std::u32string_view forms = simplified_candidates(candidate.code_point);
  if (forms.empty()) out.push_back(candidate);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const bool left = forms[i] == candidate.code_point && is_traditional_only(forms[i]);
    const bool kept = forms[i] == candidate.code_point && !left;
    const float cost = kept ? kKept : i == 0 ? 0.0F : left ? kLeftTraditional : kUnusualForm;
    out.push_back({forms[i], candidate.log_probability + cost});
  }
}

bool is_never_converted(char32_t traditional) {
  const auto is_made_of = [&](char32_t form) {
    if (form == traditional) return false;
    const std::u32string_view written = traditional_candidates(form);
    const auto first =
        std::find_if(written.begin(), written.end(), [&](char32_t one) { return one != form; });
    return first == written.end() || *first == traditional;
  };
  const std::u32string_view forms = simplified_candidates(traditional);
  return std::none_of(forms.begin(), forms.end(), is_made_of);
}

void weigh_by_reading(char32_t traditional, std::u32string_view reading,
                      std::span<Candidate> forms) {
  if (reading.empty() || forms.size() < 2 || !is_never_converted(traditional)) return;
  // A form has the other script's readings behind its own, which are the more usual ones.
  const auto rank = [&](const Candidate& form) {
    return rank_reading(form.code_point, reading).value_or(std::u32string_view::npos);
  };
  std::size_t best = std::u32string_view::npos;
  for (const Candidate& form : forms) best = std::min(best, rank(form));
  for (Candidate& form : forms) {
    if (rank(form) == best) form.log_probability += kOfReading;
  }
}

void ArcBuffer::weigh_forms(char32_t traditional, std::span<Candidate> forms) const {
  const auto is_left = [&](const Candidate& form) { return form.code_point == traditional; };
  if (std::none_of(forms.begin(), forms.end(), is_left)) return;
  for (Candidate& form : forms) {
    if (!is_left(form) &&
        std::binary_search(unconverted_.begin(), unconverted_.end(), form.code_point)) {
      form.log_probability += kConvertedHereOnly;
    }
  }
}

void ArcBuffer::add_candidate(Candidate candidate) {
  if (to_simplified_) {
    const std::size_t first = candidates_.size();
    append_simplified(candidate, candidates_);
    weigh_by_reading(candidate.code_point, reading_, std::span(candidates_).subspan(first));
    if (!unconverted_.empty())
      weigh_forms(candidate.code_point, std::span(candidates_).subspan(first));
  } else {
    candidates_.push_back(candidate);
  }
}

void ArcBuffer::emit(char32_t code_point) {
  Emission emission;
  emission.first = static_cast<std::uint32_t>(candidates_.size());
  add_candidate({code_point, 0});
  emission.count = static_cast<std::uint32_t>(candidates_.size()) - emission.first;
  emissions_.push_back(emission);
}

void ArcBuffer::emit_choice(std::span<const Candidate> choice, bool inferred) {
  Emission emission;
  emission.first = static_cast<std::uint32_t>(candidates_.size());
  for (const Candidate& candidate : choice) add_candidate(candidate);
  emission.count = static_cast<std::uint32_t>(candidates_.size()) - emission.first;
  emission.inferred = inferred;
  emission.sorted = !to_simplified_ && !choice.empty() && choice[0].token != kBoundary;
  emissions_.push_back(emission);
}

}  // namespace fuyuan
