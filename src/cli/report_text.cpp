#include "cli/report_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "channel/registry.hpp"
#include "cli/numbers.hpp"
#include "cli/snippet.hpp"
#include "cli/verdict_words.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kBar = 24;
constexpr std::size_t kChannelsShown = 12;
constexpr std::size_t kCharsetsShown = 8;

std::string shown(std::string_view name) {
  const Snippet snippet(name);
  return snippet.shortened(snippet.size());
}

std::string bar(std::size_t part, std::size_t whole) {
  const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  auto length = static_cast<std::size_t>(std::lround(share * kBar));
  if (part > 0) length = std::max<std::size_t>(length, 1);
  std::string out;
  for (std::size_t i = 0; i < kBar; ++i) out += i < length ? "█" : " ";
  return out;
}

std::string excerpt_line(const Excerpt& excerpt, const Palette& palette) {
  std::string after;
  for (const ExcerptPiece& piece : excerpt.after) {
    switch (piece.kind) {
      case ExcerptPiece::Kind::known:
        after += palette.green(piece.text);
        break;
      case ExcerptPiece::Kind::inferred:
        after += palette.yellow(fmt::format("⟦{}⟧", piece.text));
        break;
      case ExcerptPiece::Kind::lost:
        after += palette.red(piece.text);
        break;
    }
  }
  return fmt::format("{} → {}\n", palette.red(excerpt.before),
                     after.empty() ? palette.dim("(nothing)") : after);
}

class TextWriter {
 public:
  TextWriter(const ReportSummary& summary, const Palette& palette)
      : summary_(summary), palette_(palette) {}

  std::string write() {
    write_head();
    write_verdicts();
    write_characters();
    write_channels();
    write_kinds("Charsets", summary_.charsets());
    write_worst();
    write_unrepaired();
    write_failures();
    write_interrupted();
    return std::move(out_);
  }

 private:
  void heading(std::string_view text) { out_ += fmt::format("\n{}\n", palette_.bold(text)); }

  void write_head() {
    out_ += fmt::format("{} documents, {} characters", grouped(summary_.documents()),
                        grouped(summary_.counts().characters));
    if (summary_.milliseconds() > 0) {
      out_ += fmt::format(", {} of work", duration(summary_.milliseconds()));
    }
    if (summary_.failed() > 0) {
      out_ += palette_.red(fmt::format(", {} failed", grouped(summary_.failed())));
    }
    if (summary_.renamed() > 0) out_ += fmt::format(", {} renamed", grouped(summary_.renamed()));
    out_ += "\n";
  }

