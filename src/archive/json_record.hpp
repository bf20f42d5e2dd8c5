#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// A record that is not JSON, or has no such string; the message says which and, where known, at
/// which offset.
class BadRecord : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A string in a JSON text.
struct JsonStringField {
  std::size_t begin = 0;  ///< of the string as it is written, with its quotes
  std::size_t end = 0;
  std::string value;       ///< UTF-8, escapes undone
  bool is_ascii = false;   ///< written with \u escapes instead of characters outside ASCII
  std::size_t object = 0;  ///< of a key: the number, from 1, of the object that it is in
};

/// Finds strings in JSON texts. Reusable; not for several threads at once.
class JsonRecordReader {
 public:
  JsonRecordReader();
  ~JsonRecordReader();

  /// The strings in `record` in the order in which they stand. `fields` name members of an object;
  /// where there is none of that name, `a.b` is the member b of the member a; each must be there.
  /// No fields: all strings that are values, and the keys of objects that are not ASCII.
  /// `takes_any`: the record may be an array or a bare string, too. Throws BadRecord.
  std::vector<JsonStringField> find(std::string_view record, const std::vector<std::string>& fields,
                                    bool takes_any = false);

 private:
  struct Parsers;
  std::unique_ptr<Parsers> parsers_;
};

/// `text` (UTF-8) as a JSON string with its quotes; `ascii`: with \u escapes outside ASCII.
std::string write_json_string(std::string_view text, bool ascii);

/// The same where the text was damaged below JSON, so that the backslashes of its escapes came to
/// light with it. Nothing where there is none, or one that begins no escape.
std::optional<std::string> write_json_with_escapes(std::string_view text, bool ascii);

}  // namespace fuyuan
