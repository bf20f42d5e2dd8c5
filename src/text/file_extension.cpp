#include "text/file_extension.hpp"

#include <set>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLongestExtension = 4;

bool is_word(char32_t cp) { return is_letter(cp) || is_digit(cp) || cp == U'_'; }

char32_t to_small(char32_t cp) { return cp >= U'A' && cp <= U'Z' ? cp + (U'a' - U'A') : cp; }

}  // namespace

std::u32string read_extension(std::u32string_view text) {
  std::u32string out;
  while (out.size() < text.size() && (is_letter(text[out.size()]) || is_digit(text[out.size()])))
    out.push_back(to_small(text[out.size()]));
  const bool is_one = out.size() > 1 && out.size() <= kLongestExtension && is_letter(out[0]) &&
                      !is_word(at_or_end(text, out.size())) && at_or_end(text, out.size()) != U'(';
  return is_one ? out : std::u32string();
}

bool is_common_extension(std::u32string_view extension) {
  static const std::set<std::u32string_view> kCommon = {
      U"avi",  U"bat", U"bmp", U"chm",  U"cfg", U"conf", U"css",  U"csv",  U"dll", U"doc",
      U"docx", U"exe", U"flv", U"gif",  U"gz",  U"htm",  U"html", U"ini",  U"iso", U"jpeg",
      U"jpg",  U"js",  U"md",  U"json", U"log", U"mkv",  U"mov",  U"mp3",  U"mp4", U"pdf",
      U"php",  U"png", U"ppt", U"pptx", U"psd", U"rar",  U"rmvb", U"sql",  U"srt", U"swf",
      U"tar",  U"tif", U"txt", U"wav",  U"wma", U"wmv",  U"xls",  U"xlsx", U"xml", U"zip"};
  return kCommon.contains(extension);
}

}  // namespace fuyuan
