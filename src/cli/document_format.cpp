#include "cli/document_format.hpp"

#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "cli/json_record.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Restores record after record of one file.
class RecordLoop {
 public:
  RecordLoop(const std::string& path, ByteSink& out, Session& session)
      : path_(path), out_(out), session_(session) {}

  /// `line` with its line end.
  void take(std::string_view line) {
    ++number_;
    if (number_ == 1 && line.starts_with(kByteOrderMark)) {
      out_.write(kByteOrderMark);
      line.remove_prefix(kByteOrderMark.size());
    }
    if (is_blank(line)) {
      out_.write(line);
      return;
    }
    const std::string name = fmt::format("{}:{}", path_, number_);
    try {
      const JsonStringField field = record_.find(line, session_.options().field);
      const Restored restored = session_.restore(name, field.value);
      if (restored.text != field.value) {
        out_.write(line.substr(0, field.begin));
        out_.write(write_json_string(restored.text, field.is_ascii));
        line.remove_prefix(field.end);
      }
    } catch (const BadRecord& bad) {
      session_.fail(name, bad.what());
    }
    out_.write(line);
  }

 private:
  const std::string& path_;
  ByteSink& out_;
  Session& session_;
  JsonRecordReader record_;
  std::size_t number_ = 0;
};

}  // namespace

const DocumentFormat& choose_format(const std::string& path, const CommonOptions& options) {
  static const PlainFormat plain;
  static const JsonLinesFormat json_lines;
  static_cast<void>(path);
  if (options.is_jsonl) return json_lines;
  return plain;
}

void PlainFormat::restore(const std::string& path, ByteSource& in, ByteSink& out,
                          Session& session) const {
  out.write(session.restore(path, read_all(in)).text);
}

void JsonLinesFormat::restore(const std::string& path, ByteSource& in, ByteSink& out,
                              Session& session) const {
  RecordLoop loop(path, out, session);
  std::string held;          // the beginning of a line whose end has not come yet
  std::size_t searched = 0;  // no line feed before this
  std::string chunk(kChunk, '\0');
  while (true) {
    out.flush();
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
  }
  if (!held.empty()) loop.take(held);
}

}  // namespace fuyuan::cli
