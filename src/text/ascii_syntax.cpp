#include "text/ascii_syntax.hpp"

#include <algorithm>

#include "text/char_class.hpp"
#include "text/file_extension.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPairsToTell = 3;  ///< of quotation marks
constexpr char32_t kEscape = 0x1B;
constexpr std::u32string_view kConversions = U"sdiuoxXcfgeEGlz@";
/// What stands behind the closing one of a pair in code and data.
constexpr std::u32string_view kBehindClosing = U",:;)]}>=+.|&/? \t\r";

char32_t unit(char c) { return static_cast<unsigned char>(c); }

bool is_word(char32_t cp) { return is_letter(cp) || is_digit(cp) || cp == U'_'; }

/// The ASCII that it begins with, as far as it matters here.
std::u32string take_ascii(std::string_view text) {
  constexpr std::size_t kEnough = 12;
  std::u32string out;
  while (out.size() < std::min(kEnough, text.size()) && unit(text[out.size()]) < 0x80)
    out.push_back(unit(text[out.size()]));
  if (out.size() < std::min(kEnough, text.size())) out.push_back(U'\uFFFF');  // something else
  return out;
}

/// What stands before the first mark of a decoder.
std::string_view until_mark(std::string_view line) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] == '?' && unit(line[at - 1]) >= 0x80) return line.substr(0, at);
  }
  return line.substr(0, line.find(kUtf8Replacement));
}

/// `[1;31m`: an escape sequence without its first character.
bool is_rest_of_escape(std::u32string_view text) {
  if (!text.starts_with(U'[')) return false;
  const std::size_t end = text.find_first_not_of(U"0123456789;", 1);
  return end != std::u32string_view::npos && is_letter(text[end]);
}

/// `1$`: which of the arguments a conversion is of; 0 where it does not say.
std::size_t position_size(std::u32string_view text) {
  return text.size() > 1 && is_digit(text[0]) && text[1] == U'$' ? 2 : 0;
}

/// The letter of `-5.2f`, `1$d` and `s`, behind which no word goes on; 0 if it is none.
char32_t read_conversion(std::u32string_view text) {
  text.remove_prefix(position_size(text));
  const std::size_t letter = text.find_first_not_of(U"-+#0123456789.*");
  if (letter == std::u32string_view::npos || kConversions.find(text[letter]) == kConversions.npos)
    return 0;
  return is_word(at_or_end(text, letter + 1)) ? 0 : text[letter];
}

/// `.1f`: no number that was cut begins with a full stop and ends in that letter.
bool is_precision(std::u32string_view text) {
  return text.size() > 2 && text[0] == U'.' && is_digit(text[1]) && text[2] == U'f' &&
         !is_word(at_or_end(text, 3));
}

/// Whether the quotation mark there opens what a function formats: `printf("`, `Errorf(`,
/// `String.format("`, `fprintf(out, "`; no `if ("`.
bool opens_format(std::u32string_view line, std::size_t quote) {
  std::size_t end = line.substr(0, quote).rfind(U'(');
  if (end == std::u32string_view::npos) return false;
  const std::u32string_view between = line.substr(end + 1, quote - end - 1);
  if (between.find_first_of(U"\"')") != std::u32string_view::npos) return false;
  std::size_t begin = end;
  while (begin > 0 && is_letter(line[begin - 1])) --begin;
  const std::u32string_view name = line.substr(begin, end - begin);
  constexpr std::size_t kShortest = 4;
  return name.size() >= kShortest && (name.ends_with(U'f') || name.ends_with(U"format")) &&
         !name.ends_with(U"if") && name != U"self";
}

/// Whether what it opens is open behind the text.
bool is_open(std::u32string_view text, char32_t quote) {
  return std::count(text.begin(), text.end(), quote) % 2 != 0;
}

/// How many arguments stand in brackets that `text` is behind the opening one of; 0 where they are
/// not closed.
std::size_t count_arguments(std::u32string_view text) {
  std::size_t depth = 0;
  std::size_t commas = 0;
  for (const char32_t cp : text) {
    if (cp == U')' && depth == 0) return commas + 1;
    if (cp == U'(' || cp == U'[') ++depth;
    if ((cp == U')' || cp == U']') && depth > 0) --depth;
    commas += cp == U',' && depth == 0 ? 1 : 0;
  }
  return 0;
}

std::size_t count_conversions(std::u32string_view string) {
  std::size_t count = 0;
  for (std::size_t at = string.find(U'%'); at != string.npos; at = string.find(U'%', at)) {
    const bool is_sign = at_or_end(string, at + 1) == U'%';
    count += is_sign ? 0 : 1;
    at += is_sign ? 2 : 1;
  }
  return count;
}

