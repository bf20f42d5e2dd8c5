// restore(break(x)) == x for damage that loses nothing.

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "property/corpus.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/restorer.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::Misread;
using fuyuan::Registry;
using fuyuan::testing::break_by;
using fuyuan::testing::paragraphs;

constexpr double kRequiredShare = 0.97;

bool has_mark(std::string_view text, std::string_view original) {
  return text.find("\xEF\xBF\xBD") != std::string_view::npos ||
         std::count(text.begin(), text.end(), '?') !=
             std::count(original.begin(), original.end(), '?');
}

/// Whether the damage can be undone without any guess: the channel's own tables give the text back.
bool is_lossless(const std::string& channel, const std::string& damaged, const std::string& text) {
  const auto* misread = dynamic_cast<const Misread*>(Registry::instance().find(channel));
  if (misread == nullptr) return true;
  if (misread->is_raw()) {
    for (const char32_t cp : fuyuan::to_utf32(text)) {
      const auto encoded = misread->original().encode(cp);
      const auto decoded = misread->original().decode(encoded.view());
      if (encoded.length == 0 || decoded.code_point != cp) return false;
    }
    return true;
  }
  const auto decode =
      fuyuan::quick_decode(*misread, fuyuan::to_utf32(damaged), fuyuan::LanguageModel::embedded());
  return decode.is_lossless() && fuyuan::to_utf8(decode.text) == text;
}

struct Tally {
  std::size_t tried = 0;
  std::vector<std::string> failures;

  void check(std::string_view what) const {
    INFO(what << ": " << tried - failures.size() << " of " << tried << " exact");
    std::string list;
    for (const std::string& failure : failures) list += "\n" + failure;
    INFO(list);
    CHECK(tried >= 20);
    CHECK(static_cast<double>(failures.size()) <=
          (1 - kRequiredShare) * static_cast<double>(tried));
  }
};

bool has_doubtful_question(const std::string& text) {
  for (std::size_t at = text.find('?'); at != std::string::npos; at = text.find('?', at + 1)) {
    const auto is_wide = [&](std::size_t i) { return i < text.size() && (text[i] & 0x80) != 0; };
    if (is_wide(at - 1) || is_wide(at + 1)) return true;
  }
  return false;
}

/// Rows of signs and foreign letters are no text that a model of Chinese could know again.
bool is_chinese(const std::string& text) {
  const std::u32string characters = fuyuan::to_utf32(text);
  const auto wide =
      std::count_if(characters.begin(), characters.end(), [](char32_t cp) { return cp >= 0x80; });
  return std::count_if(characters.begin(), characters.end(), fuyuan::is_han) * 3 >= wide;
}

/// Paragraphs by tens, as documents: what one line leaves open the others decide.
void check_round_trips(const std::string& channel, const std::string& habit) {
  constexpr std::size_t kLines = 10;
  const fuyuan::Restorer restorer;
  std::vector<std::string> texts;
  for (const std::string& text : paragraphs()) {
    const std::string damaged = break_by(habit.empty() ? channel : channel + ":" + habit, text);
    if (damaged == text || has_mark(damaged, text) || !is_lossless(channel, damaged, text)) {
      continue;
    }
    // A question mark between characters may be one, or what became of a third.
    if (has_doubtful_question(text) || !is_chinese(text)) continue;
    // A text that is not left alone when healthy cannot come back either: another test's business.
    if (restorer.restore(text).text == text) texts.push_back(text);
  }
  Tally tally;
  for (std::size_t begin = 0; begin < texts.size(); begin += kLines) {
    std::string document;
    const std::size_t end = std::min(texts.size(), begin + kLines);
    for (std::size_t i = begin; i < end; ++i) document += texts[i] + "\n";
    std::istringstream restored(
        restorer.restore(break_by(habit.empty() ? channel : channel + ":" + habit, document)).text);
    for (std::size_t i = begin; i < end; ++i) {
      ++tally.tried;
      std::string line;
      std::getline(restored, line);
      if (line != texts[i])
        tally.failures.push_back("  expected " + texts[i] + "\n  got      " + line);
    }
  }
  tally.check(channel);
}

bool has_traditional(const std::string& text) {
  const std::u32string characters = fuyuan::to_utf32(text);
  return std::any_of(characters.begin(), characters.end(), fuyuan::is_traditional_only);
}

fuyuan::Options keep() {
  fuyuan::Options options;
  options.to = fuyuan::Script::keep;
  return options;
}

}  // namespace

TEST_CASE("There and back: UTF-8 as Windows-1252", "[property][round-trip]") {
  check_round_trips("utf8-as-windows-1252", "windows");
}

TEST_CASE("There and back: GBK as Windows-1252", "[property][round-trip]") {
  check_round_trips("gbk-as-windows-1252", "windows");
}

TEST_CASE("There and back: GBK as Big5", "[property][round-trip]") {
  check_round_trips("gbk-as-big5", "whatwg");
}

TEST_CASE("There and back: UTF-8 as GBK where no mark was left", "[property][round-trip]") {
  check_round_trips("utf8-as-gbk", "windows");
}

TEST_CASE("There and back: raw GB 18030", "[property][round-trip]") {
  check_round_trips("gb18030", "");
}

TEST_CASE("There and back: raw Big5", "[property][round-trip]") {
  const fuyuan::Restorer restorer(keep());
  Tally tally;
  for (const std::string& paragraph : paragraphs()) {
    const std::string text = break_by("traditional", paragraph);
    if (!is_lossless("big5", "", text)) continue;
    const std::string damaged = break_by("big5", text);
    if (damaged == text) continue;
    ++tally.tried;
    const std::string restored = restorer.restore(damaged).text;
    if (restored != text) {
      tally.failures.push_back("  expected " + text + "\n  got      " + restored);
    }
  }
  tally.check("raw Big5");
}

TEST_CASE("There and back: UTF-16 without a mark", "[property][round-trip]") {
  const fuyuan::Restorer restorer(keep());
  for (const char* name : {"utf-16le", "utf-16be"}) {
    Tally tally;
    for (const std::string& text : paragraphs()) {
      std::string damaged;
      for (const char32_t cp : fuyuan::to_utf32(text)) {
        const auto encoded = fuyuan::find_charset(name)->encode(cp);
        damaged.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
      }
      if (restorer.restore(text).text != text) continue;
      ++tally.tried;
      const std::string restored = restorer.restore(damaged).text;
      if (restored != text) {
        tally.failures.push_back("  expected " + text + "\n  got      " + restored);
      }
    }
    tally.check(name);
  }
}

TEST_CASE("There and back: Traditional characters", "[property][round-trip]") {
  const fuyuan::Restorer restorer;
  Tally tally;
  for (const std::string& text : paragraphs()) {
    const std::string damaged = break_by("traditional", text);
    // Which characters were Traditional before, and which notes an author's, nobody can tell then.
    if (has_traditional(text) || text.find("(") != std::string::npos) continue;
    if (damaged == text || restorer.restore(text).text != text) continue;
    // A quoted word is not a Traditional paragraph: at least a tenth must have changed.
    const std::u32string before = fuyuan::to_utf32(text);
    const std::u32string after = fuyuan::to_utf32(damaged);
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
      changed += before[i] == after[i] ? 0 : 1;
    }
    if (changed * 10 < before.size()) continue;
    ++tally.tried;
    const std::string restored = restorer.restore(damaged).text;
    if (restored != text) {
      tally.failures.push_back("  expected " + text + "\n  got      " + restored);
    }
  }
  tally.check("traditional");
}
