#include "channel/duplicates.hpp"

#include <unordered_map>

#include "text/modern_form.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

void Duplicates::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                         ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  const char32_t modern = is_raw(symbol) ? symbol : modern_form(symbol);
  if (state != kRest || modern == symbol) return;
  out.open(1, 0);
  out.emit(modern);
  out.close(kRest);
}

std::vector<std::string_view> Duplicates::habits() const {
  return {"radical", "compatibility", "private-use"};
}

std::string Duplicates::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(random);
  const Duplicate kind = habit == "radical"         ? Duplicate::radical
                         : habit == "compatibility" ? Duplicate::compatibility
                                                    : Duplicate::private_use;
  std::unordered_map<char32_t, char32_t> known;
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const auto [at, is_new] = known.try_emplace(cp, cp);
    if (is_new && cp >= 0x80) at->second = duplicate_of(cp, kind);
    append_utf8(at->second, out);
  }
  return out;
}

}  // namespace fuyuan
