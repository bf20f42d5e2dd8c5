#include "channel/converted_page.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kLoneLead = -3.0F;          ///< a mark that is one byte torn off
constexpr float kUnexplainedLead = -10.0F;  ///< the same where no sentence mark tore it off
constexpr float kLeadAndAscii = -4.0F;      ///< a mark that swallowed an ASCII character, too
constexpr float kLoneBeforeComma = -4.5F;  ///< a mark for one byte, before what ends some runs only
constexpr float kPrivateMarked = -4.0F;    ///< a mark for a pair that GBK leaves to its users
constexpr float kPrivateDropped = -8.0F;   ///< such a pair that left nothing
constexpr float kMarkTorn = -2.0F;         ///< the byte is the second one of a sentence mark
constexpr float kUnmappable = -3.0F;       ///< a mark for a character outside GBK
/// The model's texts have no footers, so it finds © ten nats less likely than it is there.
constexpr float kSignBeforeYear = 12.0F;
constexpr float kCutOff = 10.0F;  ///< U+FFFD at a line's end: the model hardly knows it
constexpr float kStrayMark = -4.0F;
constexpr float kLostByteOrderMark = -1.0F;
constexpr float kWidthChanged = -2.0F;  ///< fullwidth punctuation that was turned to ASCII
constexpr float kPendingDropped = -9.0F;
constexpr std::size_t kMaxUnmappable = 120;
constexpr Symbol kEuroSign = 0x20AC;  ///< a byte by itself on Windows, a pair elsewhere

/// The kinds of characters that Chinese pages have and GBK lacks: ©, é, •, emoji.
bool is_on_chinese_pages(CharClass kind) {
  return kind == CharClass::latin1 || kind == CharClass::latin_extended ||
         kind == CharClass::symbol || kind == CharClass::emoji;
}

/// Whether a year, 1900 to 2099, follows: what stands before it in a page's footer is ©.
bool stands_before_year(std::u32string_view symbols, std::size_t at) {
  std::size_t i = at + 1;
  if (i < symbols.size() && symbols[i] == U' ') ++i;
  const std::u32string_view year = symbols.substr(std::min(i, symbols.size()), 4);
  const bool century = year.starts_with(U"19") || year.starts_with(U"20");
  return century && year.size() == 4 && is_digit(year[2]) && is_digit(year[3]);
}

/// A question mark stands right behind what it asks; one after a blank was something else.
bool is_stray_mark(std::u32string_view symbols, std::size_t at) {
  return symbols[at] == U'?' && (at == 0 || symbols[at - 1] == U' ');
}

/// `K?MnO`, `N?＋`: behind an element of a formula it was a number of small digits, which GBK lacks
/// as it does letters of words, `Bj?rk`.
bool is_in_formula(std::u32string_view symbols, std::size_t at) {
  const auto is_upper = [](Symbol s) { return s >= U'A' && s <= U'Z'; };
  const Symbol before = at > 0 ? symbols[at - 1] : 0;
  const Symbol behind = at + 1 < symbols.size() ? symbols[at + 1] : 0;
  const bool goes_on = is_letter(behind) && !is_upper(behind);
  return is_letter(before) && !goes_on && (is_upper(before) || is_upper(behind));
}

/// Whether a question mark may be a character that GBK lacks and the words around it tell of: not
/// by itself, or beside another, where nothing tells which of all emoji or letters it was, and not
/// before the fields of a web address.
bool may_be_unmappable(std::u32string_view symbols, std::size_t at) {
  if (symbols[at] != U'?') return true;
  const auto is_blank = [&](std::size_t i) { return i >= symbols.size() || symbols[i] == U' '; };
  if (((at == 0 || is_blank(at - 1)) && is_blank(at + 1)) || is_in_formula(symbols, at))
    return false;
  std::size_t begin = at;
  std::size_t end = at;
  while (begin > 0 && symbols[begin - 1] > U' ' && symbols[begin - 1] < 0x80) --begin;
  while (end < symbols.size() && symbols[end] > U' ' && symbols[end] < 0x80) ++end;
  const std::u32string_view word = symbols.substr(begin, end - begin);
  const bool is_address = word.find(U"://") != std::u32string_view::npos ||
                          word.find(U'=', at - begin) != std::u32string_view::npos;
  const bool is_doubled = word.find(U"??") != std::u32string_view::npos &&
                          std::any_of(word.begin(), word.end(), is_letter);
  return !is_address && !is_doubled;
}

/// Whether it is one of many question marks between signs, as in what somebody shows of text that
/// was lost as a whole: `????ˉ??`.
bool is_of_ruins(std::u32string_view symbols, std::size_t at) {
  constexpr std::ptrdiff_t kMany = 4;
  const auto is_sign = [&](std::size_t i) {
    const Symbol symbol = symbols[i];
    return symbol < 0x80 ? symbol > U' ' && !is_letter(symbol) && !is_digit(symbol)
                         : !is_han(symbol) && !is_chinese_sign(char_class(symbol));
  };
  std::size_t begin = at;
  std::size_t end = at;
  while (begin > 0 && is_sign(begin - 1)) --begin;
  while (end < symbols.size() && is_sign(end)) ++end;
  const std::u32string_view run = symbols.substr(begin, end - begin);
  return std::count(run.begin(), run.end(), U'?') >= kMany;
}

