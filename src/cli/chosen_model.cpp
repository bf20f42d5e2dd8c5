#include "cli/chosen_model.hpp"

#include <span>

#include "archive/byte_stream.hpp"

namespace fuyuan::cli {

ChosenModel::ChosenModel(const std::string& path) {
  if (path.empty()) return;
  bytes_ = read_file(path);
  loaded_.emplace(std::span(reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size()));
}

}  // namespace fuyuan::cli
