#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"
#include "cli/eval/accidents.hpp"
#include "cli/eval/documents.hpp"

namespace fuyuan::eval {

/// "healthy", "misread", …
std::string_view family_name(Family family) noexcept;

/// One step of a damage: a channel with a habit, or an accident.
struct DamageStep {
  const Channel* channel = nullptr;
  std::string habit;
  const Accident* accident = nullptr;

  std::string label() const;  ///< "utf8-as-gbk:python", "nbsp-to-space"
};

/// A damaged document.
struct Broken {
  std::string bytes;
  std::vector<std::string> stages;  ///< what each step was given; the first is the document
  /// Whether the damage can be undone by tables alone; nothing where that cannot be decided.
  std::optional<bool> is_lossless;
};

/// One row of the catalogue: a way in which documents are broken, from the first step to the last.
class Damage {
 public:
  Damage(std::string name, Family family, std::vector<DamageStep> steps);

  const std::string& name() const { return name_; }
  Family family() const { return family_; }
  const std::vector<DamageStep>& steps() const { return steps_; }
  /// The steps in their order: "utf8-as-gbk:python + utf8-as-gbk:python".
  std::string steps_label() const;
  /// Whether some step's result is only undone with Options::escapes.
  bool is_escape() const;
  /// Whether some step leaves readings that only go with Options::notes.
  bool is_often_meant() const;

  /// Whether text in this language gets broken this way at all.
  bool applies_to(Language language) const;

  /// Breaks `document`. Nothing where some step cannot take the text (a charset lacks a character)
  /// or does not change it: then there is nothing to restore. The same seed gives the same damage.
  std::optional<Broken> apply(const std::string& document, std::uint64_t seed) const;

 private:
  std::string name_;
  Family family_;
  std::vector<DamageStep> steps_;
};

}  // namespace fuyuan::eval
