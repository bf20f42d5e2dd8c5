#include "channel/registry.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "channel/angle_bytes.hpp"
#include "channel/angle_code_points.hpp"
#include "channel/best_fit.hpp"
#include "channel/blanked_bytes.hpp"
#include "channel/byte_literals.hpp"
#include "channel/converted_page.hpp"
#include "channel/css_escapes.hpp"
#include "channel/decomposed.hpp"
#include "channel/doubled_backslash.hpp"
#include "channel/duplicates.hpp"
#include "channel/entities.hpp"
#include "channel/four_byte_remnant.hpp"
#include "channel/frame_shift.hpp"
#include "channel/identity.hpp"
#include "channel/lost_character.hpp"
#include "channel/lost_interpunct.hpp"
#include "channel/mime_words.hpp"
#include "channel/orphan_lead.hpp"
#include "channel/packed_bytes.hpp"
#include "channel/percent.hpp"
#include "channel/pinyin_letters.hpp"
#include "channel/quoted_printable.hpp"
#include "channel/rare_pairs.hpp"
#include "channel/reading_notes.hpp"
#include "channel/ruby_markup.hpp"
#include "channel/saved_as_gbk.hpp"
#include "channel/scrambled_ascii.hpp"
#include "channel/script.hpp"
#include "channel/seven_bit.hpp"
#include "channel/split_characters.hpp"
#include "channel/split_lines.hpp"
#include "channel/spoiled_utf16.hpp"
#include "channel/strange_pairs.hpp"
#include "channel/stray_mark.hpp"
#include "channel/unicode_escapes.hpp"
#include "channel/utf7.hpp"

