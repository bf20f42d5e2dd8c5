#include "text/surnames.hpp"

#include <string_view>

namespace fuyuan {

bool is_common_surname(char32_t han) {
  constexpr std::u32string_view kSurnames =
      U"王李張劉陳楊趙黃周吳徐孫胡朱林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁"
      U"魏薛葉閻"
      U"余潘杜戴夏鍾汪田任姜范石姚譚廖鄒熊陸郝孔崔康毛邱秦江史顧侯邵孟段雷錢湯尹黎喬賀賴龔俞樊施陶"
      U"翁柯";
  return kSurnames.find(han) != std::u32string_view::npos;
}

}  // namespace fuyuan
