#include "cli/output_target.hpp"

namespace fuyuan::cli {

ByteSink& OutputTarget::sink() {
  if (input_.empty()) return out_;
  return held_;
}

std::shared_ptr<AtomicFile> OutputTarget::finish(bool changed) {
  if (!input_.empty() && changed) {
    held_.replay([this](std::string_view bytes) { out_.write(bytes); });
  } else if (!input_.empty()) {
    FileSource input(input_);
    copy_bytes(input, out_);
  }
  out_.flush();
  return nullptr;
}

}  // namespace fuyuan::cli
