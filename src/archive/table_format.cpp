#include "archive/table_format.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "archive/joined_strings.hpp"
#include "archive/piece_summary.hpp"
#include "archive/plain_format.hpp"
#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 18;
constexpr std::size_t kLongestRow = std::size_t{8} << 20;
/// A quotation mark that is not closed within so much is none: its partner was lost.
constexpr std::size_t kLongestCell = std::size_t{1} << 20;

/// A cell where it stands in the text.
struct Cell {
  std::size_t begin = 0;  ///< with its quotes
  std::size_t end = 0;
  std::size_t column = 0;  ///< from 0
  bool is_quoted = false;
  std::string value;
};

/// Cuts bytes into rows and cells. In no charset that it may see is the delimiter, a quotation mark
/// or a line end part of a longer character: `choose_format` keeps those from it where they are.
class TableReader {
 public:
  TableReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// The cells of the next row; nothing where its end is not there yet and `is_last` is false.
  std::optional<std::vector<Cell>> read_row(bool is_last) {
    std::vector<Cell> row;
    std::size_t at = at_;
    while (true) {
      Cell cell;
      cell.begin = at;
      cell.column = row.size();
      if (at < text_.size() && text_[at] == '"') {
        const std::size_t end = find_quoted_end(at);
        const bool may_be_closed_later = end == 0 && text_.size() - at < kLongestCell;
        if (may_be_closed_later && !is_last) return std::nullopt;
        cell.is_quoted = end > 0;
        at = std::max(end, at);
      }
      while (at < text_.size() && text_[at] != delimiter_ && text_[at] != '\n') ++at;
      if (at == text_.size() && !is_last) return std::nullopt;
      cell.end = at > cell.begin && at < text_.size() && text_[at] == '\n' && text_[at - 1] == '\r'
                     ? at - 1
                     : at;
      cell.is_quoted = cell.is_quoted && cell.end - cell.begin >= 2 && text_[cell.end - 1] == '"';
      cell.value = read_value(cell);
      row.push_back(std::move(cell));
      if (at == text_.size() || text_[at++] == '\n') break;
    }
    at_ = at;
    return row;
  }

  std::size_t position() const { return at_; }

 private:
  /// Behind the closing quotation mark; 0 if there is none.
  std::size_t find_quoted_end(std::size_t open) const {
    const std::size_t last = std::min(text_.size(), open + kLongestCell);
    for (std::size_t at = open + 1; at < last; ++at) {
      if (text_[at] != '"') continue;
      if (at + 1 < text_.size() && text_[at + 1] == '"') {
        ++at;
      } else {
        return at + 1;
      }
    }
    return 0;
  }

