#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/joined_strings.hpp"
#include "archive/json_record.hpp"
#include "archive/key_choice.hpp"

namespace fuyuan {

/// A JSON text and the strings of it that are to be restored.
class JsonStrings {
 public:
  /// Some of the strings that are restored together.
  struct Group {
    std::size_t begin = 0;  ///< the first of them
    std::size_t end = 0;
    JoinedStrings joined;
  };

  /// The text of a group, and what came of it.
  struct Rewritten {
    std::string text;
    bool is_changed = false;
    bool keeps_key = false;  ///< as it was, as two keys would have become equal
  };

  /// `mark`: the byte-order mark before it, which goes.
  JsonStrings(std::string_view mark, std::string_view text, std::vector<JsonStringField> fields)
      : mark_(mark), text_(text), fields_(std::move(fields)), keys_(fields_) {}
  JsonStrings(const JsonStrings&) = delete;
  JsonStrings& operator=(const JsonStrings&) = delete;

  const std::vector<JsonStringField>& fields() const { return fields_; }

  /// The strings from `first` on that come to `most` bytes, or one.
  Group group(std::size_t first, std::size_t most) const;

  /// The group as a document.
  std::string document(const Group& group) const { return mark_ + group.joined.text(); }

  /// The text from the end of the string before the group to the end of its last one, or of
  /// everything, with the restored strings in it; what did not change stays as it was written.
  /// Nothing where the strings cannot be told apart after restoring. Group after group.
  std::optional<Rewritten> rewrite(const Group& group, std::string_view restored);

  /// The same as it was, the byte-order mark included.
  std::string original(const Group& group) const {
    const std::size_t begin = begin_of(group);
    return (begin == 0 ? mark_ : "") + text_.substr(begin, end_of(group) - begin);
  }

 private:
  std::size_t begin_of(const Group& group) const {
    return group.begin == 0 ? 0 : fields_[group.begin - 1].end;
  }
  std::size_t end_of(const Group& group) const {
    return group.end == fields_.size() ? text_.size() : fields_[group.end - 1].end;
  }

  std::string mark_;
  std::string text_;
  std::vector<JsonStringField> fields_;
  KeyChoice keys_;
};

}  // namespace fuyuan
