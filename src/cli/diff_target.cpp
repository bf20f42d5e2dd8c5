#include "cli/diff_target.hpp"

namespace fuyuan::cli {

std::string diff_name(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.starts_with('/')) path.remove_prefix(1);
  return std::string(path);
}

DiffTarget::DiffTarget(const std::string& input, ByteSink& out, const Palette& palette)
    : before_(input), out_(out), diff_(before_, diff_name(input), out, palette) {}

std::shared_ptr<AtomicFile> DiffTarget::finish(bool changed) {
  static_cast<void>(changed);  // the diff finds out by itself
  diff_.finish();
  out_.flush();
  return nullptr;
}

}  // namespace fuyuan::cli
