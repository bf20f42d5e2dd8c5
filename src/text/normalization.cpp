#include "text/normalization.hpp"

#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace fuyuan {
namespace {

const icu::Normalizer2& normalizer(NormalForm form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = form == NormalForm::nfc ? icu::Normalizer2::getNFCInstance(status)
                                  : form == NormalForm::nfd
                                      ? icu::Normalizer2::getNFDInstance(status)
                                      : icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no data for normalization");
  return *found;
}

}  // namespace

std::string normalize(std::string_view text, NormalForm form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::string out;
  normalizer(form).normalize(wide, status).toUTF8String(out);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot normalize the text");
  return out;
}

}  // namespace fuyuan
