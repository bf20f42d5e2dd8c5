#include "cli/snippet.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

/// Controls, marks that turn the direction of writing, characters without width, private use.
bool is_invisible(char32_t cp) {
  return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
         (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
         (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xE0000;
}

std::string show_character(char32_t cp) {
  if (cp == U'\t') return "\t";
  if (is_invisible(cp)) return fmt::format("‹U+{:04X}›", static_cast<unsigned>(cp));
  return to_utf8({&cp, 1});
}

}  // namespace

Snippet::Snippet(std::string_view bytes) {
  if (is_valid_utf8(bytes)) {
    for (const char32_t cp : to_utf32(bytes)) pieces_.push_back(show_character(cp));
    return;
  }
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    pieces_.push_back(byte < 0x80 ? show_character(byte) : fmt::format("‹{:02X}›", byte));
  }
}

std::string Snippet::join(std::size_t begin, std::size_t end) const {
  constexpr std::string_view kOpen = "‹";
  constexpr std::string_view kClose = "›";
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    // One pair of marks round a run: ‹C4 E3› rather than ‹C4›‹E3›.
    if (out.ends_with(kClose) && pieces_[i].starts_with(kOpen)) {
      out.replace(out.size() - kClose.size(), kClose.size(), " ");
      out += pieces_[i].substr(kOpen.size());
    } else {
      out += pieces_[i];
    }
  }
  return out;
}

std::string Snippet::shortened(std::size_t limit) const {
  if (size() <= limit) return join(0, size());
  const std::size_t end = limit / 3;
  return join(0, limit - end).append("…").append(join(size() - end, size()));
}

std::string Snippet::head(std::size_t limit) const {
  return size() <= limit ? join(0, size()) : join(0, limit).append("…");
}

std::string Snippet::window(std::size_t begin, std::size_t end) const {
  end = std::min(end, size());
  begin = std::min(begin, end);
  return fmt::format("{}{}{}", begin > 0 ? "…" : "", join(begin, end), end < size() ? "…" : "");
}

std::string Snippet::tail(std::size_t limit) const {
  return size() <= limit ? join(0, size()) : std::string("…").append(join(size() - limit, size()));
}

}  // namespace fuyuan::cli
