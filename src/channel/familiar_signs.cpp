#include "channel/familiar_signs.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// The commoner of those with the same first and last bytes first.
constexpr std::u32string_view kSigns =
    U"✅❌✓✔✗✘✨❗❓❤⚠⚡⭐★☆☑☀☁☎♥⏰⏳⏱⏸⏭⌛➡➜⬅⬆⬇⭕"
    U"▶"
    U"◀"
    U"📝📁📍📊📌📷📱📧📖📚📈📉📅📋📦📄📂📞📢📣📡📐📏📎📥📤"
    U"📸"
    U"📺"
    U"💡💻💰💯💪💖💕💥💬💾💎💔🔥🔗🔍🔎🔐🔒🔓🔑🔧🔨🔔🔄🔴🔵🔊🔌🔹🔸"
    U"🚀🚫🚨🚧🚗🚩🎉🎁🎯🎨🎬🎵🎮🎓🎶🏠🏆🏢🏃🏷🌟🌈🌍🌙🌐🌸🌞🍀🍎🍻🐍🐛🐳🐶"
    U"🐱"
    U"🐼"
    U"👇👉👈👆👍👎👌👏👋👀👤👥👨👩😀😁😂😃😄😅😆😉😊😋😍😎😏😐😘😝😡😢😭😱😓😔😤😴"
    U"🙏🙂🙄🤔🤣🤖🤝🥰🥳🧪🧠🛠🗑🖥🖼🏗🏁🆕🆗🈲";

/// Nats, that each is less likely than the one before.
constexpr float kNext = -0.7F;

std::vector<std::string> list_bytes() {
  std::vector<std::string> all;
  for (const char32_t& sign : kSigns) all.push_back(to_utf8(std::u32string_view(&sign, 1)));
  return all;
}

bool fits(const std::string& bytes, const BytePattern& pattern) {
  if (bytes.size() != pattern.size) return false;
  for (int i = 0; i < pattern.size; ++i) {
    if (!admits(pattern.codes[i], static_cast<unsigned char>(bytes[i]))) return false;
  }
  return true;
}

}  // namespace

std::vector<Candidate> FamiliarSigns::matching(const BytePattern& pattern) const {
  static const std::vector<std::string> bytes = list_bytes();
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < kSigns.size(); ++i) {
    if (fits(bytes[i], pattern))
      out.push_back({kSigns[i], kNext * static_cast<float>(out.size()), sign_});
  }
  return out;
}

}  // namespace fuyuan
