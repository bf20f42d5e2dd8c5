#include "cli/eval/rows.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

namespace fuyuan::eval {
namespace {

std::string row_name(const Score& score, bool by_text, bool by_length) {
  std::string of;
  if (by_text || score.family == Family::healthy) {
    of = score.label;
  } else if (score.language != Language::simplified) {
    of = language_name(score.language);
  }
  if (by_length) of += (of.empty() ? "" : ", ") + score.shape.label();
  return of.empty() ? score.damage : fmt::format("{} ({})", score.damage, of);
}

/// All that was measured of one damage.
std::vector<const Score*> scores_of(const std::vector<Score>& scores, const std::string& damage) {
  std::vector<const Score*> out;
  for (const Score& score : scores) {
    if (score.damage == damage) out.push_back(&score);
  }
  return out;
}

bool came_out_alike(const std::vector<const Score*>& a, const std::vector<const Score*>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Score* x, const Score* y) {
    return x->text == y->text && x->shape == y->shape && x->figures == y->figures &&
           x->rivals == y->rivals;
  });
}

/// Habits of one channel that agree.
struct Group {
  std::string damage;  ///< the first of them
  std::string habits;
  std::size_t size = 1;
  std::vector<const Score*> scores;
};

/// By channel, in the order of the scores.
std::map<std::string, std::vector<Group>> group_habits(const std::vector<Score>& scores) {
  std::map<std::string, std::vector<Group>> channels;
  std::vector<std::string> seen;
  for (const Score& score : scores) {
    const std::size_t colon = score.damage.find(':');
    if (score.family != Family::misread || colon == std::string::npos) continue;
    if (std::find(seen.begin(), seen.end(), score.damage) != seen.end()) continue;
    seen.push_back(score.damage);
    const std::string habit = score.damage.substr(colon + 1);
    std::vector<Group>& groups = channels[score.damage.substr(0, colon)];
    Group found{score.damage, habit, 1, scores_of(scores, score.damage)};
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
      return came_out_alike(group.scores, found.scores);
    });
    if (same == groups.end()) {
      groups.push_back(std::move(found));
    } else {
      same->habits += ", " + habit;
      ++same->size;
    }
  }
  return channels;
}

template <typename Keep>
std::vector<Score> filter(const std::vector<Score>& scores, Keep keep) {
  std::vector<Score> out;
  std::copy_if(scores.begin(), scores.end(), std::back_inserter(out), keep);
  return out;
}

bool is_run(const Score& score) { return score.shape.kind == Shape::Kind::run; }

}  // namespace

std::vector<Row> gather(const std::vector<Score>& scores, bool by_text, bool by_length) {
  std::vector<Row> rows;
  std::unordered_map<std::string, std::size_t> places;
  for (const Score& score : scores) {
    std::string name = row_name(score, by_text, by_length);
    const auto [at, is_new] = places.try_emplace(name, rows.size());
    if (is_new) {
      rows.push_back({std::move(name), score});
    } else {
      rows[at->second].total.add(score);
    }
  }
  return rows;
}

std::vector<Score> merge_agreeing_habits(const std::vector<Score>& scores) {
  std::unordered_map<std::string, std::string> names;
  for (const auto& [channel, groups] : group_habits(scores)) {
    for (const Group& group : groups) {
      const bool all = groups.size() == 1 && group.size > 1;
      names.emplace(group.damage, all ? channel + ", every decoder" : channel + ":" + group.habits);
    }
  }
  std::vector<Score> out;
  for (const Score& score : scores) {
    const auto name = names.find(score.damage);
    if (name == names.end() && score.family == Family::misread &&
        score.damage.find(':') != std::string::npos) {
      continue;
    }
    out.push_back(score);
    if (name != names.end()) out.back().damage = name->second;
  }
  return out;
}

std::vector<Score> only_runs(const std::vector<Score>& scores) { return filter(scores, is_run); }

std::vector<Score> without_runs(const std::vector<Score>& scores) {
  return filter(scores, [](const Score& score) { return !is_run(score); });
}

std::vector<std::string> rival_names(const std::vector<Score>& scores) {
  std::vector<std::string> names;
  for (const Score& score : scores) {
    for (const RivalFigures& rival : score.rivals) {
      if (std::find(names.begin(), names.end(), rival.name) == names.end()) {
        names.push_back(rival.name);
      }
    }
  }
  return names;
}

const RivalFigures* find_rival(const Score& score, std::string_view name) {
  const auto at = std::find_if(score.rivals.begin(), score.rivals.end(),
                               [&](const RivalFigures& rival) { return rival.name == name; });
  return at == score.rivals.end() ? nullptr : &*at;
}

std::string share(std::size_t part, std::size_t whole) {
  if (whole == 0) return "–";
  return fmt::format("{:.2f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += fmt::format(" {} |", cell);
  return out + "\n";
}

std::string markdown_head(const std::vector<std::string>& cells) {
  std::string out = markdown_row(cells) + "|---|";
  for (std::size_t i = 1; i < cells.size(); ++i) out += "---:|";
  return out + "\n";
}

}  // namespace fuyuan::eval
