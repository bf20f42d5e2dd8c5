#pragma once

#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Withdraws guesses at what numbers things where nothing tells which it was: digits of full width,
/// `８６６１２３４�`, circled numbers, and days of the week. What the model prefers among them is
/// what it has seen most of, and who reads it believes it.
void withdraw_open_numbers(std::u32string_view line, std::vector<LineSpan>& spans);

}  // namespace fuyuan