namespace fuyuan {
namespace {

/// A charset that text was in, or that it was taken for.
struct CharsetRow {
  const char* name;  ///< in the names of channels
  const char* label;
  const char* charset;
  double rarity = 0;              ///< nats: see Channel
  const char* variant = nullptr;  ///< another table that goes by the same name
};

constexpr CharsetRow kOriginals[] = {
    {"utf8", "UTF-8", "utf-8"},
    {"gbk", "GBK", "gb18030"},
    {"big5", "Big5", "big5-hkscs", 5},
    {"euc-tw", "EUC-TW", "euc-tw", 20},
};

/// Where several of them make the same text of a line, the first is believed.
constexpr CharsetRow kWrong[] = {
    {"gbk", "GBK", "gb18030", 0, "cp936"},
    {"windows-1252", "Windows-1252 or Latin-1", "windows-1252"},
    {"windows-1250", "Windows-1250", "windows-1250"},
    {"windows-1251", "Windows-1251", "windows-1251"},
    {"windows-1253", "Windows-1253", "windows-1253", 20},
    {"windows-1254", "Windows-1254", "windows-1254"},
    {"windows-1255", "Windows-1255", "windows-1255", 20},
    {"windows-1256", "Windows-1256", "windows-1256", 20},
    {"windows-1257", "Windows-1257", "windows-1257", 6},
    {"windows-1258", "Windows-1258", "windows-1258", 6},
    {"windows-874", "Windows-874", "windows-874", 20},
    {"iso-8859-2", "ISO 8859-2", "iso-8859-2", 8},
    {"iso-8859-5", "ISO 8859-5", "iso-8859-5", 8},
    {"iso-8859-15", "ISO 8859-15", "iso-8859-15", 8},
    {"koi8-r", "KOI8-R or KOI8-U", "koi8-r", 8, "koi8-u"},
    {"cp437", "code page 437", "cp437", 6},
    {"cp850", "code page 850", "cp850", 6},
    {"cp852", "code page 852", "cp852", 6},
    {"cp866", "code page 866", "cp866", 6},
    {"macroman", "Mac Roman", "macintosh", 6},
    {"big5", "Big5", "big5", 0, "cp950"},
    {"big5-hkscs", "Big5 by a browser", "big5-hkscs"},
    {"shift-jis", "Shift_JIS", "shift_jis", 6, "jis-x-0208"},
    {"euc-jp", "EUC-JP", "euc-jp", 10},
    {"euc-kr", "EUC-KR or code page 949", "windows-949", 6},
};

/// What Chinese readers call some of them.
constexpr std::pair<std::string_view, std::string_view> kNicknames[] = {
    {"utf8-as-gbk", "古文码"},
    {"utf8-as-windows-1252", "符号码"},
    {"gbk-as-windows-1252", "拼音码"},
};

struct MisreadRow {
  const char* name;
  const char* summary;
  const char* original;
  const char* wrong;  ///< empty: raw bytes; "guess" and what for elsewhere: a guessing decoder
  double rarity = 0;  ///< nats: see Channel
  const char* variant = nullptr;
};

/// Those that are no pair of the two lists above.
constexpr MisreadRow kMisreads[] = {
    {"gbk-as-utf8", "GBK read as UTF-8 (口字码)", "gb18030", "utf-8", 8},
    {"gbk-as-gb2312", "GBK read as GB 2312 alone: 朱�F基", "gb18030", "gb2312"},
    {"utf8-as-gb2312", "UTF-8 read as GB 2312 alone", "utf-8", "gb2312"},
    {"gbk-guessed", "GBK read as UTF-8 where valid, as Latin-1 elsewhere", "gb18030", "guess"},
    {"gbk-guessed-among-gbk", "GBK read as UTF-8 where valid, as GBK elsewhere: ǰ面", "gb18030",
     "guess gb18030"},
    {"gbk-as-utf16le", "GBK read as UTF-16", "gb18030", "utf-16le", 14},
    {"gbk-as-utf16be", "GBK read as UTF-16, big end first", "gb18030", "utf-16be", 14},
    {"utf8-as-utf16le", "UTF-8 read as UTF-16", "utf-8", "utf-16le", 14},
    {"utf8-as-utf16be", "UTF-8 read as UTF-16, big end first", "utf-8", "utf-16be", 14},
    {"utf16le-as-utf16be", "UTF-16 read with its bytes swapped", "utf-16le", "utf-16be", 14},
    {"shift-jis-as-gbk", "Shift_JIS read as GBK", "shift_jis", "gb18030", 6, "cp936"},
    {"euc-jp-as-gbk", "EUC-JP read as GBK", "euc-jp", "gb18030", 6, "cp936"},
    {"euc-kr-as-gbk", "EUC-KR read as GBK", "windows-949", "gb18030", 6, "cp936"},
    {"shift-jis-as-big5", "Shift_JIS read as Big5", "shift_jis", "big5", 6, "cp950"},
    {"euc-jp-as-big5", "EUC-JP read as Big5", "euc-jp", "big5", 6, "cp950"},
    {"euc-jp-as-big5-hkscs", "EUC-JP read as Big5 by a browser", "euc-jp", "big5-hkscs", 6},
    {"euc-kr-as-big5", "EUC-KR read as Big5", "windows-949", "big5", 6, "cp950"},
    {"euc-kr-as-big5-hkscs", "EUC-KR read as Big5 by a browser", "windows-949", "big5-hkscs", 6},
    {"shift-jis-as-windows-1252", "Shift_JIS read as Windows-1252 or Latin-1", "shift_jis",
     "windows-1252", 6},
    {"euc-jp-as-windows-1252", "EUC-JP read as Windows-1252 or Latin-1", "euc-jp", "windows-1252",
     6},
    {"euc-kr-as-windows-1252", "EUC-KR read as Windows-1252 or Latin-1", "windows-949",
     "windows-1252", 6},
    {"windows-1251-as-gbk", "Windows-1251 read as GBK", "windows-1251", "gb18030", 0, "cp936"},
    {"windows-1252-as-gbk", "Windows-1252 or Latin-1 read as GBK", "windows-1252", "gb18030", 0,
     "cp936"},
    {"gb18030", "raw GBK or GB 18030", "gb18030", ""},
    {"big5", "raw Big5 or Big5-HKSCS", "big5-hkscs", ""},
    {"euc-tw", "raw EUC-TW", "euc-tw", ""},
    {"shift-jis", "raw Shift_JIS", "shift_jis", ""},
    {"euc-jp", "raw EUC-JP", "euc-jp", ""},
    {"euc-kr", "raw EUC-KR or code page 949", "windows-949", ""},
    {"windows-1252", "raw Windows-1252 or Latin-1", "windows-1252", ""},
    {"windows-1251", "raw Windows-1251", "windows-1251", ""},
    {"koi8-r", "raw KOI8-R", "koi8-r", ""},
    {"utf-8", "UTF-8 with bytes missing or cut", "utf-8", ""},
};

struct AlterationRow {
  const char* name;
  const char* summary;
  Alteration::Kind kind;
  const char* misread;
};

constexpr AlterationRow kAlterations[] = {
    {"utf8-as-gbk-folded", "UTF-8 read as GBK, then normalized (NFKC): 浠g爜",
     Alteration::Kind::compatibility, "utf8-as-gbk"},
    {"utf8-as-gbk-converted", "UTF-8 read as GBK, then converted to Traditional: 榪斿洖",
     Alteration::Kind::traditional, "utf8-as-gbk"},
    {"gbk-as-euc-kr-composed", "GBK read as EUC-KR, then normalized (NFC): 契동 for 行동",
     Alteration::Kind::canonical, "gbk-as-euc-kr"},
    {"gbk-as-windows-1252-unhyphenated", "GBK read as Windows-1252 or Latin-1, U+00AD dropped",
     Alteration::Kind::soft_hyphens, "gbk-as-windows-1252"},
    {"big5-as-windows-1252-unhyphenated", "Big5 read as Windows-1252 or Latin-1, U+00AD dropped",
     Alteration::Kind::soft_hyphens, "big5-as-windows-1252"},
};

struct SavedAsRow {
  const char* name;
  const char* summary;
  const char* charset;  ///< nullptr: not known
  SavedAs::Written written = SavedAs::Written::simplified;
};

/// The first of several that explain a document alike is taken.
constexpr SavedAsRow kSavedAs[] = {
    {"saved-as-gb2312", "saved as GB 2312, which has no 镕: 朱?基", "gb2312"},
    {"traditional-saved-as-gb2312", "Traditional text saved as GB 2312: 我?在?裏", "gb2312",
     SavedAs::Written::traditional},
    {"saved-as-big5", "Simplified text saved as Big5: 我?在中?", "cp950"},
    {"saved-as-shift-jis", "Chinese text saved as Shift_JIS: 我?在?里", "shift_jis"},
    {"saved-as-euc-kr", "Chinese text saved as EUC-KR: 我?在?里", "euc-kr"},
    {"question-marks", "single characters lost, a question mark in the place of each", nullptr},
};

/// A charset read as itself loses nothing; Big5 and what browsers call so are one here.
bool is_same(const CharsetRow& original, const CharsetRow& wrong) {
  const std::string_view name = wrong.name;
  return name.starts_with(original.name);
}

const Charset& need_charset(std::string_view name) {
  const Charset* charset = find_charset(name);
  if (charset == nullptr) throw std::logic_error(fmt::format("charsets.toml lacks {}", name));
  return *charset;
}

}  // namespace

const Registry& Registry::instance() {
  static const Registry registry(LanguageModel::embedded());
  return registry;
}

Registry::Registry(const LanguageModel& model) : model_(model) {
  channels_.push_back(std::make_unique<Identity>());
  add_noises();
  add_escapes();
}

const Registry::Damage& Registry::damage() const {
  std::call_once(is_damage_made_, [this] { make_damage(); });
  return damage_;
}

void Registry::make_damage() const {
  add_misreads();
  add_alterations();
  auto& channels = damage_.channels;
  channels.push_back(std::make_unique<FrameShift>(
      std::string(FrameShift::kOfGbk), "a byte of GBK text lost", need_charset("gb18030"), model_));
  channels.push_back(std::make_unique<FrameShift>(std::string(FrameShift::kOfBig5),
                                                  "a byte of Big5 text lost",
                                                  need_charset("big5-hkscs"), model_));
  channels.push_back(std::make_unique<ConvertedPage>(model_));
  channels.push_back(std::make_unique<TraditionalScript>());
  channels.push_back(std::make_unique<Duplicates>());
  channels.push_back(std::make_unique<StrayMark>());
  channels.push_back(std::make_unique<OrphanLead>());
  channels.push_back(std::make_unique<DoubledBackslash>());
  channels.push_back(std::make_unique<Decomposed>());
  channels.push_back(std::make_unique<SplitLines>());
  channels.push_back(std::make_unique<SplitCharacters>());
  channels.push_back(std::make_unique<BlankedBytes>());
  channels.push_back(std::make_unique<BestFit>(model_));
  channels.push_back(std::make_unique<FourByteRemnant>(model_));
  channels.push_back(std::make_unique<LostCharacter>(model_));
  channels.push_back(std::make_unique<LostInterpunct>(model_));
  channels.push_back(std::make_unique<SavedAsGbk>(model_));
  for (const SpoiledUtf16::Kind& kind : SpoiledUtf16::kinds())
    channels.push_back(std::make_unique<SpoiledUtf16>(kind));
  for (const SavedAsRow& row : kSavedAs) {
    auto channel = std::make_unique<SavedAs>(
        row.name, row.summary, row.charset != nullptr ? &need_charset(row.charset) : nullptr,
        row.written, model_);
    damage_.saved_as.push_back(channel.get());
    channels.push_back(std::move(channel));
  }
  damage_.all.push_back(&identity());
  for (const auto& channel : channels) {
    damage_.all.push_back(channel.get());
    damage_.by_name.emplace(channel->name(), channel.get());
  }
  for (const auto& channel : std::span(channels_).subspan(1)) damage_.all.push_back(channel.get());
}

void Registry::add_noises() {
  const auto add = [&](auto channel) {
    noises_.push_back(channel.get());
    channels_.push_back(std::move(channel));
  };
  add(std::make_unique<ScrambledAscii>());
  add(std::make_unique<RarePairs>(model_));
  add(std::make_unique<StrangePairs>(model_));
  add(std::make_unique<PinyinLetters>(model_));
  add(std::make_unique<ReadingNotes>(NoteLetters::pinyin, model_));
  add(std::make_unique<ReadingNotes>(NoteLetters::bopomofo, model_));
  add(std::make_unique<RubyMarkup>());
}

void Registry::add_escapes() {
  const auto add = [&](auto channel) {
    escapes_.push_back(channel.get());
    channels_.push_back(std::move(channel));
  };
  add(std::make_unique<Entities>());
  add(std::make_unique<UnicodeEscapes>());
  add(std::make_unique<ByteLiterals>(model_));
  add(std::make_unique<CssEscapes>());
  add(std::make_unique<AngleCodePoints>());
  add(std::make_unique<AngleBytes>(model_));
  add(std::make_unique<Percent>(model_));
  add(std::make_unique<MimeWords>());
  add(std::make_unique<QuotedPrintable>(model_));
  add(std::make_unique<Utf7>(Utf7::Form{"utf-7", "UTF-7 (+T2BZfQ-)", '+', '/'}));
  add(std::make_unique<Utf7>(
      Utf7::Form{"utf-7-imap", "UTF-7 of IMAP folders (&T2BZfQ-)", '&', ','}));
  add(std::make_unique<PackedBytes>(PackedBytes::Notation::base64, model_));
  add(std::make_unique<PackedBytes>(PackedBytes::Notation::hexadecimal, model_));
  add(std::make_unique<SevenBit>());
}

void Registry::add_misread(Misread::Facts facts, std::string_view original, std::string_view wrong,
                           const char* variant) const {
  constexpr std::string_view kGuess = "guess";
  const bool guessing = wrong.starts_with(kGuess);
  if (guessing) wrong.remove_prefix(std::min(wrong.size(), kGuess.size() + 1));
  const bool raw = wrong.empty() && !guessing;
  std::vector<const Charset*> variants;
  if (variant != nullptr) variants.push_back(&need_charset(variant));
  auto channel = std::make_unique<Misread>(std::move(facts), need_charset(original),
                                           wrong.empty() ? nullptr : &need_charset(wrong), guessing,
                                           model_, std::move(variants));
  (raw ? damage_.raw : damage_.misreads).push_back(channel.get());
  damage_.channels.push_back(std::move(channel));
}

void Registry::add_misreads() const {
  for (const CharsetRow& original : kOriginals) {
    for (const CharsetRow& wrong : kWrong) {
      if (is_same(original, wrong)) continue;
      std::string name = fmt::format("{}-as-{}", original.name, wrong.name);
      std::string summary = fmt::format("{} read as {}", original.label, wrong.label);
      const auto* const nickname = std::find_if(std::begin(kNicknames), std::end(kNicknames),
                                                [&](const auto& n) { return n.first == name; });
      if (nickname != std::end(kNicknames)) summary += fmt::format(" ({})", nickname->second);
      add_misread({std::move(name), std::move(summary), original.rarity + wrong.rarity},
                  original.charset, wrong.charset, wrong.variant);
    }
  }
  for (const MisreadRow& row : kMisreads)
    add_misread({row.name, row.summary, row.rarity}, row.original, row.wrong, row.variant);
}

void Registry::add_alterations() const {
  for (const AlterationRow& row : kAlterations) {
    const auto misread =
        std::find_if(damage_.misreads.begin(), damage_.misreads.end(),
                     [&](const Misread* channel) { return channel->name() == row.misread; });
    if (misread == damage_.misreads.end())
      throw std::logic_error(fmt::format("there is no channel {}", row.misread));
    auto channel = std::make_unique<Alteration>(row.name, row.summary, row.kind, **misread);
    damage_.alterations.push_back(channel.get());
    damage_.channels.push_back(std::move(channel));
  }
}

const Channel* Registry::find(std::string_view name) const {
  const auto at = std::find_if(channels_.begin(), channels_.end(),
                               [&](const auto& channel) { return channel->name() == name; });
  if (at != channels_.end()) return at->get();
  const auto& others = damage().by_name;
  const auto other = others.find(name);
  return other == others.end() ? nullptr : other->second;
}

const Misread* Registry::find_misread(std::string_view name) const {
  return dynamic_cast<const Misread*>(find(name));
}

std::string_view without_variant(std::string_view channel) {
  return channel.substr(0, channel.find("-hkscs"));
}

}  // namespace fuyuan
