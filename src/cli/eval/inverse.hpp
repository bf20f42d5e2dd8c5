#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"

namespace fuyuan::eval {

/// The tables that decoders have for one charset: browsers, Windows, Java and Python differ in what
/// they call GBK, Big5 and EUC-KR.
std::vector<const Charset*> tables_of(const Charset& charset);

/// Whether a table gives back the bytes that were misread: encoded by some table of the wrong
/// charset and decoded by the right one, `after` is `before` again. Nothing where the decoder
/// guessed.
std::optional<bool> is_undone_by_tables(const Misread& misread, std::string_view before,
                                        std::string_view after);

/// Whether `bytes`, read by `charset` without a single error, are `text`.
bool decodes_to(const Charset& charset, std::string_view bytes, std::string_view text);

}  // namespace fuyuan::eval
