#include "cli/eval/converters.hpp"

#include <iconv.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cerrno>
#include <unordered_map>
#include <vector>

#include "channel/misread.hpp"
#include "cli/eval/inverse.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

/// Finds out under which name a program knows a charset, once for each.
class KnownNames {
 public:
  explicit KnownNames(bool (*knows)(const std::string& name)) : knows_(knows) {}

  /// The charset's name or the first alias that the program knows. Empty: none.
  const std::string& of(const Charset& charset) {
    const auto [at, is_new] = names_.try_emplace(&charset);
    if (!is_new) return at->second;
    std::vector<std::string_view> names = charset.aliases();
    names.insert(names.begin(), charset.name());
    const auto known = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
      return knows_(std::string(name));
    });
    if (known != names.end()) at->second = *known;
    return at->second;
  }

 private:
  bool (*knows_)(const std::string& name);
  std::unordered_map<const Charset*, std::string> names_;
};

/// What iconv_open returns if it knows no such charset is an integer in disguise.
bool is_open(iconv_t handle) {
  return handle != reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr)
}

std::string iconv_name(const Charset& charset) {
  thread_local KnownNames names([](const std::string& name) {
    const iconv_t handle = iconv_open("UTF-8", name.c_str());
    if (!is_open(handle)) return false;
    iconv_close(handle);
    return true;
  });
  return names.of(charset);
}

/// `skip` says how many bytes to leave out where conversion stops.
std::string run_iconv(const std::string& to, const std::string& from, std::string_view input,
                      std::size_t (*skip)(std::string_view rest)) {
  const iconv_t handle = iconv_open(to.c_str(), from.c_str());
  if (!is_open(handle)) return {};
  std::string copy(input);
  std::string out(input.size() * 4 + 16, '\0');
  char* in = copy.data();
  std::size_t in_left = copy.size();
  char* to_end = out.data();
  std::size_t out_left = out.size();
  while (in_left > 0) {
    if (iconv(handle, &in, &in_left, &to_end, &out_left) != static_cast<std::size_t>(-1)) break;
    if (errno != EILSEQ) break;  // cut short: nothing more will come
    const std::size_t left_out = std::min(in_left, skip({in, in_left}));
    in += left_out;
    in_left -= left_out;
  }
  iconv(handle, nullptr, nullptr, &to_end, &out_left);
  iconv_close(handle);
  out.resize(out.size() - out_left);
  return out;
}

/// An ICU converter that leaves out what it cannot convert.
class IcuConverter {
 public:
  explicit IcuConverter(const std::string& name) {
    UErrorCode error = U_ZERO_ERROR;
    converter_ = ucnv_open(name.c_str(), &error);
    ucnv_setFromUCallBack(converter_, UCNV_FROM_U_CALLBACK_SKIP, nullptr, nullptr, nullptr, &error);
    ucnv_setToUCallBack(converter_, UCNV_TO_U_CALLBACK_SKIP, nullptr, nullptr, nullptr, &error);
    if (U_FAILURE(error)) close();
  }
  ~IcuConverter() { close(); }
  IcuConverter(const IcuConverter&) = delete;
  IcuConverter& operator=(const IcuConverter&) = delete;

  bool is_open() const { return converter_ != nullptr; }

  std::string from_utf8(std::string_view text) const {
    std::u16string units;
    for (const char32_t cp : to_utf32(text)) {
      if (cp >= 0x10000) units.push_back(static_cast<char16_t>(0xD7C0 + (cp >> 10U)));
      units.push_back(static_cast<char16_t>(cp < 0x10000 ? cp : 0xDC00 + (cp & 0x3FFU)));
    }
    std::string out(units.size() * 8 + 16, '\0');
    UErrorCode error = U_ZERO_ERROR;
    const int32_t size = ucnv_fromUChars(converter_, out.data(), static_cast<int32_t>(out.size()),
                                         units.data(), static_cast<int32_t>(units.size()), &error);
    out.resize(U_FAILURE(error) ? 0 : static_cast<std::size_t>(size));
    return out;
  }

  std::string to_utf8(std::string_view bytes) const {
    std::u16string units(bytes.size() * 2 + 16, u'\0');
    UErrorCode error = U_ZERO_ERROR;
    const int32_t size = ucnv_toUChars(converter_, units.data(), static_cast<int32_t>(units.size()),
                                       bytes.data(), static_cast<int32_t>(bytes.size()), &error);
    if (U_FAILURE(error)) return {};
    std::string out;
    for (int32_t i = 0; i < size; ++i) {
      char32_t cp = units[static_cast<std::size_t>(i)];
      if (cp >= 0xD800 && cp < 0xDC00 && i + 1 < size) {
        cp = 0x10000 + ((cp & 0x3FFU) << 10U) + (units[static_cast<std::size_t>(++i)] & 0x3FFU);
      }
      append_utf8(cp, out);
    }
    return out;
  }

 private:
  void close() {
    if (converter_ != nullptr) ucnv_close(converter_);
    converter_ = nullptr;
  }
  UConverter* converter_ = nullptr;
};

std::string uconv_name(const Charset& charset) {
  thread_local KnownNames names(
      [](const std::string& name) { return IcuConverter(name).is_open(); });
  return names.of(charset);
}

const Misread* misread_of(const DamageStep& step) {
  return dynamic_cast<const Misread*>(step.channel);
}

}  // namespace

std::string Iconv::from_utf8(const Charset& charset, std::string_view text) const {
  return run_iconv(iconv_name(charset), "UTF-8", text, [](std::string_view rest) {
    return std::max<std::size_t>(1, read_utf8(rest).length);
  });
}

std::string Iconv::to_utf8(const Charset& charset, std::string_view bytes) const {
  return run_iconv("UTF-8", iconv_name(charset), bytes,
                   [](std::string_view) { return std::size_t{1}; });
}

std::string Uconv::from_utf8(const Charset& charset, std::string_view text) const {
  const IcuConverter converter(uconv_name(charset));
  return converter.is_open() ? converter.from_utf8(text) : std::string();
}

std::string Uconv::to_utf8(const Charset& charset, std::string_view bytes) const {
  const IcuConverter converter(uconv_name(charset));
  return converter.is_open() ? converter.to_utf8(bytes) : std::string();
}

bool is_told(const Damage& damage) {
  return !damage.steps().empty() &&
         std::all_of(damage.steps().begin(), damage.steps().end(), [](const DamageStep& step) {
           const Misread* misread = misread_of(step);
           return misread != nullptr && (misread->is_raw() || misread->wrong() != nullptr);
         });
}

std::string undo_told(const Converter& converter, const Damage& damage, const Broken& broken) {
  std::string text = broken.bytes;
  for (std::size_t i = damage.steps().size(); i-- > 0;) {
    const Misread& misread = *misread_of(damage.steps()[i]);
    if (misread.is_raw()) {
      text = converter.to_utf8(misread.original(), text);
      continue;
    }
    std::string first;
    bool is_undone = false;
    for (const Charset* table : tables_of(*misread.wrong())) {
      std::string undone = converter.to_utf8(misread.original(), converter.from_utf8(*table, text));
      is_undone = undone == broken.stages[i];
      if (is_undone || first.empty()) first = std::move(undone);
      if (is_undone) break;
    }
    text = std::move(first);
  }
  return text;
}

}  // namespace fuyuan::eval
