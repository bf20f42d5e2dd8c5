#pragma once

#include <random>
#include <span>
#include <string>
#include <string_view>

namespace fuyuan::eval {

/// What befalls text beside being misread: what editors, databases and web forms do to mojibake,
/// and storing text in a charset that is no channel of its own. Material for the evaluation; their
/// inverses are spread over the channels.
struct Accident {
  std::string_view name;
  std::string_view summary;
  bool loses = false;  ///< whatever it changes cannot be told from what it did not
  std::string (*apply)(std::string_view text, std::mt19937_64& random) = nullptr;
};

/// The accident of that name, or nullptr.
const Accident* find_accident(std::string_view name) noexcept;

}  // namespace fuyuan::eval
