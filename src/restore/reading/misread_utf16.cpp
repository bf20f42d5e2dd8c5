#include "restore/reading/misread_utf16.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "restore/reading/utf16_guess.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kAs = " as ";
constexpr std::string_view kSwallowing = " swallowing pairs";
constexpr std::size_t kSample = 4096;        ///< bytes of a document that are tried first
constexpr std::size_t kTextPerControl = 60;  ///< characters; of bytes of hanzi, one in twenty or so
constexpr std::size_t kTextPerLoss = 4;      ///< bytes: else too little is left
constexpr std::size_t kJudged = 400;         ///< characters
constexpr char32_t kKatakanaMiddleDot = 0x30FB;
constexpr char kLostByte = '\x8D';
constexpr double kLostCost = 9;  ///< nats: about what a wrong character costs

/// What a wrong decoder read. In the place of a lost byte stands one that means nothing.
struct Bytes {
  std::string all;
  std::vector<std::size_t> lost;  ///< their places

  void lose(std::size_t count) {
    for (; count > 0; --count) {
      lost.push_back(all.size());
      all.push_back(kLostByte);
    }
  }
};

/// Whether the symbol is what Windows writes for a pair that it lacks. A true question mark has a
/// zero for its other half.
bool is_windows_mark(char32_t symbol, const Charset& charset, std::string_view before,
                     std::string_view after) {
  if (charset.framing() == Framing::shift_jis) return symbol == kKatakanaMiddleDot;
  return symbol == U'?' && !before.ends_with('\0') && !after.starts_with('\0');
}

/// Windows takes no line end, and no zero, for the second byte of a pair.
bool is_spared(std::string_view after) {
  return !after.empty() && std::string_view("\r\n\0", 3).find(after[0]) != std::string_view::npos;
}

/// Takes the character off `utf8` and adds its bytes; false where the charset has no such
/// character, or it is none. `mark`: how many bytes a mark stands for.
bool encode_next(const Charset& charset, std::string_view& utf8, std::size_t mark, Bytes& out) {
  const Utf8Char next = read_utf8(utf8.substr(0, 4));
  if (next.length == 0) return false;
  utf8.remove_prefix(next.length);
  const bool is_single = charset.framing() == Framing::single_byte;
  const EncodedChar encoded = charset.encode(next.code_point);
  if (next.code_point == kReplacement) {
    out.lose(mark);
  } else if (mark > 1 && is_windows_mark(next.code_point, charset, out.all, utf8)) {
    out.lose(is_spared(utf8) ? 1 : mark);
  } else if (encoded.length != 0) {
    out.all.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  } else if (is_single && next.code_point >= 0x80 && next.code_point < 0xA0) {
    // Many decoders have controls where the charset has nothing.
    out.all.push_back(static_cast<char>(next.code_point));
  } else {
    return false;
  }
  return true;
}

/// Nothing where the text has characters that the charset has not.
std::optional<Bytes> encode(const Charset& charset, std::string_view utf8, std::size_t mark) {
  Bytes out;
  while (!utf8.empty()) {
    if (!encode_next(charset, utf8, mark, out)) return std::nullopt;
  }
  if (out.lost.size() * kTextPerLoss > out.all.size()) return std::nullopt;
  // Editors end a file with a line end of their own.
  if (out.all.size() % 2 != 0 && out.all.ends_with('\n')) out.all.pop_back();
  return out;
}

std::string decode(const Charset& utf16, const Bytes& bytes) {
  std::string out;
  auto lost = bytes.lost.begin();
  for (std::size_t at = 0; at < bytes.all.size();) {
    const DecodedChar decoded = utf16.decode(byte_view(bytes.all).subspan(at));
    const std::size_t length =
        std::min<std::size_t>(bytes.all.size() - at, decoded.length == 0 ? 2 : decoded.length);
    const bool is_lost = lost != bytes.lost.end() && *lost < at + length;
    while (lost != bytes.lost.end() && *lost < at + length) ++lost;
    append_utf8(decoded.length == 0 || is_lost ? kReplacement : decoded.code_point, out);
    at += length;
  }
  return out;
}

/// Nats a character.
double cost_of(std::string_view utf8) {
  std::u32string text = to_utf32(utf8);
  text.resize(std::min(text.size(), kJudged));
  const auto lost = std::erase(text, kReplacement);
  return (kLostCost * static_cast<double>(lost) - LanguageModel::embedded().score_text(text)) /
         static_cast<double>(text.size() + lost + 1);
}

