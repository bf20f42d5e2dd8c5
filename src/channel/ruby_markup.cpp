#include "channel/ruby_markup.hpp"

#include <array>

#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kTag = -0.5F;

/// Elements that go with all that is in them, and tags that go alone.
constexpr std::array<std::u32string_view, 3> kNotes = {U"rp", U"rt", U"rtc"};
constexpr std::array<std::u32string_view, 2> kFrames = {U"ruby", U"rb"};

/// The length of the tag that begins at `at` if it is `<` or `</` and that name, or 0.
std::size_t tag_length(std::u32string_view line, std::size_t at, std::u32string_view name) {
  std::size_t from = at + 1;
  if (from < line.size() && line[from] == U'/') ++from;
  if (!line.substr(from).starts_with(name)) return 0;
  const std::size_t end = from + name.size();
  if (end >= line.size() || (line[end] != U'>' && line[end] != U' ')) return 0;
  const std::size_t close = line.find(U'>', end);
  return close == std::u32string_view::npos ? 0 : close + 1 - at;
}

/// The length of the element `<name>…</name>` at `at`, or 0.
std::size_t element_length(std::u32string_view line, std::size_t at, std::u32string_view name) {
  const std::size_t tag = tag_length(line, at, name);
  if (tag == 0 || line[at + 1] == U'/') return 0;
  const std::u32string closing = U"</" + std::u32string(name) + U">";
  const std::size_t end = line.find(closing, at + tag);
  return end == std::u32string_view::npos ? 0 : end + closing.size() - at;
}

/// What goes at `at`: a whole note, or a tag of the frame.
std::size_t match(std::u32string_view line, std::size_t at) {
  if (line[at] != U'<') return 0;
  for (const std::u32string_view name : kNotes) {
    if (const std::size_t length = element_length(line, at, name); length > 0) return length;
  }
  for (const std::u32string_view name : kFrames) {
    if (const std::size_t length = tag_length(line, at, name); length > 0) return length;
  }
  return 0;
}

bool is_other_tag(std::u32string_view line, std::size_t at) {
  if (line[at] != U'<' || at + 1 >= line.size()) return false;
  return line[at + 1] == U'/' || line[at + 1] == U'!' || is_letter(line[at + 1]);
}

}  // namespace

void RubyMarkup::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                         ArcBuffer& out) const {
  if (state != kRest) return;
  const std::size_t length = match(observed.symbols, at);
  if (length == 0) return;
  out.open(length, kTag);
  out.close(kRest);
}

std::vector<Noise::Place> RubyMarkup::find(std::u32string_view line) const {
  std::vector<Place> places;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::size_t length = match(line, at);
    if (length > 0) {
      if (line.substr(at).starts_with(U"<ruby")) places.push_back({at, at + length});
      at += length - 1;
    } else if (is_other_tag(line, at)) {
      places.push_back({at, at});
    }
  }
  return places;
}

std::string RubyMarkup::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const std::u32string reading = is_han(cp) ? first_reading(cp) : U"";
    if (reading.empty()) {
      append_utf8(cp, out);
    } else {
      out += to_utf8(U"<ruby>" + std::u32string(1, cp) + U"<rp>(</rp><rt>" + reading +
                     U"</rt><rp>)</rp></ruby>");
    }
  }
  return out;
}

}  // namespace fuyuan
