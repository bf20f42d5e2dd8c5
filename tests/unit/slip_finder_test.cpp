#include "restore/line/slip_finder.hpp"

#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::LanguageModel;
using fuyuan::Misread;
using fuyuan::Registry;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;

const std::string kSentence = "社区医院下个月开始为老人免费检查身体，请带好身份证。";

/// `text` in GBK without the byte at `lost`, each byte taken for a letter of `wrong`.
std::string misread_without(const std::string& text, std::size_t lost, const char* wrong) {
  std::string bytes;
  for (const char32_t cp : fuyuan::to_utf32(text)) {
    const fuyuan::EncodedChar encoded = fuyuan::find_charset("gb18030")->encode(cp);
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  if (lost < bytes.size()) bytes.erase(lost, 1);
  return fuyuan::decode_with_habit(*fuyuan::find_charset(wrong), fuyuan::byte_view(bytes),
                                   fuyuan::Habit::windows);
}

std::string channel_of(const std::string& line) {
  const std::u32string symbols = fuyuan::to_utf32(line);
  const LanguageModel& model = LanguageModel::embedded();
  const Misread* found = fuyuan::find_slipped(symbols, fuyuan::scan_line(symbols, model),
                                              Registry::instance().misreads(), {}, model);
  return found == nullptr ? std::string() : std::string(found->original().name());
}

constexpr std::size_t kNone = 1000;

}  // namespace

TEST_CASE("Slip finder: a byte lost of what was misread byte by byte", "[slip]") {
  for (const char* wrong : {"windows-1252", "cp437", "koi8-r", "windows-1251"}) {
    for (const std::size_t lost : {7U, 12U, 21U, 30U}) {
      CAPTURE(wrong, lost);
      CHECK(channel_of(misread_without(kSentence, lost, wrong)) == "gb18030");
    }
    CHECK(channel_of(misread_without(kSentence, kNone, wrong)).empty());
    CHECK(channel_of(misread_without("重庆朱镕基先生，囍字", kNone, wrong)).empty());
    // Fullwidth letters are hanzi as well where they are cut in two.
    CHECK(channel_of(misread_without("Ｅ－ｍａｉｌ地址印在名片背面", kNone, wrong)).empty());
    CHECK(channel_of(misread_without("他看到了Ｗｉｎｄｏｗｓ公司的新系统", kNone, wrong)).empty());
  }
  CHECK(channel_of(kSentence).empty());
  CHECK(channel_of("Le garçon a été reçu à l’hôtel où sa sœur était déjà.").empty());
  CHECK(channel_of("Съешь же ещё этих мягких французских булок, да выпей чаю").empty());
  CHECK(channel_of("╔══════╗").empty());
}

TEST_CASE("Slip finder: the rest of the line comes back, and is not said to be all", "[slip]") {
  const Restorer restorer;
  for (const char* wrong : {"windows-1252", "cp437", "koi8-r"}) {
    std::size_t near = 0;
    for (std::size_t lost = 4; lost < 24; ++lost) {
      const Restored restored = restorer.restore(misread_without(kSentence, lost, wrong) + "\n");
      CAPTURE(wrong, lost, restored.text);
      CHECK(restored.verdict != Verdict::restored);
      CHECK(restored.verdict != Verdict::clean);
      near += restored.text.ends_with("免费检查身体，请带好身份证。\n") ? 1 : 0;
    }
    CHECK(near >= 18);
    CHECK(restorer.restore(misread_without(kSentence, kNone, wrong)).verdict == Verdict::restored);
  }
}

TEST_CASE("Slip finder: rare names in whole pairs lost nothing", "[slip]") {
  const std::string names[] = {
      "会议要求认真解决工作拖拉、效率不高的问题，副组长李鼋骙、童骝出席了会议。",
      "经过三个月的紧张施工，村口的石桥终于通车了，李鞅鹬、鸾等人参加了剪彩。",
      "今天上午，学校召开了家长座谈会，副校长王鹫馑主持会议，教师代表鞅作了发言。",
  };
  for (const std::string& text : names) {
    CHECK(channel_of(misread_without(text, kNone, "windows-1252")).empty());
    CHECK(Restorer().restore(misread_without(text, kNone, "windows-1252")).text == text);
    CHECK(Restorer().restore(fuyuan::encode_text(*fuyuan::find_charset("gb18030"), text)).text ==
          text);
  }
}