/// Whether a string that is open before `behind` is one that is formatted, by a function or by the
/// operator `%` that follows it, and has fewer conversions than arguments.
bool lacks_conversion(std::u32string_view line, std::u32string_view behind) {
  const std::u32string_view before = line.substr(0, line.size() - behind.size());
  for (const char32_t quote : {U'"', U'\''}) {
    if (!is_open(before, quote)) continue;
    const std::size_t open = before.rfind(quote);
    const std::size_t close = behind.find(quote);
    if (close == std::u32string_view::npos) continue;
    const std::size_t conversions =
        count_conversions(before.substr(open)) + count_conversions(behind.substr(0, close));
    const std::u32string_view rest = behind.substr(close + 1);
    std::size_t arguments = 0;
    if (rest.starts_with(U" % (")) {
      arguments = count_arguments(rest.substr(4));
    } else if (rest.starts_with(U" % ")) {
      arguments = 1;
    } else if (opens_format(line, open) && rest.starts_with(U',')) {
      arguments = count_arguments(rest.substr(1));
    }
    if (conversions < arguments) return true;
  }
  return false;
}

/// Whether a word of its own stands there: who puts a blank behind it had one before it.
bool is_word_apart(std::u32string_view behind) {
  std::size_t end = 0;
  while (end < behind.size() && is_word(behind[end])) ++end;
  return at_or_end(behind, end) == U' ';
}

/// `***8821`: of the four stars that stand for digits, three are left.
bool is_rest_of_mask(std::u32string_view text) {
  return text.size() > 3 && text.starts_with(U"***") && is_digit(text[3]);
}

/// The name of a variable that it begins with; none of a single letter.
std::u32string read_variable(std::u32string_view text) {
  constexpr std::size_t kShortest = 2;
  std::size_t size = 0;
  while (size < text.size() && is_word(text[size])) ++size;
  return size < kShortest || is_digit(text[0]) ? std::u32string()
                                               : std::u32string(text.substr(0, size));
}

/// Whether a file's name is over with its extension, and no sentence goes on.
bool ends_name(std::u32string_view behind) {
  constexpr std::u32string_view kEnds = U"\n\r\"'<\t";
  return kEnds.find(at_or_end(behind, 0)) != std::u32string_view::npos;
}

/// The stars that a mark left of `**`, and all of those that are whole.
std::size_t count_double_stars(std::u32string_view text, char32_t before) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != U'*') continue;
    const char32_t last = at > 0 ? text[at - 1] : before;
    const bool is_whole = at_or_end(text, at + 1) == U'*';
    count += is_whole || is_mark(last) ? 1 : 0;
    at += is_whole ? 1 : 0;
  }
  return count;
}

}  // namespace

void AsciiSyntax::learn(std::string_view text) {
  for (const Lines::Line& line : Lines(text)) learn_line(line.bytes);
}

void AsciiSyntax::learn_stars(std::string_view line) {
  for (std::size_t at = line.find('*'); at != std::string_view::npos; at = line.find('*', at)) {
    const std::size_t end = std::min(line.find_first_not_of('*', at), line.size());
    const std::string_view before = line.substr(0, at);
    const bool begins_line = before.find_first_not_of(" \t") == std::string_view::npos;
    const bool is_comment = before.ends_with('/') || line.substr(end).starts_with('/');
    const bool may_be_cut = before.ends_with('?') || before.ends_with(kUtf8Replacement);
    if (end - at == 2 && !is_comment && !may_be_cut) ++double_stars_;
    if (end - at == 1 && !is_comment && !may_be_cut && !begins_line) ++single_stars_;
    at = end;
  }
}

bool AsciiSyntax::lacks_star(std::u32string_view line, std::u32string_view behind) const {
  if (double_stars_ == 0 || single_stars_ > 0 || !behind.starts_with(U'*')) return false;
  const char32_t next = at_or_end(behind, 1);
  if (next == U'*' || next == U'/') return false;
  const std::u32string_view before = line.substr(0, line.size() - behind.size());
  if (count_double_stars(before, 0) % 2 != 0) return true;  // it closes
  return next != U' ' && count_double_stars(behind.substr(1), U'*') > 0;
}

bool AsciiSyntax::lacks_percent(std::u32string_view line, std::u32string_view behind) {
  constexpr std::u32string_view kQuotes = U"\"'";
  if (kQuotes.find(at_or_end(behind, 0)) == std::u32string_view::npos) return false;
  const std::u32string_view before = line.substr(0, line.size() - behind.size());
  const std::size_t open = before.rfind(behind[0]);
  if (open == std::u32string_view::npos || before.find(U'%', open + 2) != std::u32string_view::npos)
    return false;
  // A pattern without any would be none: `LIKE '市%'`. Those that begin with one end with another.
  const std::u32string_view operation = before.substr(0, open);
  return operation.ends_with(U"LIKE ") || operation.ends_with(U"like ");
}

void AsciiSyntax::learn_dollar(std::string_view behind) {
  constexpr std::size_t kLongest = 40;
  std::u32string name;
  while (name.size() < std::min(kLongest, behind.size()) && is_word(unit(behind[name.size()])))
    name.push_back(unit(behind[name.size()]));
  if (const std::u32string variable = read_variable(name); !variable.empty())
    variables_.insert(variable);
  dollar_braces_ += behind.starts_with('{') ? 1 : 0;
}

