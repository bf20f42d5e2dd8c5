#include "archive/json_format.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "archive/json_record.hpp"
#include "archive/json_strings.hpp"
#include "archive/neighbours.hpp"
#include "archive/piece_summary.hpp"
#include "archive/plain_format.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kGroup = std::size_t{1} << 18;
// Parsing takes some fifteen times as much memory.
constexpr std::size_t kLongestText = std::size_t{8} << 20;
constexpr std::size_t kLongestRecord = std::size_t{8} << 20;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// What is to be said where a key stayed as it was: the plan would not come to what was written.
Restored without_key(Restored restored, bool is_changed) {
  restored.has_plan = false;
  restored.plan = {};
  const bool is_broken = restored.verdict > Verdict::decoded;
  if (is_broken) restored.verdict = std::max(restored.verdict, Verdict::unrepaired);
  if (is_changed) return restored;
  if (!is_broken) restored.verdict = Verdict::clean;
  restored.counts.restored = restored.counts.inferred = restored.counts.converted = 0;
  return restored;
}

/// Writes a group as it was restored, or as it was, and hands on what is to be said of it.
template <typename Say>
void write_group(const std::string& entry, JsonStrings& record, const JsonStrings::Group& group,
                 const Restored& restored, DocumentRun& run, Say say) {
  const auto written = record.rewrite(group, restored.text);
  if (!written) {
    run.fail(entry, "passed on as it is: its strings cannot be told apart after restoring");
    run.out().write(record.original(group));
    return;
  }
  run.out().write(written->text);
  if (written->keeps_key) {
    say(without_key(restored, written->is_changed), written->is_changed);
  } else {
    say(restored, written->is_changed);
  }
}

/// Restores a record as one document.
void restore_record(const std::string& entry, const std::shared_ptr<JsonStrings>& record,
                    std::string context, DocumentRun& run) {
  const auto group =
      std::make_shared<const JsonStrings::Group>(record->group(0, std::string::npos));
  run.restore_piece(entry, record->document(*group), {{}, std::move(context)},
                    [entry, record, group, &run](const Restored& restored) {
                      write_group(entry, *record, *group, restored, run,
                                  [&](const Restored& said, bool is_changed) {
                                    run.record(entry, said, is_changed);
                                  });
                    });
}

bool is_record(std::string_view text, const std::vector<std::string>& fields) {
  try {
    JsonRecordReader().find(text, fields);
    return true;
  } catch (const BadRecord&) {
    return false;
  }
}

/// Whether it is records, one a line. Lines may end in carriage returns alone.
bool are_records(std::string_view text, const std::vector<std::string>& fields) {
  bool is_any = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!is_blank(line)) {
      if (!is_record(line, fields)) return false;
      is_any = true;
    }
    begin = end + 1;
  }
  return is_any;
}

/// Restores what is no JSON as it stands as plain text: bytes of a legacy charset, or a quotation
/// mark that went with the character before it. Unless that makes JSON of it, it stays as it is,
/// and `what` was wrong with it, as it stands, is reported.
void restore_broken_record(const std::string& entry, const std::string& record, std::string context,
                           std::string what, DocumentRun& run) {
  run.restore_piece(entry, record, {{}, std::move(context)},
                    [entry, record, what = std::move(what), &run](const Restored& restored) {
                      if (are_records(restored.text, run.options().fields)) {
                        run.record(entry, restored, restored.text != record);
                        run.out().write(restored.text);
                      } else {
                        run.fail(entry, "passed on as it is: " + what);
                        run.out().write(record);
                      }
                    });
}

/// Restores the strings of a whole file, which may be many, in groups.
void restore_groups(const std::shared_ptr<JsonStrings>& record, DocumentRun& run) {
  const auto summary = std::make_shared<PieceSummary>();
  std::size_t next = 0;
  do {
    const auto group = std::make_shared<const JsonStrings::Group>(record->group(next, kGroup));
    next = group->end;
    run.restore_piece(
        "", record->document(*group), {}, [record, group, summary, &run](const Restored& piece) {
          write_group("", *record, *group, piece, run, [&](const Restored& said, bool is_changed) {
            summary->add(said, is_changed);
          });
        });
  } while (next < record->fields().size());
  run.then([summary, &run] { run.record("", summary->restored(), summary->changed()); });
}

