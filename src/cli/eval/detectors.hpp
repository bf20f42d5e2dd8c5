#pragma once

#include <string>
#include <string_view>

namespace fuyuan::eval {

/// What uchardet takes the bytes for; empty where it has no opinion.
std::string ask_uchardet(std::string_view bytes);

/// What ICU's detector takes the bytes for; empty where it has no opinion.
std::string ask_icu(std::string_view bytes);

/// Whether someone who reads `bytes` as `charset` gets `text`. Judged by the widest charset that
/// the name is used for: GB2312 is read as GB 18030, Big5 with the characters of Hong Kong, EUC-KR
/// as code page 949, ISO 8859-1 as Windows-1252.
bool is_read_right(std::string_view charset, std::string_view bytes, std::string_view text);

}  // namespace fuyuan::eval
