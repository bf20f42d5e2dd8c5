#include "channel/wide_note.hpp"

#include <algorithm>
#include <array>

#include "channel/note.hpp"
#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/pinyin.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr int kUnknown = -1;
constexpr unsigned char kParenthesis = 0xA3;  ///< the first byte of both
constexpr unsigned char kOpening = 0xA8;
constexpr unsigned char kClosing = 0xA9;
constexpr unsigned char kMarkedLetter = 0xA8;  ///< the first byte of ā and its kin
constexpr std::size_t kLongestNote = 16;       ///< symbols

const Charset& gbk() {
  static const Charset& charset = *find_charset("gb18030");
  return charset;
}

/// The bytes of the next symbols. A mark is one byte that is not known.
class ByteReader {
 public:
  ByteReader(std::u32string_view symbols, std::size_t at) {
    for (std::size_t i = at; i < std::min(symbols.size(), at + kLongestNote); ++i) {
      if (is_mark(symbols[i])) {
        push(kUnknown, i);
        continue;
      }
      const EncodedChar encoded = is_raw(symbols[i]) ? EncodedChar{} : gbk().encode(symbols[i]);
      if (encoded.length == 0) break;
      for (const unsigned char byte : encoded.view()) push(byte, i);
    }
  }

  void skip(std::size_t count) { next_ = std::min(next_ + count, bytes_.size()); }

  int peek(std::size_t ahead = 0) const {
    return next_ + ahead < bytes_.size() ? bytes_[next_ + ahead] : 0;
  }

  bool take(unsigned char byte) {
    if (peek() != byte && peek() != kUnknown) return false;
    skip(1);
    return true;
  }

  /// The symbol that the byte before the next one is of.
  std::size_t last_symbol() const { return owners_[next_ - 1]; }
  int last() const { return bytes_[next_ - 1]; }

  std::vector<unsigned char> rest_of_symbol() const {
    std::vector<unsigned char> rest;
    for (std::size_t i = next_; i < bytes_.size() && owners_[i] == last_symbol(); ++i) {
      rest.push_back(static_cast<unsigned char>(bytes_[i]));
    }
    return rest;
  }

 private:
  void push(int byte, std::size_t owner) {
    bytes_.push_back(byte);
    owners_.push_back(owner);
  }

  std::vector<int> bytes_;
  std::vector<std::size_t> owners_;
  std::size_t next_ = 0;
};

void skip_blanks(ByteReader& bytes) {
  while (bytes.peek() == ' ' || (bytes.peek() == 0xA1 && bytes.peek(1) == 0xA1)) {
    bytes.skip(bytes.peek() == ' ' ? 1 : 2);
  }
}

std::u32string read_letters(ByteReader& bytes) {
  std::u32string letters;
  for (;;) {
    const int byte = bytes.peek();
    if (byte > 0 && byte < 0x80 &&
        (is_letter(static_cast<char32_t>(byte)) || is_digit(static_cast<char32_t>(byte)))) {
      letters.push_back(static_cast<char32_t>(byte));
      bytes.skip(1);
    } else if ((byte == kMarkedLetter || byte == kUnknown) && bytes.peek(1) > 0xA0) {
      const std::array<unsigned char, 2> pair = {kMarkedLetter,
                                                 static_cast<unsigned char>(bytes.peek(1))};
      letters.push_back(gbk().decode(pair).code_point);
      bytes.skip(2);
    } else {
      return letters;
    }
  }
}

/// What the first byte of a pinyin letter, or of a note's second byte, makes of what follows: a box
/// drawing character or a letter with a tone mark.
bool may_continue_torn_note(char32_t cp) {
  return (cp >= 0x2550 && cp <= 0x2595) || (cp >= 0xE0 && cp < 0x270);
}

}  // namespace

bool is_sentence_mark(Symbol symbol) {
  return std::u32string_view(U"。！？；!?;").find(symbol) != std::u32string_view::npos;
}

bool is_lone_byte(std::u32string_view symbols, std::size_t at) {
  return at + 1 >= symbols.size() || symbols[at + 1] == U'\r' || is_sentence_mark(symbols[at + 1]);
}

bool has_torn_wide_note(std::u32string_view symbols, std::size_t at) {
  if (at + 1 >= symbols.size() || symbols[at] < 0x80 || is_raw(symbols[at])) return false;
  if (symbols[at] == U'（') return !match_note(symbols, at) && match_wide_note(symbols, at, 0);
  if (!may_continue_torn_note(symbols[at + 1])) return false;
  const EncodedChar torn = gbk().encode(symbols[at]);
  return torn.length == 2 && torn.view()[1] == kParenthesis && match_wide_note(symbols, at, 1);
}

std::optional<WideNote> match_wide_note(std::u32string_view symbols, std::size_t at,
                                        std::size_t skipped) {
  ByteReader bytes(symbols, at);
  bytes.skip(skipped);
  if (!bytes.take(kParenthesis) || !bytes.take(kOpening)) return std::nullopt;
  skip_blanks(bytes);
  WideNote note;
  note.syllable = read_letters(bytes);
  const auto read = parse_pinyin(note.syllable);
  if (!read || read->length != note.syllable.size()) return std::nullopt;
  skip_blanks(bytes);
  if (!bytes.take(kParenthesis) || !bytes.take(kClosing)) return std::nullopt;
  const std::size_t last = bytes.last_symbol();
  note.length = last + 1 - at;
  note.rest = bytes.rest_of_symbol();
  note.swallows_ascii = bytes.last() == kUnknown && !is_lone_byte(symbols, last);
  return note;
}

}  // namespace fuyuan
