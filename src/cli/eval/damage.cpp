#include "cli/eval/damage.hpp"

#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "channel/escape.hpp"
#include "channel/frame_shift.hpp"
#include "channel/misread.hpp"
#include "channel/noise.hpp"
#include "cli/eval/inverse.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

bool can_carry(const DamageStep& step, std::string_view text) {
  if (const auto* escape = dynamic_cast<const Escape*>(step.channel)) {
    return escape->can_carry(text, step.habit);
  }
  const auto* misread = dynamic_cast<const Misread*>(step.channel);
  return misread == nullptr || can_encode(misread->original(), text);
}

std::optional<bool> loses_nothing(const DamageStep& step, std::string_view before,
                                  std::string_view after) {
  if (step.accident != nullptr) return !step.accident->loses;
  if (dynamic_cast<const FrameShift*>(step.channel) != nullptr) return false;
  if (dynamic_cast<const Escape*>(step.channel) != nullptr) return true;
  if (const auto* misread = dynamic_cast<const Misread*>(step.channel)) {
    return is_undone_by_tables(*misread, before, after);
  }
  return std::nullopt;
}

/// Several steps lose nothing if none does.
std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
  if (a == false || b == false) return false;
  return a == true && b == true ? std::optional<bool>(true) : std::nullopt;
}

bool takes_part(const Channel& channel, Language language) {
  const std::string_view name = channel.name();
  const auto* misread = dynamic_cast<const Misread*>(&channel);
  if (misread == nullptr) {
    return language == (name.starts_with("big5") || name.starts_with("traditional-")
                            ? Language::traditional
                            : Language::simplified);
  }
  const std::string_view original = misread->original().name();
  if (original.starts_with("big5") || original == "euc-tw")
    return language == Language::traditional;
  if (original == "shift_jis" || original == "euc-jp") return language == Language::japanese;
  if (original == "windows-949") return language == Language::korean;
  if (original.starts_with("windows-") || original == "koi8-r") return language == Language::other;
  // Of Simplified text GB 2312 lacks next to nothing.
  if (misread->reads_subset()) return language == Language::traditional;
  // Everybody's UTF-8 is misread, but these two are what the others meet.
  const bool common = name == "utf8-as-gbk" || name == "utf8-as-windows-1252";
  return language == Language::simplified || (common && language != Language::other);
}

}  // namespace

std::string_view family_name(Family family) noexcept {
  switch (family) {
    case Family::healthy:
      return "healthy";
    case Family::misread:
      return "misread";
    case Family::accident:
      return "accident";
    case Family::chain:
      return "chain";
    case Family::frame_shift:
      return "frame shift";
    case Family::converted_page:
      return "converted page";
    case Family::script:
      return "script";
    case Family::escape:
      return "escape";
    case Family::raw:
      return "raw";
    case Family::duplicate:
      return "duplicate";
    case Family::mixed:
      break;
  }
  return "mixed";
}

std::string DamageStep::label() const {
  if (accident != nullptr) return std::string(accident->name);
  return habit.empty() ? std::string(channel->name())
                       : fmt::format("{}:{}", channel->name(), habit);
}

Damage::Damage(std::string name, Family family, std::vector<DamageStep> steps)
    : name_(std::move(name)), family_(family), steps_(std::move(steps)) {}

std::string Damage::steps_label() const {
  std::string out;
  for (const DamageStep& step : steps_) out += (out.empty() ? "" : " + ") + step.label();
  return out;
}

bool Damage::is_escape() const {
  return std::any_of(steps_.begin(), steps_.end(), [](const DamageStep& step) {
    return dynamic_cast<const Escape*>(step.channel) != nullptr;
  });
}

bool Damage::is_often_meant() const {
  return std::any_of(steps_.begin(), steps_.end(), [](const DamageStep& step) {
    const auto* noise = dynamic_cast<const Noise*>(step.channel);
    return noise != nullptr && noise->is_often_meant();
  });
}

bool Damage::applies_to(Language language) const {
  if (family_ == Family::healthy) return true;
  const bool is_channel = steps_.size() == 1 && steps_.front().channel != nullptr;
  return is_channel ? takes_part(*steps_.front().channel, language)
                    : language == Language::simplified;
}

std::optional<Broken> Damage::apply(const std::string& document, std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  Broken broken{document, {}, true};
  for (const DamageStep& step : steps_) {
    const std::string& before = broken.bytes;
    if (!is_valid_utf8(before) || !can_carry(step, before)) return std::nullopt;
    std::string after = step.accident != nullptr ? step.accident->apply(before, random)
                                                 : step.channel->damage(before, step.habit, random);
    if (after == before) return std::nullopt;
    broken.is_lossless = both(broken.is_lossless, loses_nothing(step, before, after));
    broken.stages.push_back(std::move(broken.bytes));
    broken.bytes = std::move(after);
  }
  return broken;
}

}  // namespace fuyuan::eval