  std::string read_value(const Cell& cell) const {
    std::string_view written = text_.substr(cell.begin, cell.end - cell.begin);
    if (!cell.is_quoted) return std::string(written);
    written = written.substr(1, written.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < written.size(); ++i) {
      out += written[i];
      if (written[i] == '"' && i + 1 < written.size() && written[i + 1] == '"') ++i;
    }
    return out;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

/// Rows of a table and those of their cells that are to be restored.
struct Block {
  std::size_t first_row = 1;
  std::string mark;  ///< the table's byte-order mark, which goes
  std::string text;
  std::vector<Cell> cells;
  JoinedStrings joined;

  /// Nothing where the cells cannot be told apart after restoring.
  std::optional<std::string> rewrite(std::string_view restored, char delimiter) const {
    const auto values = joined.split(restored);
    if (!values) return std::nullopt;
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if ((*values)[i] == cells[i].value) continue;
      out.append(text, begin, cells[i].begin - begin);
      out += write_cell(cells[i], (*values)[i], delimiter);
      begin = cells[i].end;
    }
    return out.append(text, begin);
  }

  static std::string write_cell(const Cell& cell, std::string_view value, char delimiter) {
    // A quotation mark that stood in the open stays there.
    const auto is_new = [&](char c) {
      return value.find(c) != std::string_view::npos && cell.value.find(c) == std::string::npos;
    };
    const bool needs = is_new(delimiter) || is_new('"') || is_new('\r') || is_new('\n');
    if (!cell.is_quoted && !needs) return std::string(value);
    std::string out = "\"";
    for (const char c : value) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
  }
};

/// As `charset` writes it; nothing where it cannot.
std::optional<std::string> encode(const Charset& charset, std::string_view utf8) {
  std::string out;
  for (const char32_t code_point : to_utf32(utf8)) {
    const EncodedChar encoded = charset.encode(code_point);
    if (encoded.length == 0) return std::nullopt;
    out.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return out;
}

/// The cell of the header that is called `name`, in UTF-8 or in whatever charset the table is in.
std::vector<Cell>::const_iterator find_named(const std::vector<Cell>& header,
                                             std::string_view name) {
  const auto find = [&](std::string_view bytes) {
    return std::find_if(header.begin(), header.end(),
                        [&](const Cell& cell) { return cell.value == bytes; });
  };
  auto found = find(name);
  for (const Charset& charset : all_charsets()) {
    if (found != header.end()) break;
    if (!charset.is_ascii_superset()) continue;
    if (const auto bytes = encode(charset, name)) found = find(*bytes);
  }
  return found;
}

/// Which columns are wanted.
class ColumnChoice {
 public:
  explicit ColumnChoice(const std::vector<std::string>& fields) : fields_(fields) {}

  void read_header(const std::vector<Cell>& header) {
    chosen_.assign(header.size(), false);
    for (const std::string& field : fields_) {
      const auto named = find_named(header, field);
      std::size_t number = 0;
      const auto parsed = std::from_chars(field.data(), field.data() + field.size(), number);
      if (named != header.end()) {
        chosen_[static_cast<std::size_t>(named - header.begin())] = true;
      } else if (parsed.ptr == field.data() + field.size() && number >= 1 &&
                 number <= header.size()) {
        chosen_[number - 1] = true;
      } else {
        throw IoError(fmt::format("there is no column '{}'", field));
      }
    }
  }

  bool takes(const Cell& cell) const {
    return cell.column < chosen_.size() && chosen_[cell.column];
  }

 private:
  const std::vector<std::string>& fields_;
  std::vector<bool> chosen_;
};

void restore_block(const std::shared_ptr<const Block>& block, char delimiter,
                   const std::shared_ptr<PieceSummary>& summary, DocumentRun& run) {
  run.restore_piece("", block->mark + block->joined.text(), {},
                    [&run, summary, block, delimiter](const Restored& piece) {
                      const auto text = block->rewrite(piece.text, delimiter);
                      if (!text) {
                        run.fail(fmt::format("row {}", block->first_row),
                                 "left as they are: 256 KiB of rows from here on, whose cells "
                                 "cannot be told apart after restoring");
                      }
                      run.out().write(text ? *text : block->text);
                      const bool is_marked = !block->mark.empty();
                      summary->add(piece, is_marked || (text && *text != block->text));
                    });
}

}  // namespace

void TableFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  // Whole rows tell more than cells, and damage does not stop between them.
  if (run.options().fields.empty()) {
    static const PlainFormat plain;
    plain.restore(name, in, run);
    return;
  }
  const auto summary = std::make_shared<PieceSummary>();
  ColumnChoice columns(run.options().fields);
  std::size_t next_row = 1;
  std::string held;
  std::string chunk(kBlock, '\0');
  const std::string mark(in.peek(kUtf8Mark.size()) == kUtf8Mark ? kUtf8Mark : "");
  if (!mark.empty()) in.read(chunk.data(), mark.size());
  for (std::size_t got = 1; got > 0;) {
    got = in.read(chunk.data(), chunk.size());
    held.append(chunk, 0, got);
    if (got > 0 && held.size() < kBlock) continue;
    if (held.size() > kLongestRow) throw IoError("a row is longer than 8 MiB");
    auto block = std::make_shared<Block>();
    block->first_row = next_row;
    block->mark = mark;
    TableReader reader(held, delimiter_);
    while (reader.position() < held.size()) {
      auto row = reader.read_row(got == 0);
      if (!row) break;
      if (next_row++ == 1) columns.read_header(*row);
      for (Cell& cell : *row) {
        if (cell.value.empty() || !columns.takes(cell)) continue;
        block->joined.add(cell.value);
        block->cells.push_back(std::move(cell));
      }
    }
    block->text = held.substr(0, reader.position());
    held.erase(0, reader.position());
    if (!block->text.empty()) restore_block(block, delimiter_, summary, run);
  }
  run.then([&run, summary] { run.record("", summary->restored(), summary->changed()); });
}

}  // namespace fuyuan