  void write_verdicts() {
    heading("Verdicts");
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
      const auto verdict = static_cast<Verdict>(i);
      const std::size_t count = summary_.with(verdict);
      if (count == 0) continue;
      out_ += fmt::format("  {:<11}{:>12}  {:>8}  {}  {}\n", verdict_name(verdict), grouped(count),
                          percentage(count, summary_.documents()),
                          palette_.cyan(bar(count, summary_.documents())),
                          palette_.dim(verdict_meaning(verdict)));
    }
  }

  void write_characters() {
    const Counts& counts = summary_.counts();
    heading("Characters");
    out_ +=
        fmt::format("  {:<13}{:>12}\n  {:<13}{:>12}\n  {:<13}{:>12}\n  {:<13}{:>12}\n",
                    "brought back", grouped(counts.restored), "inferred", grouped(counts.inferred),
                    "lost", grouped(counts.lost), "simplified", grouped(counts.converted));
    write_probabilities();
  }

  void write_probabilities() {
    std::size_t all = 0;
    for (const std::size_t count : summary_.inferred()) all += count;
    if (all == 0) return;
    out_ += "  of the inferred:";
    std::size_t above = all;
    for (std::size_t i = 0; i < ReportSummary::kProbabilities.size(); ++i) {
      above -= summary_.inferred()[i];
      const double bound = ReportSummary::kProbabilities[i];
      if (bound == 0.5 || bound == 0.9 || bound == 0.99) {
        out_ += fmt::format("  {} at least {:g} % sure", percentage(above, all), bound * 100);
      }
    }
    out_ += "\n";
  }

  void write_channels() {
    const ReportSummary::Ranking channels = summary_.channels();
    if (channels.empty()) return;
    heading("The commonest damage");
    out_ += palette_.dim(
        fmt::format("  {:<30}{:>11}{:>12}{:>14}\n", "", "documents", "places", "characters"));
    for (std::size_t i = 0; i < std::min(channels.size(), kChannelsShown); ++i) {
      const auto& [name, kind] = channels[i];
      out_ +=
          fmt::format("  {}{:>11}{:>12}{:>14}\n", palette_.cyan(fmt::format("{:<30}", shown(name))),
                      grouped(kind->documents), grouped(kind->places), grouped(kind->characters));
      const Channel* channel = Registry::instance().find(name);
      if (channel != nullptr) out_ += palette_.dim(fmt::format("    {}\n", channel->summary()));
      if (!kind->excerpts.empty()) out_ += "    " + excerpt_line(kind->excerpts[0], palette_);
    }
    write_rest(channels.size(), kChannelsShown);
  }

  void write_kinds(std::string_view title, const ReportSummary::Ranking& kinds) {
    if (kinds.empty()) return;
    heading(title);
    for (std::size_t i = 0; i < std::min(kinds.size(), kCharsetsShown); ++i) {
      const std::string name = kinds[i].first.empty() ? "not said" : shown(kinds[i].first);
      out_ += fmt::format("  {:<30}{:>11}\n", name, grouped(kinds[i].second->documents));
    }
    write_rest(kinds.size(), kCharsetsShown);
  }

  void write_worst() {
    if (summary_.worst().empty()) return;
    heading("The worst files: most characters in doubt first");
    out_ += palette_.dim(
        fmt::format("  {:>9}{:>9}{:>11}{:>8}\n", "in doubt", "lost", "inferred", "sure"));
    for (const DocumentSummary& document : summary_.worst()) {
      out_ += fmt::format("  {:>9}{:>9}{:>11}{:>8}  {}\n", doubt_text(document.doubt),
                          grouped(document.counts.lost), grouped(document.counts.inferred),
                          percentage(document.confidence), shown(document.name));
      for (const Excerpt& excerpt : document.excerpts) {
        out_ += fmt::format("      line {}: {}", excerpt.line, excerpt_line(excerpt, palette_));
      }
    }
    write_rest(summary_.doubtful(), summary_.worst().size());
  }

  void write_unrepaired() {
    if (summary_.unrepaired().empty()) return;
    heading("Left as found: looks broken, and no explanation is good enough");
    for (const DocumentSummary& document : summary_.unrepaired()) {
      out_ += fmt::format("  {}\n", shown(document.name));
    }
    write_rest(summary_.with(Verdict::unrepaired), summary_.unrepaired().size());
  }

  void write_failures() {
    if (summary_.failures().empty()) return;
    heading("Failures");
    for (const FailureSummary& failure : summary_.failures()) {
      out_ += fmt::format("  {}: {}\n", shown(failure.name), palette_.red(shown(failure.what)));
    }
    write_rest(summary_.failed(), summary_.failures().size());
  }

  void write_interrupted() {
    if (summary_.interrupted().empty()) return;
    heading("Not finished: the run was interrupted in");
    for (const std::string& name : summary_.interrupted()) {
      out_ += fmt::format("  {}\n", shown(name));
    }
  }

  void write_rest(std::size_t all, std::size_t listed) {
    if (all > listed) out_ += palette_.dim(fmt::format("  … and {} more\n", grouped(all - listed)));
  }

  const ReportSummary& summary_;
  const Palette& palette_;
  std::string out_;
};

}  // namespace

std::string report_text(const ReportSummary& summary, const Palette& palette) {
  return TextWriter(summary, palette).write();
}

}  // namespace fuyuan::cli
