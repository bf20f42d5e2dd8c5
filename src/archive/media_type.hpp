#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// What a Content-Type says: `text/html; charset="GBK"`.
class MediaType {
 public:
  explicit MediaType(std::string_view written);

  /// "text/html", in lower case; empty where nothing is said.
  const std::string& name() const { return name_; }
  /// The charset parameter as written, without quotation marks; empty if there is none.
  std::string_view charset() const;
  /// The whole value with another charset in place of the one it has; unchanged if it has none.
  std::string with_charset(std::string_view charset) const;

  /// Text for people or programs, or nothing said: worth looking at.
  bool may_be_text() const;

 private:
  std::string written_;
  std::string name_;
  std::size_t begin_ = 0;  ///< of the charset in `written_`
  std::size_t end_ = 0;
};

}  // namespace fuyuan
