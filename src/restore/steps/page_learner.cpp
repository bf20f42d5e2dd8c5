#include "restore/steps/page_learner.hpp"

#include <algorithm>

#include "lattice/simplifier.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPageBytes = 200'000;  ///< of healthy text to learn from

/// Whether a line that is not healthy tells of words even so.
bool is_learned(const LineScan& scan) {
  const bool is_whole = scan.marks + scan.broken + scan.raw_bytes == 0;
  return scan.notes > 0 || (is_whole && scan.makes_sense());
}

}  // namespace

bool PageLearner::has_nonsense() const {
  const auto& lines = document_.lines();
  return std::any_of(lines.begin(), lines.end(), [](const DocumentLine& line) {
    return line.scan.may_be_shifted() && is_learned(line.scan);
  });
}

PageCache PageLearner::learn() const {
  PageCache page(LanguageModel::embedded());
  learn_healthy(page);
  for (const DocumentLine& line : document_.lines()) {
    if (is_learned(line.scan)) learn_whole(line, page);
  }
  return page;
}

PageCache PageLearner::learn_plausible() const {
  PageCache page(LanguageModel::embedded());
  learn_healthy(page);
  for (const DocumentLine& line : document_.lines()) {
    if (!is_learned(line.scan)) continue;
    for (const auto piece : find_plausible(line.symbols, line.scan.costs))
      page.learn(as_learned(std::u32string(piece)));
  }
  return page;
}

PageCache PageLearner::learn(const std::vector<std::vector<LineSpan>>& found) const {
  PageCache page(LanguageModel::embedded());
  learn_healthy(page);
  for (std::size_t i = 0; i < document_.lines().size(); ++i) {
    const DocumentLine& line = document_.lines()[i];
    if (found[i].empty()) {
      if (is_learned(line.scan)) learn_whole(line, page);
      continue;
    }
    std::size_t copied = 0;
    for (const LineSpan& span : found[i]) {
      page.learn(as_learned(line.symbols.substr(copied, span.begin - copied)));
      page.learn(as_learned(known_text(span)));
      copied = span.end;
    }
    page.learn(as_learned(line.symbols.substr(copied)));
  }
  return page;
}

void PageLearner::learn_healthy(PageCache& page) const {
  const std::string& text = document_.text();
  page.reserve(std::min(text.size(), kPageBytes) / 2);
  auto unhealthy = document_.lines().begin();
  for (const Lines::Line& line : Lines(text)) {
    if (line.begin >= kPageBytes) break;
    if (unhealthy != document_.lines().end() && unhealthy->begin == line.begin) {
      ++unhealthy;
    } else {
      page.learn(as_learned(to_utf32(line.bytes)));
    }
  }
}

void PageLearner::learn_whole(const DocumentLine& line, PageCache& page) const {
  const std::u32string text = as_learned(line.symbols);
  line.scan.notes > 0 ? page.learn_annotated(text) : page.learn(text);
}

std::u32string PageLearner::as_learned(std::u32string text) const {
  // A converter's 著 says nothing about what was there.
  const bool is_converted = document_.options().to == Script::zh_hans &&
                            std::any_of(text.begin(), text.end(), is_traditional_only);
  return is_converted ? Simplifier(LanguageModel::embedded()).convert(text) : text;
}

}  // namespace fuyuan
