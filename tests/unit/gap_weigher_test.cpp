#include "restore/measure/gap_weigher.hpp"

#include "catch.hpp"

using fuyuan::LanguageModel;
using fuyuan::weigh_gaps;

namespace {

/// By token: whether it is one of `characters`.
std::vector<char> lost(std::u32string_view characters) {
  const LanguageModel& model = LanguageModel::embedded();
  std::vector<char> out(model.vocabulary_size());
  for (const char32_t cp : characters) out[model.token(cp)] = 1;
  return out;
}

}  // namespace

TEST_CASE("weigh_gaps: a text that lacks characters is told from one that is whole", "[gaps]") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::vector<char> is_lost = lost(U"这还进回高");
  const double share = 0.02;
  const double whole = weigh_gaps(U"我们先把桌子搬到窗边，再去买两本书。", is_lost, share, model);
  const double torn =
      weigh_gaps(U"件事情比想象的复杂，他是决定家，提质量。", is_lost, share, model);
  CHECK(whole < 1.5);
  CHECK(torn > 4.5);
}

TEST_CASE("weigh_gaps: where nothing can be lost there is no evidence", "[gaps]") {
  const LanguageModel& model = LanguageModel::embedded();
  CHECK(weigh_gaps(U"这件事情很复杂", lost(U""), 0, model) == 0);
  CHECK(weigh_gaps(U"", lost(U"这"), 0.5, model) == 0);
  CHECK(weigh_gaps(U"plain ASCII", lost(U"这"), 0.5, model) == 0);
}

TEST_CASE("weigh_gaps: only where something can have vanished is looked", "[gaps]") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::u32string text = U"件事情比想象的复杂，他是决定家，提质量。";
  const std::vector<char> is_lost = lost(U"这还进回高");
  const auto weigh = [&](const std::vector<char>& may_lack) {
    return weigh_gaps(text, is_lost, 0.02, model, may_lack);
  };
  std::vector<char> even(text.size());
  std::vector<char> odd(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) (i % 2 == 0 ? even : odd)[i] = 1;
  CHECK(weigh(std::vector<char>(text.size(), 1)) == weigh({}));
  CHECK(weigh(even) + weigh(odd) == Approx(weigh({})));
  CHECK(weigh(std::vector<char>(text.size(), 0)) == 0);
}
