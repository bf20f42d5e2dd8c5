#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fuyuan {

/// Cuts long text into blocks that can be restored one by one: at line ends, and where there are
/// none, between characters.
class BlockCutter {
 public:
  /// `head`: how the text begins, of which 4 KiB are looked at. `hint`: the charset that somebody
  /// says it is in; may be empty.
  BlockCutter(std::string_view head, std::string_view hint);

  /// Whether it is UTF-16 or UTF-32, or such that was misread: neither records nor cells can be cut
  /// out of the bytes of that.
  bool is_wide() const { return unit_ > 1 || !misread_.empty(); }
  /// Whether it is in HZ or ISO-2022, whose pairs hold any byte of ASCII: a comma or a quotation
  /// mark may be half of a character.
  bool is_shifting() const { return is_shifting_; }
  /// Whether `open_container` knows what it is in, or it is UTF-16 in part: text then, whatever
  /// controls are in it.
  bool is_container() const { return is_container_; }
  /// What has to stand before each block but the first, so that it can be told what it is in.
  std::string_view mark() const { return mark_; }
  /// Where `block`, which begins with a whole character and is some KiB long, is to be cut.
  std::size_t find_cut(std::string_view block) const;

 private:
  std::size_t find_line_end(std::string_view block) const;

  std::size_t unit_ = 1;  ///< bytes a code unit
  bool is_little_ = false;
  bool is_container_ = false;
  bool is_shifting_ = false;
  std::string_view mark_;
  std::string misread_;  ///< see find_misread_utf16
};

}  // namespace fuyuan
