#pragma once

#include <clocale>

namespace fuyuan {

/// While it lives, names are UTF-8, or mere bytes, for libarchive on the calling thread, whatever
/// the user's locale: by it libarchive turns names from one charset into another, and says that
/// they are UTF-8.
class NameLocale {
 public:
  enum class Names { utf8, bytes };

  explicit NameLocale(Names names)
      : before_(::uselocale(names == Names::utf8 ? utf8() : bytes())) {}
  ~NameLocale() { ::uselocale(before_); }
  NameLocale(const NameLocale&) = delete;
  NameLocale& operator=(const NameLocale&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }
  static locale_t bytes() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C", nullptr);
    return locale;
  }

  locale_t before_;
};

}  // namespace fuyuan
