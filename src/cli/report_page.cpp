#include "cli/report_page.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "channel/registry.hpp"
#include "cli/html.hpp"
#include "cli/numbers.hpp"
#include "cli/report_style.hpp"
#include "cli/verdict_words.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kChannelsShown = 40;
constexpr std::size_t kKindsShown = 15;

std::string excerpt_html(const Excerpt& excerpt) {
  std::string after;
  for (const ExcerptPiece& piece : excerpt.after) {
    switch (piece.kind) {
      case ExcerptPiece::Kind::known:
        after += html_text(piece.text);
        break;
      case ExcerptPiece::Kind::inferred:
        after += fmt::format(R"html(<mark title="inferred, {} sure">{}</mark>)html",
                             percentage(piece.probability), html_text(piece.text));
        break;
      case ExcerptPiece::Kind::lost:
        after += fmt::format(R"html(<mark class="lost" title="lost">{}</mark>)html",
                             html_text(piece.text));
        break;
    }
  }
  if (after.empty()) after = R"html(<span class="soft">(nothing)</span>)html";
  return fmt::format(
      R"html(<div class="excerpt"><span class="line">line {}</span><bdi class="before" lang="zh">{}</bdi>)html"
      R"html( → <bdi class="after" lang="zh-Hans">{}</bdi></div>)html"
      "\n",
      excerpt.line, html_text(excerpt.before), after);
}

class PageWriter {
 public:
  PageWriter(const ReportSummary& summary, const std::vector<std::string>& sources)
      : summary_(summary), sources_(sources) {}

