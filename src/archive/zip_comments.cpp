#include "archive/zip_comments.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "archive/names_together.hpp"
#include "archive/zip_directory.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kLongestComment = 0xFFFF;

void copy_comments(const std::vector<ZipRecord>& before, std::vector<ZipRecord>& after) {
  std::vector<std::string> legacy;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < after.size(); ++i) {
    after[i].comment = before[i].comment;
    if (!after[i].is_utf8 || is_valid_utf8(after[i].comment)) continue;
    legacy.push_back(after[i].comment);
    places.push_back(i);
  }
  // As they are where they cannot be told apart.
  const std::vector<std::string> decoded = restore_together(legacy).value_or(legacy);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (decoded[i].size() <= kLongestComment) after[places[i]].comment = decoded[i];
  }
}

}  // namespace

void write_with_comments(int original, const Spool& packed, ByteSink& out) {
  auto before = ZipDirectory::read(original);
  if (!before || !before->has_comments()) {
    packed.replay([&](std::string_view bytes) { out.write(bytes); });
    return;
  }
  auto after =
      ZipDirectory::read([&](std::uint64_t offset, char* buffer,
                             std::size_t most) { return packed.read(offset, buffer, most); },
                         packed.size());
  if (!after || after->records().size() != before->records().size()) {
    throw IoError("its comments would be lost: its table of contents has other entries than it");
  }
  copy_comments(before->records(), after->records());
  after->set_comment(before->comment());
  std::string piece(kPiece, '\0');
  for (std::uint64_t at = 0; at < after->begin();) {
    const std::size_t most = std::min<std::uint64_t>(piece.size(), after->begin() - at);
    const std::size_t got = packed.read(at, piece.data(), most);
    if (got == 0) throw IoError("what was packed is cut short");
    out.write(std::string_view(piece).substr(0, got));
    at += got;
  }
  out.write(after->write());
}

}  // namespace fuyuan
