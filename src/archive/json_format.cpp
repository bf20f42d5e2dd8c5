#include "archive/json_format.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "archive/joined_strings.hpp"
#include "archive/json_record.hpp"
#include "archive/plain_format.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kLongestText = std::size_t{64} << 20;
constexpr std::size_t kLongestRecord = std::size_t{64} << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// A JSON text and the strings of it that are to be restored.
struct Record {
  std::string text;
  std::vector<JsonStringField> fields;
  JoinedStrings joined;

  Record(std::string_view whole, std::vector<JsonStringField> found)
      : text(whole), fields(std::move(found)) {
    for (const JsonStringField& field : fields) joined.add(field.value);
  }

  /// The text with the restored strings in it; what did not change stays as it was written.
  /// Throws BadRecord.
  std::string rewrite(std::string_view restored) const {
    const auto values = joined.split(restored);
    if (!values) throw BadRecord("record passed on as it is: its strings cannot be told apart");
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if ((*values)[i] == fields[i].value) continue;
      out.append(text, begin, fields[i].begin - begin);
      out += write_json_string((*values)[i], fields[i].is_ascii);
      begin = fields[i].end;
    }
    return out.append(text, begin);
  }
};

/// What was in the records before the next: in its light that one is judged. Later records are not
/// asked, so that nobody waits for them, and the result is the same however the bytes arrive.
class Neighbours {
 public:
  void add(std::string_view text) {
    const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
    if (std::all_of(text.begin(), text.end(), is_ascii)) return;
    texts_.push_front(std::string(text.substr(0, kLongest)));
    if (texts_.size() > kMost) texts_.pop_back();
  }

  /// The nearest first.
  std::string text() const {
    std::string out;
    for (const std::string& text : texts_) {
      out += text;
      out += '\n';
    }
    return out;
  }

 private:
  static constexpr std::size_t kMost = 16;
  static constexpr std::size_t kLongest = 256;

  std::deque<std::string> texts_;
};

void restore_record(std::string entry, const std::shared_ptr<const Record>& record,
                    std::string context, DocumentRun& run) {
  DocumentHints hints{{}, std::move(context)};
  run.restore(std::move(entry), record->joined.text(), std::move(hints),
              [record, &run](const Restored& restored) {
                if (restored.text == record->joined.text()) {
                  run.out().write(record->text);
                } else {
                  run.out().write(record->rewrite(restored.text));
                }
              });
}

/// Restores record after record of one input.
class RecordLoop {
 public:
  explicit RecordLoop(DocumentRun& run) : run_(run) {}

  /// `line` with its line end.
  void take(std::string_view line) {
    ++number_;
    if (number_ == 1 && line.starts_with(kByteOrderMark)) {
      pass(kByteOrderMark);
      line.remove_prefix(kByteOrderMark.size());
    }
    if (is_blank(line)) {
      pass(line);
      return;
    }
    const std::string entry = fmt::format("{}", number_);
    try {
      auto fields = reader_.find(line, run_.options().fields);
      if (fields.empty()) {
        pass(line);
      } else {
        const auto record = std::make_shared<const Record>(line, std::move(fields));
        restore_record(entry, record, neighbours_.text(), run_);
        neighbours_.add(record->joined.text());
      }
    } catch (const BadRecord& bad) {
      run_.fail(entry, bad.what());
      pass(line);
    }
  }

 private:
  void pass(std::string_view bytes) {
    run_.then([&run = run_, bytes = std::string(bytes)] { run.out().write(bytes); });
  }

  DocumentRun& run_;
  JsonRecordReader reader_;
  Neighbours neighbours_;
  std::size_t number_ = 0;
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
    searched = held.size();
    if (searched > kLongestRecord) throw IoError("a record is longer than 64 MiB");
  }
  if (!held.empty()) loop.take(held);
}

void JsonFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  const std::string_view head = in.peek(kLongestText + 1);
  if (head.size() <= kLongestText) {
    try {
      std::string_view text = head;
      const std::size_t mark = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
      auto fields = JsonRecordReader().find(text.substr(mark), run.options().fields, true);
      for (JsonStringField& field : fields) {
        field.begin += mark;
        field.end += mark;
      }
      const auto record = std::make_shared<const Record>(text, std::move(fields));
      restore_record("", record, {}, run);
      return;
    } catch (const BadRecord& bad) {
      // A quotation mark lost to damage is enough for this; plain text copes with it.
      if (!run.options().fields.empty()) throw IoError(bad.what());
    }
  }
  static const PlainFormat plain;
  plain.restore(name, in, run);
}

}  // namespace fuyuan
