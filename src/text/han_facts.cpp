#include "text/han_facts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "text/utf8.hpp"

extern "C" {
extern const unsigned char fuyuan_t2s_tsv[];
extern const std::uint64_t fuyuan_t2s_tsv_size;
extern const unsigned char fuyuan_s2t_tsv[];
extern const std::uint64_t fuyuan_s2t_tsv_size;
extern const unsigned char fuyuan_readings_tsv[];
extern const std::uint64_t fuyuan_readings_tsv_size;
}

namespace fuyuan {
namespace {

std::string_view blob(const unsigned char* bytes, std::uint64_t size) {
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

/// A list of values for each code point that a table covers; the lists lie in one array.
template <typename Value>
class FlatLists {
 public:
  explicit FlatLists(std::size_t expected) : slots_(kEnd - kBegin) { values_.reserve(expected); }

  void start(char32_t key) {
    slot_ = &slots_[index(key)];
    *slot_ = {static_cast<std::uint32_t>(values_.size()), 0, false};
  }
  void add(const Value& value) {
    values_.push_back(value);
    ++slot_->count;
  }
  void set_flag(bool flag) { slot_->flag = flag; }

  std::span<const Value> find(char32_t key) const noexcept {
    const Slot slot = slots_[index(key)];
    return {values_.data() + slot.offset, slot.count};
  }
  bool flag(char32_t key) const noexcept { return slots_[index(key)].flag; }

 private:
  struct Slot {
    std::uint32_t offset = 0;
    std::uint16_t count = 0;
    bool flag = false;
  };
  static constexpr char32_t kBegin = 0x3000;
  static constexpr char32_t kEnd = 0xA000;

  /// U+3000 is no character of the tables, so its slot serves for all that are outside.
  static std::size_t index(char32_t key) {
    return key >= kBegin && key < kEnd ? static_cast<std::size_t>(key - kBegin) : 0;
  }

  std::vector<Slot> slots_;
  std::vector<Value> values_;
  Slot* slot_ = nullptr;
};

/// Calls `row(key, values, rest)` for each line of a table: a character, a tab, its values, and
/// perhaps a tab and a third column.
template <typename Row>
void for_each_row(std::string_view table, Row row) {
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    const Utf8Char key = read_utf8(line);
    if (key.length < 2 || line.size() < key.length + std::size_t{2}) continue;  // comments
    line.remove_prefix(key.length + std::size_t{1});
    const std::size_t tab = std::min(line.find('\t'), line.size());
    row(key.code_point, line.substr(0, tab), line.substr(std::min(tab + 1, line.size())));
  }
}

/// The flag says whether the key belongs to one script only: it is not among its own candidates,
/// unless the third column overrules that.
using Candidates = FlatLists<char32_t>;

Candidates parse_candidates(std::string_view table) {
  Candidates lists(table.size() / 6);
  for_each_row(table, [&](char32_t key, std::string_view values, std::string_view exception) {
    lists.start(key);
    bool own = false;
    while (!values.empty()) {
      const Utf8Char value = read_utf8(values);
      values.remove_prefix(std::max<std::size_t>(value.length, 1));
      if (value.length < 2) continue;  // the blanks
      own = own || value.code_point == key;
      lists.add(value.code_point);
    }
    lists.set_flag(exception.empty() ? !own : exception == "only");
  });
  return lists;
}

const Candidates& t2s() {
  static const Candidates table = parse_candidates(blob(fuyuan_t2s_tsv, fuyuan_t2s_tsv_size));
  return table;
}

const Candidates& s2t() {
  static const Candidates table = parse_candidates(blob(fuyuan_s2t_tsv, fuyuan_s2t_tsv_size));
  return table;
}

using Readings = FlatLists<Syllable>;

Readings parse_readings(std::string_view table) {
  Readings lists(table.size() / 6);
  for_each_row(table, [&](char32_t key, std::string_view values, std::string_view) {
    lists.start(key);
    while (!values.empty()) lists.add(take_syllable(values));
  });
  return lists;
}

const Readings& reading_table() {
  static const Readings table = parse_readings(blob(fuyuan_readings_tsv, fuyuan_readings_tsv_size));
  return table;
}

bool agree(const Syllable& reading, const Syllable& syllable) {
  if (syllable.tone != 0 && syllable.tone != reading.tone) return false;
  return reading.letters == syllable.letters || reading.letters == with_umlaut(syllable.letters);
}

std::u32string_view as_text(std::span<const char32_t> values) {
  return {values.data(), values.size()};
}

}  // namespace

std::u32string_view simplified_candidates(char32_t han) { return as_text(t2s().find(han)); }

std::u32string_view traditional_candidates(char32_t han) { return as_text(s2t().find(han)); }

bool is_traditional_only(char32_t han) { return t2s().flag(han); }

bool is_simplified_only(char32_t han) { return s2t().flag(han); }

bool has_reading(char32_t han, const Syllable& syllable) {
  const auto known = reading_table().find(han);
  return std::any_of(known.begin(), known.end(),
                     [&](const Syllable& reading) { return agree(reading, syllable); });
}

bool has_reading(char32_t han, std::u32string_view syllable) {
  const auto parsed = parse_pinyin(syllable);
  return parsed && parsed->length == syllable.size() && has_reading(han, *parsed);
}

bool is_usual_reading(char32_t han, std::u32string_view syllable) {
  const auto parsed = parse_pinyin(syllable);
  const auto known = reading_table().find(han);
  return parsed && parsed->length == syllable.size() && !known.empty() &&
         agree(known.front(), *parsed);
}

std::optional<std::size_t> rank_reading(char32_t han, std::u32string_view syllable) {
  const auto parsed = parse_pinyin(syllable);
  if (!parsed || parsed->length != syllable.size()) return std::nullopt;
  const auto known = reading_table().find(han);
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Syllable& reading) { return agree(reading, *parsed); });
  if (found == known.end()) return std::nullopt;
  return static_cast<std::size_t>(found - known.begin());
}

bool is_traditional_surname(char32_t han) {
  // Without those that are everyday words as well: 錢, 馬, 時, 許.
  constexpr std::u32string_view kSurnames =
      U"趙孫吳鄭馮陳蔣韓楊呂張魏謝鄒竇蘇韋鄧蕭龐鮑賀羅畢鄔顏鍾駱盧龔陸劉賴喬譚歐聶閻饒賈婁欒藺鄺"
      U"繆贇";
  return is_traditional_only(han) && kSurnames.find(han) != std::u32string_view::npos;
}

std::vector<Syllable> readings(char32_t han) {
  const auto found = reading_table().find(han);
  return {found.begin(), found.end()};
}

std::u32string first_reading(char32_t han) {
  const auto found = reading_table().find(han);
  return found.empty() ? std::u32string() : spell(found.front());
}

bool is_unconverted(char32_t han) {
  return is_simplified_only(han) ||
         (simplified_candidates(han).empty() && traditional_candidates(han).empty());
}

}  // namespace fuyuan
