#include "cli/eval/catalogue.hpp"

#include <random>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "channel/identity.hpp"
#include "channel/registry.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

struct Row {
  std::string_view name;
  Family family;
  std::vector<std::string_view> steps;
};

constexpr std::string_view kLatin1 = "utf8-as-windows-1252:windows";
constexpr std::string_view kGbkLatin1 = "gbk-as-windows-1252:windows";

/// What no single channel of the registry is.
std::vector<Row> composed_rows() {
  return {
      {"chain:utf8-latin1-x2", Family::chain, {kLatin1, kLatin1}},
      {"chain:utf8-latin1-x3", Family::chain, {kLatin1, kLatin1, kLatin1}},
      {"chain:utf8-latin1-x4", Family::chain, {kLatin1, kLatin1, kLatin1, kLatin1}},
      {"chain:gbk-latin1-utf8-latin1", Family::chain, {kGbkLatin1, kLatin1}},
      {"chain:gbk-latin1-utf8-gbk", Family::chain, {kGbkLatin1, "utf8-as-gbk:whatwg"}},
      {"chain:utf8-latin1-utf8-gbk", Family::chain, {kLatin1, "utf8-as-gbk:whatwg"}},
      {"chain:utf8-gbk-x2", Family::chain, {"utf8-as-gbk:whatwg", "utf8-as-gbk:whatwg"}},
      {"chain:utf8-gbk-x2-windows", Family::chain, {"utf8-as-gbk:windows", "utf8-as-gbk:windows"}},
      {"chain:utf8-gbk-utf8-latin1", Family::chain, {"utf8-as-gbk:whatwg", kLatin1}},
      {"chain:gbk-big5-utf8-latin1", Family::chain, {"gbk-as-big5:windows", kLatin1}},
      {"chain:gbk-latin1-x2-gbk", Family::chain, {kGbkLatin1, kLatin1, "utf8-as-gbk:whatwg"}},
      {"chain:gbk-big5-utf8-latin1-x2", Family::chain, {"gbk-as-big5:windows", kLatin1, kLatin1}},
      {"chain:utf8-latin1-raw-gb18030", Family::chain, {kLatin1, "gb18030"}},
      {"chain:utf8-gbk-raw-gb18030", Family::chain, {"utf8-as-gbk:whatwg", "gb18030"}},
      {"chain:utf8-latin1-entities", Family::chain, {kLatin1, "entities:decimal"}},
      {"chain:gbk-latin1-json", Family::chain, {kGbkLatin1, "unicode-escapes:json"}},
      {"accident:nbsp-to-space", Family::accident, {kLatin1, "nbsp-to-space"}},
      {"accident:soft-hyphen-dropped", Family::accident, {kLatin1, "soft-hyphen-dropped"}},
      {"accident:c1-dropped", Family::accident, {kLatin1, "c1-dropped"}},
      {"accident:uncurled", Family::accident, {kLatin1, "uncurled"}},
      {"accident:lower-cased", Family::accident, {kGbkLatin1, "lower-cased"}},
      {"accident:private-dropped", Family::accident, {"utf8-as-gbk:windows", "private-dropped"}},
      {"accident:utf8-bytes-lost", Family::accident, {"utf8-bytes-lost"}},
      {"utf-16le", Family::raw, {"utf-16le"}},
      {"utf-16be", Family::raw, {"utf-16be"}},
  };
}

/// Nothing happens to what is UTF-8 already, or is left as it is.
bool changes_nothing(const Channel& channel) {
  return channel.name() == Identity::kName || channel.name() == "utf-8";
}

/// Han characters from the whole block: their bytes are whatever bytes of Chinese text are.
std::string make_probe() {
  constexpr char32_t kStep = 41;
  std::u32string probe;
  for (char32_t cp = 0x4E00; cp <= 0x9FFF; cp += kStep) probe.push_back(cp);
  return to_utf8(probe);
}

/// The channel's habits. Of single bytes, decoders disagree about the undefined ones only, and most
/// habits do what another one does: the first of them stands for all.
std::vector<std::string_view> distinct_habits(const Channel& channel) {
  const auto* misread = dynamic_cast<const Misread*>(&channel);
  if (misread == nullptr || !misread->reads_single_bytes()) return channel.habits();
  static const std::string probe = make_probe();
  std::vector<std::string_view> out;
  std::set<std::string> results;
  std::mt19937_64 random;
  for (const std::string_view habit : channel.habits()) {
    if (results.insert(misread->damage(probe, habit, random)).second) out.push_back(habit);
  }
  return out;
}

}  // namespace

DamageStep make_step(std::string_view name) {
  if (const Accident* accident = find_accident(name)) return {nullptr, "", accident};
  const std::size_t colon = name.find(':');
  const Channel* channel = Registry::instance().find(name.substr(0, colon));
  if (channel == nullptr) throw std::logic_error(fmt::format("there is no channel {}", name));
  const bool says_how = colon != std::string_view::npos;
  return {channel, std::string(says_how ? name.substr(colon + 1) : channel->habits().front()),
          nullptr};
}

std::vector<Damage> make_catalogue() {
  std::vector<Damage> out;
  out.emplace_back("healthy", Family::healthy, std::vector<DamageStep>{});
  for (const Channel* channel : Registry::instance().all()) {
    if (changes_nothing(*channel)) continue;
    for (const std::string_view habit : distinct_habits(*channel)) {
      DamageStep step{channel, std::string(habit), nullptr};
      std::string name = step.label();
      out.emplace_back(std::move(name), channel->family(), std::vector{std::move(step)});
    }
  }
  for (const Row& row : composed_rows()) {
    std::vector<DamageStep> steps;
    for (const std::string_view step : row.steps) steps.push_back(make_step(step));
    out.emplace_back(std::string(row.name), row.family, std::move(steps));
  }
  return out;
}

std::vector<Damage> select(const std::vector<Damage>& damages, std::string_view part) {
  std::vector<Damage> out;
  for (const Damage& damage : damages) {
    if (damage.name().find(part) != std::string::npos) out.push_back(damage);
  }
  return out;
}

}  // namespace fuyuan::eval
