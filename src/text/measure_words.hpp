#pragma once

#include <string_view>

namespace fuyuan {

/// What stands behind a number by which things are counted, and hardly ever behind a year.
inline constexpr std::u32string_view kMeasureWords =
    U"万亿多余元个人米吨家名公块件台斤克辆头棵株户亩册套份";

}  // namespace fuyuan
