#include "cli/eval/detectors.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include <uchardet.h>

#include "cli/eval/inverse.hpp"

namespace fuyuan::eval {
namespace {

struct Wider {
  std::string_view name;
  std::string_view wider;
};

constexpr std::array<Wider, 9> kWider = {{{"gb2312", "gb18030"},
                                          {"gbk", "gb18030"},
                                          {"cp936", "gb18030"},
                                          {"big5", "big5-hkscs"},
                                          {"cp950", "big5-hkscs"},
                                          {"euc-kr", "windows-949"},
                                          {"uhc", "windows-949"},
                                          {"iso-8859-1", "windows-1252"},
                                          {"utf-16", "utf-16le"}}};

}  // namespace

std::string ask_uchardet(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

std::string ask_icu(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &error);
  return U_FAILURE(error) || name == nullptr ? std::string() : std::string(name);
}

bool is_read_right(std::string_view charset, std::string_view bytes, std::string_view text) {
  const Charset* known = find_charset(charset);
  if (known == nullptr) return false;
  const auto wider = std::find_if(kWider.begin(), kWider.end(),
                                  [&](const Wider& row) { return known->name() == row.name; });
  return decodes_to(wider == kWider.end() ? *known : *find_charset(wider->wider), bytes, text);
}

}  // namespace fuyuan::eval
