#include "text/topic.hpp"

#include "text/ascii.hpp"
#include "text/has_any.hpp"

namespace fuyuan {

bool speaks_of_mojibake(std::string_view text) {
  return has_any(text, {"乱码", "亂碼", "mojibake", "文字化け"});
}

bool speaks_of_charsets(std::string_view text) {
  return speaks_of_mojibake(text) || has_any(text, {"编码", "編碼", "解码", "解碼", "字符集"}) ||
         has_any(to_lower_ascii(text),
                 {"latin-1", "latin1", "iso-8859", "iso8859", "windows-125", "windows_125",
                  "cp1252", "cp437", "cp850", "gbk", "gb2312", "gb18030", "big5", "utf-8", "utf8",
                  "shift_jis", "encod", "decod", "charset"});
}

bool speaks_of_readings(std::string_view text) {
  return has_any(text, {"注音", "讀音", "读音", "字音", "拼音", "多音字"});
}

}  // namespace fuyuan