/// Controls that no text has use for, those of Latin-1 among them, in UTF-8.
std::size_t count_controls(std::string_view utf8) {
  constexpr char kFirstOfLatin1 = '\xC2';
  const auto is_of_latin1 = [](char first, char second) {
    return first == kFirstOfLatin1 && static_cast<unsigned char>(second) < 0xA0;
  };
  auto count = static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), is_odd_control));
  for (std::size_t at = 1; at < utf8.size(); ++at)
    count += is_of_latin1(utf8[at - 1], utf8[at]) ? 1 : 0;
  return count;
}

/// The beginning of the text, up to the end of a character.
std::string_view sample_of(std::string_view utf8) {
  std::size_t size = std::min(utf8.size(), kSample);
  while (size < utf8.size() && (static_cast<unsigned char>(utf8[size]) & 0xC0) == 0x80) ++size;
  return utf8.substr(0, size);
}

/// A way in which UTF-16 may have been read.
struct Way {
  std::string name;  ///< "utf-16le as koi8-r"
  double cost = 0;   ///< of what comes out, in nats a character
};

/// Keeps in `best` the way of least cost.
void try_charset(const Charset& charset, std::size_t mark, std::string_view sample,
                 std::string_view utf8, std::optional<Way>& best) {
  std::optional<Bytes> bytes = encode(charset, sample, mark);
  if (!bytes) return;
  bytes->all.resize(bytes->all.size() / 2 * 2);
  const std::string_view utf16 = guess_utf16(bytes->all, true);
  if (utf16.empty()) return;
  const double cost = cost_of(decode(*find_charset(utf16), *bytes));
  if ((best && cost >= best->cost) || !encode(charset, utf8, mark)) return;
  best =
      Way{fmt::format("{}{}{}{}", utf16, kAs, charset.name(), mark > 1 ? kSwallowing : ""), cost};
}

/// What a name of a `Way` says.
struct Misreading {
  const Charset* utf16;
  const Charset* wrong;
  std::size_t mark;
};

std::optional<Misreading> find_misreading(std::string_view name) {
  const bool swallows = name.ends_with(kSwallowing);
  if (swallows) name.remove_suffix(kSwallowing.size());
  const std::size_t as = name.find(kAs);
  if (as == std::string_view::npos) return std::nullopt;
  const Charset* utf16 = find_charset(name.substr(0, as));
  const Charset* wrong = find_charset(name.substr(as + kAs.size()));
  if (utf16 == nullptr || wrong == nullptr || utf16->is_ascii_superset()) return std::nullopt;
  return Misreading{utf16, wrong, swallows ? std::size_t{2} : std::size_t{1}};
}

}  // namespace

std::string find_misread_utf16(std::string_view utf8) {
  const std::string_view sample = sample_of(utf8);
  const std::size_t controls = count_controls(sample);
  const auto characters = static_cast<std::size_t>(std::count_if(
      sample.begin(), sample.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
  // Without any letter that is not ASCII it was not misread, or nobody can tell.
  if (controls * kTextPerControl <= characters || characters == sample.size()) return {};
  std::optional<Way> best;
  for (const Charset& charset : all_charsets()) {
    if (!charset.is_ascii_superset() || charset.framing() == Framing::utf8) continue;
    try_charset(charset, 1, sample, utf8, best);
    if (charset.framing() != Framing::single_byte) try_charset(charset, 2, sample, utf8, best);
  }
  return best ? std::move(best->name) : std::string();
}

std::optional<std::string> decode_misread_utf16(std::string_view name, std::string_view utf8) {
  const std::optional<Misreading> misreading = find_misreading(name);
  if (!misreading) return std::nullopt;
  const std::optional<Bytes> bytes = encode(*misreading->wrong, utf8, misreading->mark);
  return bytes ? std::optional(decode(*misreading->utf16, *bytes)) : std::nullopt;
}

std::size_t find_misread_utf16_cut(std::string_view name, std::string_view utf8) {
  const std::optional<Misreading> misreading = find_misreading(name);
  if (!misreading) return 0;
  const bool is_little = misreading->utf16->framing() == Framing::utf16le;
  Bytes bytes;
  std::size_t line_end = 0;
  std::size_t unit_end = 0;
  std::string_view rest = utf8;
  while (!rest.empty() && encode_next(*misreading->wrong, rest, misreading->mark, bytes)) {
    if (bytes.all.empty() || bytes.all.size() % 2 != 0) continue;
    const std::string_view unit = std::string_view(bytes.all).substr(bytes.all.size() - 2);
    const char high = unit[is_little ? 1 : 0];
    if (high == '\0' && unit[is_little ? 0 : 1] == '\n') line_end = utf8.size() - rest.size();
    // A pair of surrogates stays together.
    if ((static_cast<unsigned char>(high) & 0xFCU) != 0xD8) unit_end = utf8.size() - rest.size();
  }
  return line_end > 0 ? line_end : unit_end;
}

}  // namespace fuyuan