/// Whether a comma follows. On some pages it ends a run of wrongly cut pairs as sentence marks do;
/// its bytes hardly ever come of two characters, so that it tears none.
bool is_before_comma(std::u32string_view symbols, std::size_t at) {
  return at + 1 < symbols.size() && (symbols[at + 1] == U'，' || symbols[at + 1] == U'、');
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
      windows_gbk_(*find_charset("cp936")),
      model_(model),
      assembler_(gbk_, model, Assembler::Written::traditional),
      swallowed_(model),
      any_trail_(intern(byte_range(0x80, 0xFE))),
      trail_after_a1_(intern(byte_range(0x80, 0xFE) & ~byte_range(0xA3, 0xA3))),
      trail_after_a3_(intern(byte_range(0x80, 0xFE) & ~byte_range(0xA1, 0xA1) &
                             ~byte_range(0xBB, 0xBB) & ~byte_range(0xBF, 0xBF))),
      trail_of_mark_(
          intern(byte_range(0xA1, 0xA1) | byte_range(0xBB, 0xBB) | byte_range(0xBF, 0xBF))),
      private_lead_(intern(byte_range(0xAA, 0xAF) | byte_range(0xF8, 0xFE))),
      private_trail_(intern(byte_range(0xA1, 0xFE))),
      lead_before_full_stop_(intern(byte_range(0x81, 0xFE) & ~byte_range(0xA3, 0xA3))),
      lead_before_other_mark_(intern(byte_range(0x81, 0xFE) & ~byte_range(0xA1, 0xA1))),
      unmappable_(list_unmappable(gbk_, model)) {}

ConvertedPage::State ConvertedPage::State::unpack(std::uint64_t packed) {
  return {BytePattern::unpack(packed), static_cast<std::uint16_t>(packed >> 48)};
}

std::uint64_t ConvertedPage::State::pack() const {
  return pending.pack() | std::uint64_t{last_bytes} << 48;
}

ByteCode ConvertedPage::trail_after(const BytePattern& pending, const Observed& observed,
                                    std::size_t at) const {
  // Where a note stood between the bytes, the decoder did not see them together; but two sentence
  // marks in a row are rare.
  const bool behind_note =
      at > 0 && (observed.symbols[at - 1] == U')' || observed.symbols[at - 1] == U'）');
  const bool before_mark = at + 1 < observed.symbols.size() && is_lone_byte(observed.symbols, at);
  // A sentence mark that tore the last character apart took its second byte: it is no other's.
  const bool behind_mark = at > 0 && is_sentence_mark(observed.symbols[at - 1]);
  if (pending.size != 1 || behind_mark || (behind_note && !before_mark)) return any_trail_;
  return pending.codes[0] == 0xA1   ? trail_after_a1_
         : pending.codes[0] == 0xA3 ? trail_after_a3_
                                    : any_trail_;
}

bool ConvertedPage::feed(State& state, ByteView bytes, ArcBuffer& out) const {
  for (const unsigned char byte : bytes) {
    if (!assembler_.feed(state.pending, byte, out)) return false;
    state.see(byte);
  }
  return true;
}

void ConvertedPage::feed_lone(State state, ByteCode byte, float log_probability,
                              ArcBuffer& out) const {
  state.last_bytes = 0;
  out.open(1, log_probability);
  const bool fits = assembler_.feed(state.pending, byte, out);
  out.close_if(fits, state.pack());
}

void ConvertedPage::take_along(const Observed& observed, std::size_t at, State state, ByteCode byte,
                               float log_probability, ArcBuffer& out) const {
  state.last_bytes = 0;
  out.open(1, log_probability);
  const bool fits = assembler_.feed(state.pending, byte, out) && state.pending.size == 0;
  if (fits) swallowed_.emit(observed, at + 1, out);
  out.close_if(fits, state.pack());
}

void ConvertedPage::explain_mark(const Observed& observed, std::size_t at, const State& state,
                                 ArcBuffer& out) const {
  mend_torn_note(observed, at, state, out);
  mend_note_behind_stop(observed, at, state, out);
  if (is_of_ruins(observed.symbols, at)) return;
  const char32_t after = at + 1 < observed.symbols.size() ? observed.symbols[at + 1] : 0;
  const bool full_stop = after == U'。';
  // A byte stands alone before a sentence mark and at the line's end. Elsewhere the decoder takes
  // what follows along, unless the byte is 80, which begins nothing.
  const bool torn = is_lone_byte(observed.symbols, at);
  const bool before_comma = state.pending.size == 1 && is_before_comma(observed.symbols, at);
  const ByteCode lead = full_stop ? lead_before_full_stop_ : lead_before_other_mark_;
  const ByteCode trail =
      torn || before_comma ? trail_after(state.pending, observed, at) : ByteCode{0x80};
  const float cost = before_comma                      ? kLoneBeforeComma
                     : torn || state.pending.size != 0 ? kLoneLead
                                                       : kUnexplainedLead;
  const bool may_be_one = may_be_unmappable(observed.symbols, at);
  if (state.pending.size != 0 || may_be_one || (torn && after != U'?'))
    feed_lone(state, state.pending.size == 0 ? lead : trail, cost, out);
  if (state.pending.size == 1) {
    mend_private_pair(observed, at, state, out);
    const ByteCode any = trail_after(state.pending, observed, at);
    take_along(observed, at, state, any, kLeadAndAscii, out);
    if (any != any_trail_) {
      const ByteCode of_mark = state.pending.codes[0] == 0xA1 ? ByteCode{0xA3} : trail_of_mark_;
      if (torn) feed_lone(state, of_mark, kLoneLead + kMarkTorn, out);
      take_along(observed, at, state, of_mark, kLeadAndAscii + kMarkTorn, out);
    }
    return;
  }
  if (observed.symbols[at] == kReplacement && at + 1 == observed.symbols.size()) {
    out.open(1, kCutOff);
    out.emit(kReplacement);
    out.close(kRest);
    return;
  }
  if (stands_before_year(observed.symbols, at)) {
    static constexpr std::array<Candidate, 1> kSign = {{{U'©', kSignBeforeYear}}};
    out.open(1, kUnmappable);
    out.emit_choice(kSign);
    out.close(kRest);
  } else if (may_be_one) {
    out.open(1, kUnmappable);
    out.emit_choice(unmappable_);
    out.close(kRest);
  }
  if (at == 0 && observed.starts_document) {
    out.open(1, kLostByteOrderMark);
    out.close(kRest);
  }
}

void ConvertedPage::mend_private_pair(const Observed& observed, std::size_t at, const State& state,
                                      ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  const bool is_dropped = !is_mark(symbol);
  const EncodedChar behind = is_dropped ? gbk_.encode(symbol) : EncodedChar{};
  if (state.pending.size != 1 || (is_dropped && behind.length != 2)) return;
  State next = state;
  next.last_bytes = 0;
  out.open(1, is_dropped ? kPrivateDropped : kPrivateMarked);
  const bool fits = assembler_.feed(next.pending, private_lead_, out) &&
                    assembler_.feed(next.pending, private_trail_, out) &&
                    feed(next, behind.view(), out);
  out.close_if(fits, next.pack());
}

void ConvertedPage::feed_bytes(ByteView bytes, const State& state, float log_probability,
                               ArcBuffer& out) const {
  State next = state;
  out.open(1, log_probability);
  const bool fits = feed(next, bytes, out);
  out.close_if(fits, next.pack());
}

void ConvertedPage::feed_symbol(Symbol symbol, const State& state, float log_probability,
                                ArcBuffer& out) const {
  const EncodedChar encoded = gbk_.encode(symbol);
  const bool is_pending = state.pending.size != 0;
  if (is_pending && (encoded.length == 4 || symbol == kEuroSign)) {
    const EncodedChar of_windows = windows_gbk_.encode(symbol);
    if (of_windows.length != 0) feed_bytes(of_windows.view(), state, log_probability, out);
    if (of_windows.length == 2) return;  // nobody writes private characters in four bytes
  }
  if (encoded.length != 0) {
    feed_bytes(encoded.view(), state, log_probability, out);
  } else if (!is_pending) {
    out.open(1, 0);
    out.emit(symbol);
    out.close(kRest);
  }
}

void ConvertedPage::feed_fullwidth(const Observed& observed, std::size_t at, const State& state,
                                   ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  if (state.pending.size == 0 || symbol < 0x21 || symbol > 0x7E) return;
  const std::array<unsigned char, 2> bytes = {0xA3, static_cast<unsigned char>(symbol | 0x80)};
  feed_bytes(bytes, state, kWidthChanged, out);
}

void ConvertedPage::explain(const Observed& observed, std::size_t at, std::uint64_t packed,
                            ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  if (is_raw(symbol)) return;
  const State state = State::unpack(packed);
  remove_note(observed, at, state, out);
  remove_cut_note(observed, at, state, out);
  mend_wide_note(observed, at, state, out);
  if (is_mark(symbol)) explain_mark(observed, at, state, out);
  feed_fullwidth(observed, at, state, out);
  if (symbol == kReplacement) return;
  const std::size_t before = out.arcs().size();
  if (out.to_simplified() && state.pending.size == 0) {
    if (const auto note = match_note(observed.symbols, at + 1)) out.set_reading(note->syllable);
  }
  feed_symbol(symbol, state, is_stray_mark(observed.symbols, at) ? kStrayMark : 0, out);
  if (!is_mark(symbol) && out.arcs().size() > before) mend_private_pair(observed, at, state, out);
  if (state.pending.size != 0 && out.arcs().size() == before) {
    out.open(0, kPendingDropped);
    out.emit(kReplacement);
    out.close(kRest);
  }
}

void ConvertedPage::finish(std::uint64_t state, ArcBuffer& out) const {
  BytePattern pending = BytePattern::unpack(state);
  out.open(0, kPendingDropped);
  const bool fits = assembler_.feed(pending, any_trail_, out);
  out.close_if(fits, kRest);
}

}  // namespace fuyuan