bool AsciiSyntax::lacks_conversion_sign(std::u32string_view line,
                                        std::u32string_view behind) const {
  const char32_t letter = read_conversion(behind);
  if (letter == 0) return false;
  if (position_size(behind) > 0 || is_precision(behind)) return true;
  if (lacks_conversion(line, behind)) return true;
  return conversions_.find(letter) != std::u32string::npos && !is_word_apart(behind) &&
         behind[0] != U'x';
}

bool AsciiSyntax::lacks_dollar(std::u32string_view line, std::u32string_view behind) const {
  if (behind.starts_with(U"($")) return true;  // `$($_.Name)`
  const std::u32string_view before = line.substr(0, line.size() - behind.size());
  if (!is_open(before, U'"') && !is_open(before, U'`')) return false;
  if (behind.starts_with(U'{') && !behind.starts_with(U"{{")) return dollar_braces_ > lone_braces_;
  const std::u32string name = read_variable(behind);
  return !name.empty() && variables_.contains(name) && !is_word_apart(behind);
}

void AsciiSyntax::learn_line(std::string_view line) {
  learn_stars(line);
  std::size_t dollars = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char32_t here = unit(line[at]);
    if (here == kEscape || here == U'%' || here == U'.' || here == U' ') {
      const std::u32string behind = take_ascii(line.substr(at + 1));
      if (here == kEscape) has_escapes_ |= is_rest_of_escape(behind);
      if (here == U'%') {
        if (const char32_t letter = read_conversion(behind)) conversions_.push_back(letter);
      } else if (here != kEscape) {
        const std::u32string extension = read_extension(behind);
        if (!extension.empty()) (here == U'.' ? extensions_ : words_).insert(extension);
        has_common_extension_ |= here == U'.' && is_common_extension(extension);
      }
    }
    if (here == U'$') {
      learn_dollar(line.substr(at + 1));
      // `1$s`, whose `%` a mark may have taken.
      const std::u32string behind = take_ascii(line.substr(at + 1));
      if (at > 0 && is_digit(unit(line[at - 1])) && read_conversion(behind) == at_or_end(behind, 0))
        conversions_.push_back(behind[0]);
    }
    lone_braces_ += here == U'{' && at > 0 && unit(line[at - 1]) >= 0x80 ? 1 : 0;
    dollars += here == U'$' ? 1 : 0;
  }
  if (dollars > 0) ++(dollars % 2 == 0 ? paired_dollars_ : odd_dollars_);
  for (const char32_t quote : {U'"', U'\''}) {
    const auto mark = static_cast<char>(quote);
    // Where one was swallowed, those behind it are the others of their pairs.
    if (std::count(line.begin(), line.end(), mark) % 2 != 0) line = until_mark(line);
    Quotes& quotes = quote == U'"' ? double_quotes_ : quotes_;
    for (std::size_t open = line.find(mark); open != std::string_view::npos;) {
      const std::size_t close = line.find(mark, open + 1);
      if (close == std::string_view::npos) break;
      const std::u32string behind = take_ascii(line.substr(close + 1));
      ++quotes.pairs;
      if (kBehindClosing.find(at_or_end(behind, 0)) == kBehindClosing.npos && !behind.empty())
        ++quotes.before_text;
      open = line.find(mark, close + 1);
    }
  }
}

char32_t AsciiSyntax::called_for(std::u32string_view line, std::u32string_view behind) const {
  if (behind.empty() || behind[0] >= 0x80) return 0;
  if (has_escapes_ && is_rest_of_escape(behind)) return kEscape;
  if (lacks_star(line, behind) || is_rest_of_mask(behind)) return U'*';
  if (lacks_percent(line, behind)) return U'%';
  if (lacks_conversion_sign(line, behind)) return U'%';
  if (lacks_dollar(line, behind)) return U'$';
  if (const std::u32string extension = read_extension(behind);
      !extension.empty() && ends_name(behind.substr(extension.size())) &&
      !words_.contains(extension) &&
      (extensions_.contains(extension) ||
       (has_common_extension_ && is_common_extension(extension)))) {
    return U'.';
  }
  const std::size_t ascii =
      std::min(static_cast<std::size_t>(std::find_if(behind.begin(), behind.end(),
                                                     [](char32_t cp) { return cp >= 0x80; }) -
                                        behind.begin()),
               behind.size());
  const bool closes = behind[0] != U' ' && behind[0] != U'$' &&
                      behind.substr(0, ascii).find(U'$') != std::u32string_view::npos;
  const std::u32string_view before = line.substr(0, line.size() - behind.size());
  if (closes && paired_dollars_ > odd_dollars_ / 2 && is_open(line, U'$') &&
      !is_open(before, U'$')) {
    return U'$';
  }
  return 0;
}

bool AsciiSyntax::rules_out_quote(char32_t quote, std::u32string_view line,
                                  std::u32string_view behind) const {
  const Quotes& quotes = of(quote);
  if (quotes.pairs < kPairsToTell || quotes.before_text > 0) return false;
  const std::u32string_view before = line.substr(0, line.size() - behind.size());
  const char32_t next = at_or_end(behind, 0);
  const bool may_close = next == U'\n' || kBehindClosing.find(next) != kBehindClosing.npos;
  return is_open(before, quote) != may_close;
}

}  // namespace fuyuan