  std::string write() {
    write_head();
    write_cards();
    write_verdicts();
    write_channels();
    write_certainty();
    write_worst();
    write_unrepaired();
    write_failures();
    write_interrupted();
    write_kinds();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void write_head() {
    out_ += R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Fuyuan report</title>
<style>)";
    out_ += kReportStyle;
    out_ += R"(</style>
</head>
<body>
<main>
<h1>Fuyuan report <small lang="zh-Hans">复原</small></h1>
)";
    std::string names;
    for (const std::string& source : sources_) {
      names += fmt::format(R"html({}<span class="path">{}</span>)html", names.empty() ? "" : ", ",
                           html_text(source));
    }
    out_ += fmt::format("<p class=\"soft\">Summed up from {}.", names);
    if (summary_.bad_lines() > 0) {
      out_ += fmt::format(" {} that could not be read {} left out.",
                          counted(summary_.bad_lines(), "line", "lines"),
                          summary_.bad_lines() == 1 ? "is" : "are");
    }
    out_ += "</p>\n";
  }

  static std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
  }

  void card(std::string_view value, std::string_view label) {
    out_ += fmt::format("<div class=\"card\"><b>{}</b><span>{}</span></div>\n", value, label);
  }

  void write_cards() {
    const Counts& counts = summary_.counts();
    const std::size_t mended = summary_.with(Verdict::decoded) + summary_.with(Verdict::restored) +
                               summary_.with(Verdict::inferred);
    out_ += "<div class=\"cards\">\n";
    card(grouped(summary_.documents()), "documents");
    card(grouped(mended), "mended or converted");
    card(grouped(summary_.with(Verdict::partial) + summary_.with(Verdict::unrepaired)),
         "still damaged");
    card(grouped(summary_.failed()), "failed");
    card(grouped(counts.characters), "characters");
    card(grouped(counts.restored), "brought back");
    card(grouped(counts.inferred), "inferred");
    card(grouped(counts.lost), "lost");
    card(grouped(counts.converted), "simplified");
    if (summary_.milliseconds() > 0) card(duration(summary_.milliseconds()), "of work");
    out_ += "</div>\n";
  }

  void write_verdicts() {
    std::vector<ChartPart> parts;
    std::string rows;
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
      const auto verdict = static_cast<Verdict>(i);
      const std::string name(verdict_name(verdict));
      const std::size_t count = summary_.with(verdict);
      parts.push_back({name, count, name});
      if (count == 0) continue;
      rows += fmt::format(
          R"html(<tr><td><i class="dot" style="background:var(--{0})"></i>{0}</td><td class="n">{1}</td>)html"
          R"html(<td class="n">{2}</td><td class="soft wide">{3}</td></tr>)html"
          "\n",
          name, grouped(count), percentage(count, summary_.documents()), verdict_meaning(verdict));
    }
    out_ += fmt::format(
        "<section>\n<h2>Verdicts</h2>\n{}<table>\n<tr><th>Verdict</th><th class=\"n\">Documents"
        "</th><th class=\"n\">Share</th><th class=\"wide\">What it "
        "says</th></tr>\n{}</table>\n</section>\n",
        stacked_bar(parts), rows);
  }

  void write_channels() {
    const ReportSummary::Ranking channels = summary_.channels();
    if (channels.empty()) return;
    out_ +=
        "<section>\n<h2>The commonest damage</h2>\n<table>\n<tr><th>Channel</th><th "
        "class=\"wide\"></th>"
        "<th class=\"n\">Documents</th><th class=\"n\">Places</th>"
        "<th class=\"n\">Characters</th></tr>\n";
    const std::size_t most = std::max<std::size_t>(channels[0].second->documents, 1);
    for (std::size_t i = 0; i < std::min(channels.size(), kChannelsShown); ++i) {
      const auto& [name, kind] = channels[i];
      const Channel* channel = Registry::instance().find(name);
      out_ += fmt::format("<tr><td><code>{}</code><div class=\"soft\">{}</div>", html_text(name),
                          channel == nullptr ? "" : html_text(channel->summary()));
      for (const Excerpt& excerpt : kind->excerpts) out_ += excerpt_html(excerpt);
      out_ += fmt::format(
          R"html(</td><td class="wide"><span class="meter"><i style="width:{:.1f}%"></i></span></td>)html"
          R"html(<td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>)html"
          "\n",
          100.0 * static_cast<double>(kind->documents) / static_cast<double>(most),
          grouped(kind->documents), grouped(kind->places), grouped(kind->characters));
    }
    out_ += "</table>\n";
    write_rest(channels.size(), kChannelsShown);
    out_ += "</section>\n";
  }

  static std::vector<ChartPart> columns(const ReportSummary::Histogram& histogram,
                                        std::string_view color) {
    const auto& bounds = ReportSummary::kProbabilities;
    std::vector<ChartPart> parts;
    for (std::size_t i = 0; i < histogram.size(); ++i) {
      const std::string label =
          i == 0               ? fmt::format("<{:g}", bounds[0] * 100)
          : i == bounds.size() ? fmt::format("≥{:g}", bounds.back() * 100)
                               : fmt::format("{:g}–{:g}", bounds[i - 1] * 100, bounds[i] * 100);
      parts.push_back({label, histogram[i], std::string(color)});
    }
    return parts;
  }

  void write_certainty() {
    const auto sum = [](const ReportSummary::Histogram& histogram) {
      std::size_t all = 0;
      for (const std::size_t count : histogram) all += count;
      return all;
    };
    if (sum(summary_.confidence()) == 0) return;
    out_ +=
        "<section>\n<h2>How sure</h2>\n<p class=\"soft\">In per cent.</p>\n<div class=\"pair\">\n";
    out_ += "<div><h3>Documents that changed</h3>" +
            column_chart(columns(summary_.confidence(), "bar"), "documents by certainty") +
            "</div>\n";
    if (sum(summary_.inferred()) > 0) {
      out_ += "<div><h3>Inferred characters</h3>" +
              column_chart(columns(summary_.inferred(), "inferred"), "characters by certainty") +
              "</div>\n";
    }
    out_ += "</div>\n</section>\n";
  }

  void write_document(const DocumentSummary& document, std::string_view figures) {
    out_ += fmt::format(
        R"html(<details{}><summary><span class="path">{}</span> )html"
        R"html(<span class="badge" style="color:var(--{})">{}</span><span class="n">{}</span></summary><div>)html"
        "\n",
        document.excerpts.empty() ? "" : " open", html_text(document.name),
        verdict_name(document.verdict), verdict_name(document.verdict), figures);
    for (const Excerpt& excerpt : document.excerpts) out_ += excerpt_html(excerpt);
    if (document.excerpts.empty()) out_ += "<span class=\"soft\">no excerpts in the report</span>";
    out_ += "</div></details>\n";
  }

  void write_worst() {
    if (summary_.worst().empty()) return;
    out_ +=
        "<section>\n<h2>The worst files</h2>\n<p class=\"soft\">Most characters in doubt first: "
        "those lost, and those inferred by how unsure they are. <mark>Inferred</mark> characters "
        "say how sure they are on hovering; <mark class=\"lost\">lost</mark> ones stay U+FFFD."
        "</p>\n";
    for (const DocumentSummary& document : summary_.worst()) {
      write_document(
          document,
          fmt::format("{} in doubt · {} lost · {} inferred · {} sure", doubt_text(document.doubt),
                      grouped(document.counts.lost), grouped(document.counts.inferred),
                      percentage(document.confidence)));
    }
    write_rest(summary_.doubtful(), summary_.worst().size());
    out_ += "</section>\n";
  }

  void write_unrepaired() {
    if (summary_.unrepaired().empty()) return;
    out_ +=
        "<section>\n<h2>Left as found</h2>\n<p class=\"soft\">Looks broken, and no explanation is "
        "good enough.</p>\n";
    for (const DocumentSummary& document : summary_.unrepaired()) {
      out_ += fmt::format("<div class=\"path\">{}</div>\n", html_text(document.name));
      for (const Excerpt& excerpt : document.excerpts) out_ += excerpt_html(excerpt);
    }
    write_rest(summary_.with(Verdict::unrepaired), summary_.unrepaired().size());
    out_ += "</section>\n";
  }

  void write_failures() {
    if (summary_.failures().empty()) return;
    out_ += "<section>\n<h2>Failures</h2>\n<table>\n";
    for (const FailureSummary& failure : summary_.failures()) {
      out_ += fmt::format("<tr><td class=\"path\">{}</td><td>{}</td></tr>\n",
                          html_text(failure.name), html_text(failure.what));
    }
    out_ += "</table>\n";
    write_rest(summary_.failed(), summary_.failures().size());
    out_ += "</section>\n";
  }

  void write_interrupted() {
    if (summary_.interrupted().empty()) return;
    out_ += "<section>\n<h2>Not finished</h2>\n<p class=\"soft\">The run was interrupted in:</p>\n";
    for (const std::string& name : summary_.interrupted()) {
      out_ += fmt::format("<div class=\"path\">{}</div>\n", html_text(name));
    }
    out_ += "</section>\n";
  }

  void write_kinds() {
    if (summary_.documents() == 0) return;
    out_ += "<section>\n<div class=\"pair\">\n";
    write_kind("Charsets", summary_.charsets());
    write_kind("Languages", summary_.languages());
    out_ += "</div>\n</section>\n";
  }

  void write_kind(std::string_view title, const ReportSummary::Ranking& kinds) {
    out_ += fmt::format("<div><h2>{}</h2>\n<table>\n", title);
    for (std::size_t i = 0; i < std::min(kinds.size(), kKindsShown); ++i) {
      out_ += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
                          kinds[i].first.empty() ? "not said" : html_text(kinds[i].first),
                          grouped(kinds[i].second->documents),
                          percentage(kinds[i].second->documents, summary_.documents()));
    }
    out_ += "</table>\n";
    write_rest(kinds.size(), kKindsShown);
    out_ += "</div>\n";
  }

  void write_rest(std::size_t all, std::size_t listed) {
    if (all > listed) {
      out_ += fmt::format("<p class=\"soft\">… and {} more</p>\n", grouped(all - listed));
    }
  }

  const ReportSummary& summary_;
  const std::vector<std::string>& sources_;
  std::string out_;
};

}  // namespace

std::string report_page(const ReportSummary& summary, const std::vector<std::string>& sources) {
  return PageWriter(summary, sources).write();
}

}  // namespace fuyuan::cli
