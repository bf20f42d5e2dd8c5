#include "lattice/simplifier.hpp"

#include <algorithm>
#include <array>

#include "channel/arc_buffer.hpp"
#include "channel/note.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/han_words.hpp"
#include "text/surnames.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kReach = 3;  ///< characters: what the model's order sees
constexpr std::size_t kBeam = 16;

/// What a word speaks for its form of a character, in nats: 瞭 is 了 in 瞭解 and stays in 瞭望, but
/// before and behind them the model has seen either. Where two words meet, the model may know
/// better.
constexpr float kOfWord = 8.0F;

/// What a name speaks for a character of it that stays as it is, such as 乾, in nats, where the
/// model knows no word that it is part of in its other form: 葡萄干 is dry in companies, too.
constexpr float kOfName = 5.0F;
constexpr double kOfWords = 2;  ///< nats by which words make a character likelier than elsewhere
constexpr std::size_t kLongestCompany = 8;  ///< characters, before what it is

bool is_ambiguous(char32_t character) { return simplified_candidates(character).size() > 1; }

/// What the words of the line make of its characters; 0 where none is known.
std::u32string forms_of_words(std::u32string_view line) {
  std::u32string out(line.size(), 0);
  for (std::size_t at = 0; at < line.size();) {
    const HanWord word = find_han_word(line.substr(at));
    std::copy(word.simplified.begin(), word.simplified.end(),
              out.begin() + static_cast<std::ptrdiff_t>(at));
    at += std::max<std::size_t>(word.simplified.size(), 1);
  }
  return out;
}

/// Whether the character ends the name of a person: behind a surname, or one more, in a field or
/// between signs.
bool ends_person(std::u32string_view line, std::size_t at) {
  constexpr std::size_t kLongestName = 3;
  const auto is_edge = [&](std::size_t i) { return i >= line.size() || !is_han(line[i]); };
  if (!is_edge(at + 1)) return false;
  for (std::size_t length = 2; length <= std::min(kLongestName, at + 1); ++length) {
    const std::size_t begin = at + 1 - length;
    if (!is_han(line[begin])) return false;
    if (is_common_surname(line[begin]) && (begin == 0 || is_edge(begin - 1))) return true;
  }
  return false;
}

/// Whether it is in the name of a company or begins that of a county.
bool is_of_place(std::u32string_view line, std::size_t at) {
  constexpr std::array<std::u32string_view, 3> kKinds = {U"公司", U"集團", U"廠"};
  std::u32string_view behind = line.substr(at + 1, kLongestCompany + kKinds[0].size());
  const auto end = std::find_if_not(behind.begin(), behind.end(), is_han);
  behind = behind.substr(0, static_cast<std::size_t>(end - behind.begin()));
  const auto is_there = [&](std::u32string_view kind) {
    const std::size_t found = behind.find(kind);
    return found != std::u32string_view::npos && found > 0;
  };
  if (std::any_of(kKinds.begin(), kKinds.end(), is_there)) return true;
  return behind.size() > 1 && behind[1] == U'縣';
}

/// Whether the model knows the form from words that end or begin there.
bool is_of_word(std::u32string_view line, std::size_t at, char32_t form,
                const LanguageModel& model) {
  constexpr std::size_t kBefore = 2;
  const auto simplified = [](char32_t cp) {
    return is_traditional_only(cp) ? simplified_candidates(cp)[0] : cp;
  };
  const auto gain = [&](const std::u32string& before, char32_t next) {
    return model.score_text(before + next) - model.score_text(before) -
           model.unigram(model.token(next));
  };
  std::u32string before;
  for (std::size_t i = at - std::min(at, kBefore); i < at; ++i) before += simplified(line[i]);
  if (is_han(before.empty() ? 0 : before.back()) && gain(before, form) > kOfWords) return true;
  const char32_t next = at + 1 < line.size() ? simplified(line[at + 1]) : 0;
  return is_han(next) && gain(std::u32string(1, form), next) > kOfWords;
}

/// Whether it may stay as it is, and names have it rather as that.
bool is_of_name(std::u32string_view line, std::size_t at, const LanguageModel& model) {
  const std::u32string_view forms = simplified_candidates(line[at]);
  return is_ambiguous(line[at]) && !is_traditional_only(line[at]) && is_never_converted(line[at]) &&
         (ends_person(line, at) || is_of_place(line, at)) && !is_of_word(line, at, forms[0], model);
}

}  // namespace

