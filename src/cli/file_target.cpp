#include "cli/file_target.hpp"

#include <utility>

namespace fuyuan::cli {

FileTarget::FileTarget(Plan plan)
    : plan_(std::move(plan)), file_(std::make_shared<AtomicFile>(plan_.target)) {
  file_->copy_attributes(plan_.status);
  if (plan_.replaces) file_->keep_backup(plan_.backup_suffix);
}

std::shared_ptr<AtomicFile> FileTarget::finish(bool changed) {
  if (!changed && plan_.replaces) return nullptr;
  return file_;
}

}  // namespace fuyuan::cli