/// Restores record after record of one input.
class RecordLoop {
 public:
  explicit RecordLoop(DocumentRun& run) : run_(run) {}

  /// `line` with its line end.
  void take(std::string_view line) {
    if (std::exchange(is_in_passed_, false)) {
      pass(line);
      return;
    }
    const bool is_marked = ++number_ == 1 && line.starts_with(kUtf8Mark);
    const std::string_view mark = line.substr(0, is_marked ? kUtf8Mark.size() : 0);
    const std::string_view text = line.substr(mark.size());
    const std::string entry = fmt::format("{}", number_);
    try {
      auto fields = is_blank(text) ? std::vector<JsonStringField>()
                                   : reader_.find(text, run_.options().fields);
      if (fields.empty() && !is_marked) {
        pass(line);
        return;
      }
      const auto record = std::make_shared<JsonStrings>(mark, text, std::move(fields));
      restore_record(entry, record, neighbours_.text(), run_);
      for (const JsonStringField& field : record->fields()) {
        // The same keys again and again would leave no room for others.
        if (field.object == 0) neighbours_.add(field.value);
      }
    } catch (const BadRecord& bad) {
      restore_broken_record(entry, std::string(line), neighbours_.text(), bad.what(), run_);
      neighbours_.add(text);
    }
  }

  /// Of a record that is too long: passes it on, and all of it that follows.
  void pass_beginning(std::string_view bytes) {
    if (!std::exchange(is_in_passed_, true)) {
      run_.fail(fmt::format("{}", ++number_),
                fmt::format("passed on as it is: longer than {} bytes", kLongestRecord));
    }
    pass(bytes);
  }

 private:
  void pass(std::string_view bytes) {
    run_.then_holding(bytes.size(),
                      [&run = run_, bytes = std::string(bytes)] { run.out().write(bytes); });
  }

  DocumentRun& run_;
  JsonRecordReader reader_;
  Neighbours neighbours_;
  std::size_t number_ = 0;
  bool is_in_passed_ = false;
};

}  // namespace

void JsonLinesFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  static_cast<void>(name);
  RecordLoop loop(run);
  std::string held;          // the beginning of a line whose end has not come yet
  std::size_t searched = 0;  // no line feed before this
  std::string chunk(kChunk, '\0');
  while (true) {
    if (in.would_wait()) {
      run.drain();
      run.out().flush();
    }
    const std::size_t got = in.read(chunk.data(), chunk.size());
    if (got == 0) break;
    held.append(chunk, 0, got);
    std::size_t begin = 0;
    for (std::size_t end = held.find('\n', searched); end != std::string::npos;
         end = held.find('\n', begin)) {
      loop.take(std::string_view(held).substr(begin, end + 1 - begin));
      begin = end + 1;
    }
    held.erase(0, begin);
    if (held.size() > kLongestRecord) loop.pass_beginning(std::exchange(held, {}));
    searched = held.size();
  }
  if (!held.empty()) loop.take(held);
}

void JsonFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  const std::string_view head = in.peek(kLongestText + 1);
  if (head.size() <= kLongestText) {
    try {
      const std::size_t mark = head.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
      const std::string_view text = head.substr(mark);
      auto fields = JsonRecordReader().find(text, run.options().fields, true);
      restore_groups(std::make_shared<JsonStrings>(head.substr(0, mark), text, std::move(fields)),
                     run);
      return;
    } catch (const BadRecord& bad) {
      // A quotation mark lost to damage is enough for this; plain text copes with it.
      if (!run.options().fields.empty()) {
        throw IoError(
            fmt::format("{}: --field cannot find anything in it; --format text restores "
                        "all of it",
                        bad.what()));
      }
    }
  } else if (!run.options().fields.empty()) {
    throw IoError(
        fmt::format("longer than {} bytes: --field cannot find anything in it; as JSON "
                    "lines it can be of any length",
                    kLongestText));
  }
  static const PlainFormat plain;
  plain.restore(name, in, run);
}

}  // namespace fuyuan
