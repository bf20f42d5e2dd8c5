#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan::eval {

/// What a text is written in, by its file's name: zh-hans, zh-hant, ja, ko; anything else is other.
enum class Language : std::uint8_t { simplified, traditional, japanese, korean, other };

/// "zh-Hans", "zh-Hant", "ja", "ko", "other".
std::string_view language_name(Language language) noexcept;

/// One clean text with a name, a paragraph a line.
struct Text {
  std::string name;  ///< of the file, without folder: "dev.zh-hans.news.txt.zst"
  std::string text;

  Language language() const;
  /// The name without what says nothing: "zh-hans.news".
  std::string label() const;
};

/// What a document is cut to.
struct Shape {
  enum class Kind : std::uint8_t {
    whole,  ///< a paragraph as it stands
    cut,    ///< exactly `size` characters; short paragraphs are joined by line ends
    run     ///< the first `size` letters in a row of the language's own script: a name, a title
  };
  Kind kind = Kind::whole;
  std::size_t size = 0;

  /// "whole", "80", "run of 4".
  std::string label() const;
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// At most `count` documents of that shape, evenly spread over the text. Empty where the text has
/// none: too short, or no script whose letters stand in a row.
std::vector<std::string> choose_documents(const Text& text, const Shape& shape, std::size_t count);

}  // namespace fuyuan::eval
