#include "archive/media_type.hpp"

#include <algorithm>
#include <array>

#include "archive/header_block.hpp"
#include "text/ascii.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

}  // namespace

MediaType::MediaType(std::string_view written) : written_(written) {
  const std::string lower = to_lower_ascii(written);
  name_ = lower.substr(0, lower.find_first_of("; \t,"));
  constexpr std::string_view kKey = "charset";
  for (std::size_t at = lower.find(';'); at != std::string::npos; at = lower.find(';', at + 1)) {
    std::size_t begin = lower.find_first_not_of(kBlank, at + 1);
    if (begin == std::string::npos || lower.compare(begin, kKey.size(), kKey) != 0) continue;
    begin = lower.find_first_not_of(kBlank, begin + kKey.size());
    if (begin == std::string::npos || lower[begin] != '=') continue;
    begin = lower.find_first_not_of(" \t\r\n\"'", begin + 1);
    if (begin == std::string::npos) continue;
    begin_ = begin;
    end_ = std::min(lower.find_first_of("; \t\r\n\"',", begin), lower.size());
    return;
  }
}

std::string_view MediaType::charset() const {
  return std::string_view(written_).substr(begin_, end_ - begin_);
}

std::string MediaType::with_charset(std::string_view charset) const {
  std::string out = written_;
  if (end_ > begin_) out.replace(begin_, end_ - begin_, charset);
  return out;
}

bool MediaType::may_be_text() const {
  constexpr std::array<std::string_view, 10> kText = {
      "application/xml",        "application/json",         "application/javascript",
      "application/ecmascript", "application/x-javascript", "application/rss",
      "application/x-ndjson",   "application/xhtml",        "application/atom",
      "application/x-httpd-php"};
  return name_.empty() || name_.find('/') == std::string::npos || name_.starts_with("text/") ||
         name_.ends_with("+xml") || name_.ends_with("+json") || name_ == "unknown/unknown" ||
         std::find(kText.begin(), kText.end(), name_) != kText.end();
}

}  // namespace fuyuan
