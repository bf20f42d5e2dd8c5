#pragma once

#include <optional>
#include <string>

#include "model/language_model.hpp"

namespace fuyuan::cli {

/// The language model that somebody asked for.
class ChosenModel {
 public:
  /// `path` is empty: the built-in one. Throws IoError where the file cannot be read, and
  /// std::runtime_error where it is no model.
  explicit ChosenModel(const std::string& path);
  ChosenModel(const ChosenModel&) = delete;  // the model lies in the bytes
  ChosenModel& operator=(const ChosenModel&) = delete;

  const LanguageModel& operator*() const { return loaded_ ? *loaded_ : LanguageModel::embedded(); }

 private:
  std::string bytes_;  ///< operator new aligns it well enough for the arrays inside
  std::optional<LanguageModel> loaded_;
};

}  // namespace fuyuan::cli
