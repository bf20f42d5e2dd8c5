#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuyuan {

/// A document as UTF-8, or as bytes still to be explained, once marks and whole-document encodings
/// (UTF-16, UTF-32, HZ, ISO-2022, CESU-8) are undone.
struct Opened {
  std::string charset;  ///< what was undone: "utf-16le", "utf-8 with byte-order mark", …; or empty
  std::string text;
};

/// Recognises byte-order marks, UTF-16 and UTF-32 without one, HZ and ISO-2022-CN, -JP and -KR.
/// `hint` is a charset name that shifts the decision. Returns nothing where the bytes are to be
/// taken as they are.
std::optional<Opened> open_container(std::string_view bytes, std::string_view hint);

/// Decodes the whole document from a charset that `open_container` named. Throws
/// std::runtime_error for a name that it never gives.
std::string decode_container(std::string_view charset, std::string_view bytes);

/// Whether the bytes begin as images, executables and archives do, and are no essay about them.
bool has_magic(std::string_view bytes);

/// Whether bytes are not text at all: images, executables, archives.
bool is_binary(std::string_view bytes);

}  // namespace fuyuan
