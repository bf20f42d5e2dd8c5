#include <unistd.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/numbers.hpp"
#include "cli/report_page.hpp"
#include "cli/report_record.hpp"
#include "cli/report_summary.hpp"
#include "cli/report_text.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  fuyuan fix -o restored --report run.jsonl old-pages/
  fuyuan report run.jsonl                           a summary in the terminal
  fuyuan report run.jsonl --html run.html           a page to open in a browser or to send
  fuyuan report --worst 100 run-*.jsonl             several runs together
  fuyuan detect downloads/ | fuyuan report -        verdicts only

"In doubt" are the characters likely to be wrong: those lost, and those inferred by how unsure
they are. Inferred characters stand between ⟦ and ⟧. The page needs nothing but itself: no
network, no scripts.
A line that is no line of a report is named on standard error and left out: exit 1.)";

constexpr std::size_t kBadLinesNamed = 20;  ///< of one report

struct ReportOptions {
  std::vector<std::string> paths;
  std::string html;
  std::size_t worst = 15;
};

/// Reads reports and writes what they say in all.
class Reporter {
 public:
  Reporter(const ReportOptions& options, const CommonOptions& common)
      : options_(options), common_(common), summary_(options.worst) {}

  int run() {
    for (const std::string& path : options_.paths) {
      try {
        read(path);
      } catch (const IoError& error) {
        has_failed_ = true;
        say(path, error.what());
      }
      summary_.finish();
    }
    // Where nothing at all could be read there is nothing to say, and an older page is better.
    if (!has_failed_ || summary_.documents() + summary_.failed() > 0) write();
    return static_cast<int>(has_failed_ ? ExitCode::failed : ExitCode::done);
  }

 private:
  /// Line by line: reports of large runs are large.
  void read(const std::string& path) {
    FileSource source(path);
    std::string buffer;
    std::string chunk(std::size_t{1} << 18, '\0');
    line_ = bad_ = 0;
    while (const std::size_t got = source.read(chunk.data(), chunk.size())) {
      const std::string_view fresh(chunk.data(), got);
      std::size_t begin = 0;
      for (std::size_t end = fresh.find('\n'); end != std::string_view::npos;
           end = fresh.find('\n', begin)) {
        buffer += fresh.substr(begin, end - begin);
        add(path, buffer);
        buffer.clear();
        begin = end + 1;
      }
      buffer += fresh.substr(begin);
    }
    if (!buffer.empty()) add(path, buffer);
    if (bad_ > kBadLinesNamed) {
      say(path, fmt::format("… and {} more lines that are no lines of a report",
                            grouped(bad_ - kBadLinesNamed)));
    }
  }

  void add(const std::string& path, std::string_view line) {
    ++line_;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
    try {
      summary_.add(reader_.read(line));
    } catch (const BadReportLine& error) {
      has_failed_ = true;
      summary_.add_bad_line();
      if (++bad_ <= kBadLinesNamed) say(fmt::format("{}:{}: {}", path, line_, error.what()));
    }
  }

  void write() {
    StandardOutput out;
    if (options_.html.empty()) {
      out.write(report_text(summary_, Palette(use_color(common_.color, STDOUT_FILENO))));
    } else if (const std::string page = report_page(summary_, options_.paths);
               options_.html == "-") {
      out.write(page);
    } else {
      try {
        AtomicFile file(options_.html);
        file.write(page);
        file.commit();
      } catch (const IoError& error) {
        has_failed_ = true;
        say(options_.html, error.what());
      }
    }
    out.flush();
  }

  const ReportOptions& options_;
  const CommonOptions& common_;
  ReportRecordReader reader_;
  ReportSummary summary_;
  std::size_t line_ = 0;
  std::size_t bad_ = 0;
  bool has_failed_ = false;
};

}  // namespace

void add_report_command(CLI::App& app, Program& program) {
  constexpr std::size_t kMostListed = 10000;
  CLI::App* command = app.add_subcommand("report", "Sum up what --report wrote, for people");
  const auto options = std::make_shared<ReportOptions>();
  command->add_option("FILE", options->paths, "Reports, or - for standard input")
      ->required()
      ->type_name("");
  command->add_option("--html", options->html, "Write one self-contained HTML page to OUT instead")
      ->type_name("OUT");
  command
      ->add_option(
          "--worst", options->worst,
          fmt::format("List at most N documents and failures (default {})", options->worst))
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, kMostListed));
  add_message_options(*command, program.common, "");
  command->footer(std::string(kExamples));
  command->callback([options, &program] {
    program.run = [options, &program] { return Reporter(*options, program.common).run(); };
  });
}

}  // namespace fuyuan::cli
