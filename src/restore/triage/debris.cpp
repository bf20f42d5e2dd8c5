#include "restore/triage/debris.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <unicode/uchar.h>

#include "channel/registry.hpp"
#include "charset/decode_all.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::array<unsigned char, 6> kTwoMarks = {0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD};
constexpr std::size_t kBytesOfOne = 3;
constexpr std::u32string_view kCommonest = U"锟斤拷";
constexpr std::u32string_view kOpening = U"“‘「『\"'`《（(";

/// What speaks of debris as of a thing, before it and behind it. Lost characters may leave the like
/// behind as well, but to leave a loss as it is does less harm than to change what is meant.
constexpr std::u32string_view kWordsBefore[] = {
    U"叫",     U"叫做",   U"变成",   U"變成", U"成了", U"出现", U"出現", U"显示",
    U"顯示",   U"显示为", U"显示成", U"所谓", U"看到", U"看见", U"全是", U"都是",
    U"经典的", U"著名的", U"什么是", U"何谓", U"关于", U"解释"};
constexpr std::u32string_view kWordsBehind[] = {
    U"三个",   U"两个", U"乱码", U"亂碼",   U"字样",   U"之类",   U"问题",   U"現象",   U"现象",
    U"就是",   U"和",   U"与",   U"、",     U"等",     U"是什么", U"是啥",   U"是怎么", U"是甚麼",
    U"是什麼", U"怎么", U"怎麼", U"的由来", U"的來歷", U"的来历", U"的原理", U"的含义", U"的意思"};

/// What memory that a program never wrote to holds, read as GBK: CC, CD or DD throughout.
struct Filling {
  char32_t character;
  std::size_t least;  ///< so many in a row are no text: 烫 is said twice and thrice
};
constexpr Filling kFillings[] = {{U'烫', 4}, {U'屯', 3}, {U'葺', 3}};

bool is_word(std::u32string_view line, std::size_t at) {
  return at < line.size() && !is_raw(line[at]) && u_isalnum(static_cast<UChar32>(line[at])) != 0;
}

template <typename Words>
bool begins_with_any(std::u32string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::u32string_view word) { return text.starts_with(word); });
}

template <typename Words>
bool ends_with_any(std::u32string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::u32string_view word) { return text.ends_with(word); });
}

}  // namespace

bool may_begin_debris(char32_t cp) noexcept {
  constexpr std::u32string_view kFirst = U"锟ï烫屯葺";
  return kFirst.find(cp) != std::u32string_view::npos;
}

/// U+FFFD misread: two of them where the wrong charset has pairs, one elsewhere.
struct DebrisReader::Form {
  std::string_view channel;
  const Charset* wrong = nullptr;
  std::u32string text;
  std::size_t lost = 0;

  /// Whether the last pair came to something else: 锟斤铐. The one before it ends in the first byte
  /// of a mark, so it is the rest of that mark all the same.
  bool is_torn(std::u32string_view rest) const {
    if (lost != 2 || rest.size() < 3 || rest.substr(0, 2) != text.substr(0, 2)) return false;
    return is_mark(rest[2]) || wrong->encode(rest[2]).length == 2;
  }
};

const std::vector<DebrisReader::Form>& DebrisReader::forms() {
  static const std::vector<Form> instance = [] {
    std::vector<Form> made;
    for (const Misread* misread : Registry::instance().misreads()) {
      if (misread->original().framing() != Framing::utf8 || misread->wrong() == nullptr) continue;
      const bool single = misread->reads_single_bytes();
      std::u32string text = decode_all(
          *misread->wrong(), ByteView(kTwoMarks).first(single ? kBytesOfOne : kTwoMarks.size()),
          [](char32_t cp) { return cp != kReplacement; });
      const bool is_known = std::any_of(made.begin(), made.end(),
                                        [&](const Form& form) { return form.text == text; });
      if (text.size() != kBytesOfOne || is_known) continue;
      made.push_back({misread->name(), misread->wrong(), std::move(text), single ? 1U : 2U});
    }
    return made;
  }();
  return instance;
}

