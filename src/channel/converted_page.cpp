#include "channel/converted_page.hpp"

#include <algorithm>

#include "channel/misread.hpp"
#include "channel/note.hpp"
#include "charset/decoder_habit.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kNote = -0.2F;
constexpr float kLoneLead = -3.0F;        ///< a mark that is one byte torn off
constexpr float kLeadAndAscii = -4.0F;    ///< a mark that swallowed an ASCII character, too
constexpr float kUnmappable = -3.0F;      ///< a mark for a character outside GBK
constexpr float kLostByteOrderMark = -1.0F;
constexpr float kWidthChanged = -2.0F;    ///< fullwidth punctuation that was turned to ASCII
constexpr float kPendingDropped = -9.0F;
constexpr std::size_t kMaxUnmappable = 120;

/// The kinds of characters that Chinese pages have and GBK lacks: ©, é, •, emoji.
bool is_on_chinese_pages(CharClass kind) {
  return kind == CharClass::latin1 || kind == CharClass::latin_extended ||
         kind == CharClass::symbol || kind == CharClass::emoji;
}

std::vector<Candidate> list_unmappable(const Charset& gbk, const LanguageModel& model) {
  std::vector<Candidate> out;
  for (std::size_t token = 1; token < model.vocabulary_size() && out.size() < kMaxUnmappable;
       ++token) {
    const char32_t cp = model.code_point(static_cast<Token>(token));
    if (cp < 0x80 || !is_on_chinese_pages(char_class(cp))) continue;
    const EncodedChar encoded = gbk.encode(cp);
    if (encoded.length == 0 || encoded.length == 4) out.push_back({cp, 0});
  }
  return out;
}

}  // namespace

ConvertedPage::ConvertedPage(const LanguageModel& model)
    : gbk_(*find_charset("gb18030")),
      model_(model),
      assembler_(gbk_, model),
      decoder_(gbk_),
      torn_lead_(intern(byte_range(0x81, 0xA0) | byte_range(0xAA, 0xF7))),
      unmappable_(list_unmappable(gbk_, model)) {}

std::string ConvertedPage::bytes_before(std::u32string_view symbols, std::size_t at) const {
  std::string bytes;
  for (std::size_t i = at; i > 0 && bytes.size() < 2; --i) {
    const EncodedChar encoded = gbk_.encode(symbols[i - 1]);
    if (encoded.length == 0 || encoded.length == 4) break;
    bytes.insert(0, std::string(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length));
  }
  return bytes.size() > 2 ? bytes.substr(bytes.size() - 2) : bytes;
}

void ConvertedPage::remove_note(const Observed& observed, std::size_t at, std::uint64_t state,
                                ArcBuffer& out) const {
  const auto note = match_note(observed.symbols, at);
  if (!note) return;
  const std::string bytes = bytes_before(observed.symbols, at);
  const DecodedChar annotated =
      gbk_.decode({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  if (annotated.length != 2 || !has_reading(annotated.code_point, note->syllable)) return;
  out.open(note->length, kNote);
  out.close(state);
}

void ConvertedPage::mend_torn_note(const Observed& observed, std::size_t at,
                                   const BytePattern& pending, ArcBuffer& out) const {
  const auto note = match_torn_note(observed.symbols, at);
  if (!note) return;
  const std::string bytes = bytes_before(observed.symbols, at);
  if (bytes.empty()) return;
  const auto first = static_cast<unsigned char>(bytes.back());
  for (unsigned second = 0x81; second < 0xFF; ++second) {
    const std::array<unsigned char, 2> pair = {first, static_cast<unsigned char>(second)};
    const DecodedChar annotated = gbk_.decode(pair);
    if (annotated.length != 2 || !has_reading(annotated.code_point, note->syllable)) continue;
    BytePattern next = pending;
    out.open(note->length, kNote);
    if (feed(assembler_, next, static_cast<ByteCode>(second), out)) {
      out.close(next.pack());
    } else {
      out.cancel();
    }
  }
}

void ConvertedPage::explain_mark(const Observed& observed, std::size_t at,
                                 const BytePattern& pending, ArcBuffer& out) const {
  mend_torn_note(observed, at, pending, out);
  BytePattern next = pending;
  out.open(1, kLoneLead);
  if (feed(assembler_, next, pending.size == 0 ? torn_lead_ : assembler_.any_lead(), out)) {
    out.close(next.pack());
  } else {
    out.cancel();
  }
  if (pending.size == 1) {
    next = pending;
    out.open(1, kLeadAndAscii);
    if (feed(assembler_, next, assembler_.any_continuation(), out) && next.size == 0) {
      emit_swallowed_ascii(out);
      out.close(kRest);
    } else {
      out.cancel();
    }
    return;
  }
  out.open(1, kUnmappable);
  out.emit_choice(unmappable_);
  out.close(kRest);
  if (at == 0 && observed.starts_document) {
    out.open(1, kLostByteOrderMark);
    out.close(kRest);
  }
}

void ConvertedPage::feed_fullwidth(const Observed& observed, std::size_t at,
                                   const BytePattern& pending, ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  if (pending.size == 0 || symbol < 0x21 || symbol > 0x7E) return;
  BytePattern next = pending;
  out.open(1, kWidthChanged);
  if (feed(assembler_, next, 0xA3, out) &&
      feed(assembler_, next, static_cast<ByteCode>(symbol | 0x80), out)) {
    out.close(next.pack());
  } else {
    out.cancel();
  }
}

void ConvertedPage::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                            ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  if (is_raw(symbol)) return;
  const BytePattern pending = BytePattern::unpack(state);
  remove_note(observed, at, state, out);
  if (symbol == U'?' || symbol == kReplacement) explain_mark(observed, at, pending, out);
  feed_fullwidth(observed, at, pending, out);
  if (symbol == kReplacement) return;
  const std::size_t before = out.arcs().size();
  const EncodedChar encoded = gbk_.encode(symbol);
  BytePattern next = pending;
  out.open(1, 0);
  bool fits = encoded.length != 0 || pending.size == 0;
  if (encoded.length == 0 && fits) out.emit(symbol);
  for (int i = 0; i < encoded.length && fits; ++i) {
    fits = feed(assembler_, next, encoded.bytes[i], out);
  }
  if (fits) {
    out.close(next.pack());
  } else {
    out.cancel();
  }
  if (pending.size != 0 && out.arcs().size() == before) {
    out.open(0, kPendingDropped);
    out.emit(kReplacement);
    out.close(kRest);
  }
}

void ConvertedPage::finish(std::uint64_t state, ArcBuffer& out) const {
  BytePattern pending = BytePattern::unpack(state);
  out.open(0, kPendingDropped);
  if (feed(assembler_, pending, assembler_.any_continuation(), out)) {
    out.close(kRest);
  } else {
    out.cancel();
  }
}

}  // namespace fuyuan
