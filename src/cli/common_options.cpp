#include "cli/common_options.hpp"

#include <fmt/format.h>

#include "charset/charset.hpp"
#include "cli/console.hpp"

namespace fuyuan::cli {
namespace {

/// CLI11's Range lets "nan" through.
std::string check_probability(const std::string& text) {
  double value = -1;
  if (CLI::detail::lexical_cast(text, value) && value >= 0 && value <= 1) return {};
  return fmt::format("'{}' is not a probability between 0 and 1", text);
}

}  // namespace

Options CommonOptions::restorer_options() const {
  if (!from.empty() && find_charset(from) == nullptr) {
    std::string known;
    for (const Charset& charset : all_charsets()) {
      known += fmt::format("{}{}", known.empty() ? "" : ", ", charset.name());
    }
    throw UsageError(fmt::format("--from: there is no charset '{}'; known are {}", from, known));
  }
  return {.to = to == "keep" ? Script::keep : Script::zh_hans,
          .from = from,
          .strict = is_strict,
          .infer = infer,
          .mark = marks_inferred,
          .escapes = undoes_escapes,
          .notes = takes_notes};
}

void add_message_options(CLI::App& app, CommonOptions& options, const std::string& verbose) {
  const std::string group = "Messages (on standard error)";
  const std::string verbose_group = verbose.empty() ? "" : group;  // "": not in the help
  app.add_flag("-q,--quiet", options.is_quiet, "Errors only")->group(group);
  app.add_flag("-v,--verbose", options.is_verbose, verbose)->group(verbose_group);
  app.add_option("--color", options.color, "auto (on a terminal), always, never")
      ->group(group)
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_restoring_options(CLI::App& app, CommonOptions& options) {
  const std::string group = "Restoring";
  app.add_option("--to", options.to,
                 "zh-Hans: Chinese comes out Simplified (default); keep: the script stays, but for "
                 "pages of a byte-wise converter, which were Simplified before")
      ->group(group)
      ->type_name("SCRIPT")
      ->transform(CLI::IsMember({"zh-Hans", "keep"}, CLI::ignore_case));
  app.add_option("--from", options.from, "The input is said to be in CHARSET: a hint, not an order")
      ->group(group)
      ->type_name("CHARSET");
  app.add_flag("--strict", options.is_strict, "Only what is certain: nothing is inferred")
      ->group(group);
  app.add_option("--infer", options.infer,
                 fmt::format("Infer a destroyed character if it is at least this probable (0 to 1, "
                             "default {}); below that U+FFFD stays",
                             options.infer))
      ->group(group)
      ->type_name("P")
      ->check(CLI::Validator(check_probability, ""));
  app.add_flag("--escapes", options.undoes_escapes,
               "Undo &#20320; \\u4f60 %E4%BD%A0 =E4=BD=A0 and the like everywhere, in code and web "
               "addresses, too; without it only where a document is nothing but escapes, or "
               "entities stand for misread text")
      ->group(group);
  app.add_flag("--notes", options.takes_notes,
               "Take out readings behind characters, such as 工(gōng)具, 漢(ㄏㄢˋ) and ruby; those "
               "of a converter, 當(dāng), go anyway")
      ->group(group);
}

void add_output_options(CLI::App& app, CommonOptions& options) {
  const std::string group = "Output";
  app.add_flag("--mark", options.marks_inferred, "Put inferred characters between ⟦ and ⟧")
      ->group(group);
  app.add_option("--report", options.report,
                 "Write what was done to FILE: one JSON object a document")
      ->group(group)
      ->type_name("FILE");
  app.add_flag("--check", options.only_checks, "Write nothing; exit 1 if something would change")
      ->group(group);
}

void add_folder_options(CLI::App& app, CommonOptions& options) {
  const std::string group = "Folders";
  app.add_option("--include", options.includes,
                 "Take only files like PATTERN ('*.txt'), by name, or by path if there is a / in "
                 "it; may be repeated")
      ->group(group)
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_option("--exclude", options.excludes, "Pass over files and folders like PATTERN")
      ->group(group)
      ->type_name("PATTERN")
      ->allow_extra_args(false);
}

void add_format_options(CLI::App& app, CommonOptions& options) {
  const std::string group = "Formats";
  app.add_flag_callback(
         "--jsonl", [&options] { options.format.format = "jsonl"; },
         "Each line is a JSON record and a document of its own (--format jsonl)")
      ->group(group);
  app.add_option("--format", options.format.format,
                 "text, json, jsonl, csv, tsv, warc or archive; auto: by content and name, text in "
                 "the pipe")
      ->group(group)
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"auto", "text", "json", "jsonl", "csv", "tsv", "warc", "archive"}));
  app.add_option("--field", options.format.fields,
                 "A string of each record to restore, or a column's name or number; a.b for a "
                 "nested one; may be repeated (default: all strings)")
      ->group(group)
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("-j,--jobs", options.threads, "Threads (default: as many as there are cores)")
      ->group(group)
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  app.add_option("--max-unpacked", options.format.max_unpacked,
                 "The most that an archive may unpack to; 10GB and the like (default 64 GiB)")
      ->group(group)
      ->type_name("BYTES")
      ->transform(CLI::AsSizeValue(false));
  app.add_option("--max-ratio", options.format.max_ratio,
                 fmt::format("The most bytes that a packed byte may become (default {})",
                             options.format.max_ratio))
      ->group(group)
      ->type_name("N")
      ->check(CLI::Range(1, 1000000000));
}

}  // namespace fuyuan::cli
