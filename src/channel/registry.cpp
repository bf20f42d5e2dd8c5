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
#include "channel/misread_rows.hpp"
#include "channel/orphan_lead.hpp"
#include "channel/packed_bytes.hpp"
#include "channel/pairs_as_utf8.hpp"
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
  std::unique_ptr<Misread> channel;
  if (wrong == "utf-8" && !guessing) {
    channel = std::make_unique<PairsAsUtf8>(std::move(facts), need_charset(original),
                                            need_charset(wrong), model_);
  } else {
    channel = std::make_unique<Misread>(std::move(facts), need_charset(original),
                                        wrong.empty() ? nullptr : &need_charset(wrong), guessing,
                                        model_, std::move(variants));
  }
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
