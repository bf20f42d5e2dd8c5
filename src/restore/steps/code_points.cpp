// What is a matter of single code points, once all that was misread is undone.

#include <algorithm>
#include <utility>

#include "channel/four_byte_remnant.hpp"
#include "restore/line/line_search.hpp"
#include "restore/repair/code_point_repair.hpp"
#include "restore/repair/latin_marks.hpp"
#include "restore/repair/survivors.hpp"
#include "restore/steps/apart_from_talk.hpp"
#include "restore/steps/steps.hpp"
#include "restore/triage/debris.hpp"
#include "restore/triage/latin_words.hpp"
#include "text/has_any.hpp"

namespace fuyuan {
namespace {

/// Whether marks may be all that is left of most of the line.
bool may_be_lost(const LineScan& scan) { return scan.replacements > 0 || scan.marks > 1; }

/// Of a document of which most is lost, so much is worth a few seconds; of what is behind that only
/// what came through as a whole comes back.
constexpr std::size_t kMostInferredSymbols = 15'000;

constexpr std::string_view kMarkAsLatin1 = "ï»¿";

/// Whether such a mark stands where no file begins: then it is shown.
bool shows_within_line(std::string_view text) {
  for (std::size_t at = text.find(kMarkAsLatin1); at != std::string_view::npos;
       at = text.find(kMarkAsLatin1, at + 1)) {
    if (at > 0 && text[at - 1] != '\n') return true;
  }
  return false;
}

/// Whether the line may begin with a byte-order mark: the first one, and where another file does.
bool may_be_marked(const DocumentText& document, const DocumentLine& line) {
  if (line.number == 1) return true;
  const auto bytes = std::string_view(document.text()).substr(line.begin, line.end - line.begin);
  // Files that were put one behind the other have theirs where each begins. Who explains what such
  // a mark is shows it, and says so.
  const bool begins_file = bytes.starts_with(kMarkAsLatin1) &&
                           bytes.size() > kMarkAsLatin1.size() &&
                           bytes[kMarkAsLatin1.size()] != ' ';
  return begins_file && !document.habits().is_about_mojibake &&
         !has_any(document.text(), {"```", "~~~"}) && !shows_within_line(document.text()) &&
         !has_any(document.text(),
                  {"BOM", "byte order", "byte-order", "字节序", "字节顺序", "位元組順序"});
}

}  // namespace

Step repair_code_points(const DocumentText& document) {
  const bool is_chinese = document.language().starts_with("zh");
  Step step;
  const LineSearch search(document.options(), document.habits());
  std::size_t looked_at = 0;
  const bool has_survivors =
      std::any_of(document.lines().begin(), document.lines().end(), [](const DocumentLine& line) {
        return may_be_lost(line.scan) && !bring_back_survivors(line.symbols, false).empty();
      });
  for (const DocumentLine& line : document.lines()) {
    if (is_chinese && FourByteRemnant::is_in(line.symbols)) {
      static const Channel& remnants = *Registry::instance().find(FourByteRemnant::kName);
      document.append_spans(line, search.restore_by(remnants, line.symbols, 0), step.spans);
      continue;
    }
    const bool may_be_shown =
        document.habits().is_about_mojibake ||
        is_talk(std::string_view(document.text()).substr(line.begin, line.end - line.begin));
    auto words =
        may_be_shown ? std::nullopt : repair_latin_words(line.symbols, LanguageModel::embedded());
    if (words) {
      if (!document.options().strict) infer_latin_marks(document.options().infer, *words);
      document.append_spans(line, {*words}, step.spans);
      continue;
    }
    if (line.scan.debris > 0 && !document.habits().is_about_mojibake) {
      const std::vector<LineSpan> marks = undo_debris(line.symbols);
      document.append_spans(line, marks, step.spans);
      if (!marks.empty()) continue;
    }
    if (may_be_lost(line.scan)) {
      auto survivors = bring_back_survivors(line.symbols, has_survivors);
      looked_at += survivors.empty() ? 0 : line.symbols.size();
      if (!survivors.empty() && !document.options().strict && looked_at <= kMostInferredSymbols) {
        auto inferred = infer_around_survivors(line.symbols, document.options().infer);
        if (!inferred.empty()) survivors = std::move(inferred);
      }
      document.append_spans(line, survivors, step.spans);
      if (!survivors.empty()) continue;
    }
    document.append_spans(
        line,
        fuyuan::repair_code_points(line.symbols, may_be_marked(document, line), is_chinese,
                                   document.options().strict, LanguageModel::embedded()),
        step.spans);
  }
  return step;
}

}  // namespace fuyuan