std::u32string Simplifier::convert(std::u32string_view line) const {
  std::u32string out(line);
  std::u32string known;  // asked for where there is something to choose
  const auto choose_from = [&](std::size_t begin, std::size_t end) {
    if (known.empty()) known = forms_of_words(line);
    choose(out, line, known, begin, end);
  };
  std::size_t open = 0;  ///< where the stretch to decide about begins
  std::size_t last = 0;  ///< its last ambiguous character
  bool is_open = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::u32string_view forms = simplified_candidates(line[at]);
    if (forms.size() == 1) out[at] = forms[0];
    if (is_open && at > last + 2 * kReach) {
      choose_from(open, last + 1);
      is_open = false;
    }
    if (forms.size() < 2) continue;
    if (!is_open) open = at;
    is_open = true;
    last = at;
  }
  if (is_open) choose_from(open, last + 1);
  return out;
}

void Simplifier::choose(std::u32string& line, std::u32string_view original,
                        std::u32string_view known, std::size_t begin, std::size_t end) const {
  const std::size_t before = begin - std::min(begin, kReach);
  std::vector<Hypothesis> beam = {
      start_of(std::u32string_view(line).substr(before, begin - before))};
  std::vector<Step> steps = {{0, 0}};
  const std::size_t after = std::min(line.size(), end + kReach);
  for (std::size_t at = begin; at < after; ++at) {
    const auto note = match_note(original, at + 1);
    beam = extend(beam, line[at],
                  {known[at], note ? note->syllable : U"", is_of_name(original, at, model_)});
    for (Hypothesis& hypothesis : beam) {
      steps.push_back(hypothesis.last);
      hypothesis.last.before = static_cast<std::uint32_t>(steps.size() - 1);
    }
  }
  if (after == line.size()) {  // a line ends more readily after some characters
    for (Hypothesis& hypothesis : beam) {
      hypothesis.score += model_.score(hypothesis.context, kBoundary).log_probability;
    }
  }
  const auto best =
      std::max_element(beam.begin(), beam.end(),
                       [](const Hypothesis& a, const Hypothesis& b) { return a.score < b.score; });
  Step step = best->last;
  for (std::size_t at = after; at > begin; --at) {
    step = steps[step.before];
    if (at <= end) line[at - 1] = step.chosen;
  }
}

Simplifier::Hypothesis Simplifier::start_of(std::u32string_view before) const {
  Hypothesis start;
  start.context = model_.start();
  for (const char32_t character : before) {
    const Token token = model_.token(is_raw(character) ? kReplacement : character);
    start.context = model_.advance(start.context, token, model_.score(start.context, token));
  }
  return start;
}

std::vector<Simplifier::Hypothesis> Simplifier::extend(const std::vector<Hypothesis>& beam,
                                                       char32_t character,
                                                       const Facts& facts) const {
  const Candidate only{character, 0, kBoundary};
  thread_local std::vector<Candidate> forms;
  forms.clear();
  if (is_ambiguous(character)) {
    append_simplified(only, forms);
  } else {
    forms.push_back(only);
  }
  for (Candidate& form : forms) {
    form.log_probability += form.code_point == facts.known ? kOfWord : 0;
    form.log_probability += facts.is_name && form.code_point == character ? kOfName : 0;
  }
  weigh_by_reading(character, facts.reading, forms);
  std::vector<Hypothesis> next;
  for (const Hypothesis& hypothesis : beam) {
    for (const Candidate& candidate : forms) {
      const Token token =
          model_.token(is_raw(candidate.code_point) ? kReplacement : candidate.code_point);
      const auto found = model_.score(hypothesis.context, token);
      const float score = found.log_probability + model_.spread(candidate.code_point, token) +
                          candidate.log_probability;
      const Hypothesis longer{model_.advance(hypothesis.context, token, found),
                              hypothesis.score + score,
                              {hypothesis.last.before, candidate.code_point}};
      const auto same = std::find_if(next.begin(), next.end(), [&](const Hypothesis& h) {
        return h.context.key() == longer.context.key();
      });
      if (same == next.end()) {
        next.push_back(longer);
      } else if (same->score < longer.score) {
        *same = longer;
      }
    }
  }
  if (next.size() > kBeam) {
    std::nth_element(next.begin(), next.begin() + kBeam, next.end(),
                     [](const Hypothesis& a, const Hypothesis& b) { return a.score > b.score; });
    next.resize(kBeam);
  }
  return next;
}

}  // namespace fuyuan