std::size_t DebrisReader::count_row(std::size_t at, std::u32string_view unit) {
  const bool is_within =
      unit == unit_ && at >= row_begin_ && at < row_end_ && (row_end_ - at) % unit.size() == 0;
  if (is_within) return (row_end_ - at) / unit.size();
  std::size_t end = at;
  while (line_.substr(end).starts_with(unit)) end += unit.size();
  if (end == at) return 0;
  unit_ = unit;
  row_begin_ = at;
  row_end_ = end;
  return (end - at) / unit.size();
}

Debris DebrisReader::match_form(const Form& form, std::size_t at) {
  const std::size_t count = count_row(at, form.text);
  Debris debris{Debris::Kind::none, count * form.text.size(), count * form.lost, form.channel};
  const std::u32string_view rest = line_.substr(at + debris.length);
  const auto take = [&](std::size_t length, std::size_t lost) {
    debris.length += length;
    debris.lost += lost;
  };
  if (form.is_torn(rest)) {
    take(3, 2);
  } else if (count > 0 && form.lost == 2 && rest.starts_with(form.text.substr(0, 1))) {
    // An odd one: its last byte was half a pair, and became a mark, or nothing.
    const bool is_marked = rest.size() > 1 && is_mark(rest[1]);
    if (is_marked || rest.size() == 1) take(is_marked ? 2 : 1, 1);
  }
  if (debris.length > 0) debris.kind = Debris::Kind::misread_marks;
  return debris;
}

Debris DebrisReader::match(std::size_t at) {
  if (at >= line_.size() || line_[at] < 0x80) return {};
  for (const Filling& filling : kFillings) {
    if (line_[at] != filling.character) continue;
    const std::size_t length = count_row(at, {&filling.character, 1});
    if (length >= filling.least) return {Debris::Kind::memory, length, 0, {}};
  }
  for (const Form& form : forms()) {
    if (line_[at] != form.text[0]) continue;
    if (const Debris debris = match_form(form, at); debris.length > 0) return debris;
  }
  return {};
}

/// Be it ever so short: who plays with words names them all.
bool DebrisReader::has_another_kind(Debris::Kind kind) {
  const auto has = [&](std::u32string_view text) {
    return line_.find(text) != std::u32string_view::npos;
  };
  if (kind == Debris::Kind::memory) {
    if (!has_marks_) has_marks_ = has(kCommonest);
    return *has_marks_;
  }
  if (!has_memory_) {
    has_memory_ = std::any_of(std::begin(kFillings), std::end(kFillings), [&](const Filling& each) {
      return has(std::u32string(2, each.character));
    });
  }
  return *has_memory_;
}

bool DebrisReader::is_meant(std::size_t at, const Debris& debris) {
  const std::u32string_view before = line_.substr(0, at);
  const std::u32string_view behind = line_.substr(at + debris.length);
  if (!before.empty() && kOpening.find(before.back()) != std::u32string_view::npos) return true;
  return has_another_kind(debris.kind) || ends_with_any(before, kWordsBefore) ||
         begins_with_any(behind, kWordsBehind);
}

Debris match_debris(std::u32string_view line, std::size_t at) {
  return DebrisReader(line).match(at);
}

std::vector<LineSpan> undo_debris(std::u32string_view line) {
  std::vector<LineSpan> spans;
  DebrisReader reader(line);
  std::size_t lost = 0;
  std::size_t clear = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Debris debris = reader.match(at);
    if (debris.kind != Debris::Kind::misread_marks) {
      clear += line[at] != kReplacement && line[at] > U' ' ? 1 : 0;
      ++at;
      continue;
    }
    if (reader.is_meant(at, debris)) return {};
    const std::size_t end = at + debris.length;
    // One alone, set off on both sides, says what it is rather than that something is not.
    const bool is_alone = line.substr(at, end - at) == kCommonest;
    if (is_alone && (at == 0 || !is_word(line, at - 1)) && !is_word(line, end)) return {};
    spans.push_back(
        {at, end, std::string(debris.channel), std::u32string(debris.lost, kReplacement), 1, {}});
    lost += debris.lost;
    at = end;
  }
  if (lost > clear) return {};
  return spans;
}

}  // namespace fuyuan
