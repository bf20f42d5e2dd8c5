#include "archive/spool.hpp"

#include <cerrno>

namespace fuyuan {
namespace {

constexpr std::size_t kMemory = std::size_t{4} << 20;
constexpr std::size_t kPiece = std::size_t{1} << 16;

[[noreturn]] void fail() { throw IoError("temporary file: " + error_text(errno)); }

}  // namespace

void Spool::write(std::string_view bytes) {
  size_ += bytes.size();
  if (file_ == nullptr && memory_.size() + bytes.size() <= kMemory) {
    memory_ += bytes;
    return;
  }
  if (file_ == nullptr) {
    file_.reset(std::tmpfile());
    if (file_ == nullptr) fail();
  }
  for (const std::string_view part : {std::string_view(memory_), bytes}) {
    if (std::fwrite(part.data(), 1, part.size(), file_.get()) != part.size()) fail();
  }
  memory_.clear();
}

void Spool::replay(const std::function<void(std::string_view)>& take) {
  if (file_ == nullptr) {
    take(memory_);
    return;
  }
  if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) fail();
  std::string piece(kPiece, '\0');
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file_.get())) {
    take(std::string_view(piece).substr(0, got));
  }
  if (std::ferror(file_.get()) != 0) fail();
}

}  // namespace fuyuan
