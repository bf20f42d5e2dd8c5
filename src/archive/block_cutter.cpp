#include "archive/block_cutter.hpp"

#include <algorithm>
#include <optional>

#include "restore/reading/container.hpp"
#include "restore/reading/misread_utf16.hpp"
#include "restore/reading/utf16_runs.hpp"
#include "restore/reading/utf16_search.hpp"
#include "text/byte_order_marks.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kHead = 4096;
/// So many bytes that are well-formed UTF-8 are no accident.
constexpr std::size_t kTail = 1024;
/// Of UTF-16 among other bytes a few lines tell where its characters begin.
constexpr std::size_t kMixedTail = 4096;
constexpr std::size_t kLongestUnit = 4;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

/// Where the last character of UTF-8 ends; nothing where the last bytes are none.
std::optional<std::size_t> find_utf8_end(std::string_view block) {
  constexpr std::size_t kLongest = 4;
  std::size_t begin = block.size() - std::min(block.size(), kTail);
  while (begin < block.size() && is_continuation(byte_at(block, begin))) ++begin;
  const std::size_t end = begin + find_invalid_utf8(block.substr(begin));
  if (block.size() - end >= kLongest) return std::nullopt;
  return end;
}

/// The same of charsets with one, two and four bytes a character: GB 18030, Big5 and the others.
std::size_t find_pair_end(std::string_view block) {
  std::size_t at = 0;
  for (std::size_t length = 0; at < block.size(); at += length) {
    if (byte_at(block, at) < 0x80) {
      length = 1;
    } else {
      const bool is_four = at + 1 < block.size() && block[at + 1] >= '0' && block[at + 1] <= '9';
      length = is_four ? 4 : 2;
    }
    if (at + length > block.size()) break;
  }
  return at;
}

/// Where the last line ends of a block that is UTF-16 for its last part, in step with it or not;
/// 0: nowhere.
std::size_t find_mixed_line_end(std::string_view block) {
  const std::size_t begin = block.size() - std::min(block.size(), kMixedTail);
  const std::string_view tail = block.substr(begin);
  if (tail.find('\0') == std::string_view::npos) return 0;
  const auto read = Utf16Search(LanguageModel::embedded()).search(tail, Utf16Change::none);
  const auto last = std::find_if(
      read.characters.rbegin(), read.characters.rend(), [&](const ReadCharacter& each) {
        return each.character == U'\n' && each.end + kLongestUnit < tail.size();
      });
  return last == read.characters.rend() ? 0 : begin + last->end;
}

/// What a long text is in, by its beginning, which may end within a character of UTF-8.
std::optional<Opened> open_beginning(std::string_view head, std::string_view hint) {
  if (auto opened = open_container(head, hint)) return opened;
  const std::optional<std::size_t> end = find_utf8_end(head);
  if (!end || *end == head.size()) return std::nullopt;
  return open_container(head.substr(0, *end), hint);
}

}  // namespace

BlockCutter::BlockCutter(std::string_view head, std::string_view hint) {
  const std::optional<Opened> opened = open_beginning(head.substr(0, kHead), hint);
  is_container_ = opened || (!has_magic(head) && find_utf16_runs(head.substr(0, kHead), {}));
  if (!opened) return;
  is_shifting_ = opened->charset == "hz-gb-2312" || opened->charset.starts_with("iso-2022-");
  if (find_misread_utf16_cut(opened->charset, head) > 0) misread_ = opened->charset;
  if (const WideEncoding* wide = find_wide_encoding(opened->charset)) {
    unit_ = wide->unit;
    is_little_ = wide->is_little_endian;
    mark_ = wide->mark;
  }
}

std::size_t BlockCutter::find_line_end(std::string_view block) const {
  std::size_t at = block.size();
  while (at > 0 && (at = block.rfind('\n', at - 1)) != std::string_view::npos) {
    const std::size_t begin = at - std::min(at, is_little_ ? 0 : unit_ - 1);
    const bool whole = begin % unit_ == 0 && begin + unit_ <= block.size();
    const std::string_view unit = whole ? block.substr(begin, unit_) : std::string_view();
    if (whole && static_cast<std::size_t>(std::count(unit.begin(), unit.end(), '\0')) == unit_ - 1)
      return begin + unit_;
  }
  return 0;
}

std::size_t BlockCutter::find_cut(std::string_view block) const {
  if (!misread_.empty()) {
    const std::size_t end = find_misread_utf16_cut(misread_, block);
    return end > 0 ? end : block.size();
  }
  const std::size_t line_end = find_line_end(block);
  // UTF-16 may go on out of step, and behind other bytes line feeds may be halves of characters.
  if (unit_ < 4 && (unit_ == 1 || line_end < block.size() / 2)) {
    if (const std::size_t end = find_mixed_line_end(block); end > 0) return end;
  }
  if (line_end > 0) return line_end;
  if (!is_wide()) return find_utf8_end(block).value_or(find_pair_end(block));
  const std::size_t end = block.size() / 4 * 4;
  const bool is_half =
      unit_ == 2 && end > 4 && (byte_at(block, end - (is_little_ ? 1 : 2)) & 0xFCU) == 0xD8;
  return is_half ? end - 2 : end;
}

}  // namespace fuyuan
