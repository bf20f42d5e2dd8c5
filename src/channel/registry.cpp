#include "channel/registry.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "channel/byte_literals.hpp"
#include "channel/converted_page.hpp"
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
#include "channel/scrambled_ascii.hpp"
#include "channel/script.hpp"
#include "channel/seven_bit.hpp"
#include "channel/stray_mark.hpp"
#include "channel/unicode_escapes.hpp"
#include "channel/utf7.hpp"

namespace fuyuan {
namespace {

struct MisreadRow {
  const char* name;
  const char* summary;
  const char* original;
  const char* wrong;             ///< empty: raw bytes; "guess": a guessing decoder
  const char* variants[2] = {};  ///< other tables of the wrong charset
};

constexpr MisreadRow kMisreads[] = {
    {"utf8-as-gbk", "UTF-8 read as GBK (古文码)", "utf-8", "gb18030", {"cp936"}},
    {"utf8-as-windows-1252", "UTF-8 read as Windows-1252 or Latin-1 (符号码)", "utf-8",
     "windows-1252"},
    {"utf8-as-windows-1250", "UTF-8 read as Windows-1250", "utf-8", "windows-1250"},
    {"utf8-as-windows-1251", "UTF-8 read as Windows-1251", "utf-8", "windows-1251"},
    {"utf8-as-windows-1254", "UTF-8 read as Windows-1254", "utf-8", "windows-1254"},
    {"utf8-as-koi8-r", "UTF-8 read as KOI8-R", "utf-8", "koi8-r"},
    {"utf8-as-cp437", "UTF-8 read as code page 437", "utf-8", "cp437"},
    {"utf8-as-cp850", "UTF-8 read as code page 850", "utf-8", "cp850"},
    {"utf8-as-cp866", "UTF-8 read as code page 866", "utf-8", "cp866"},
    {"utf8-as-macroman", "UTF-8 read as Mac Roman", "utf-8", "macintosh"},
    {"utf8-as-big5", "UTF-8 read as Big5", "utf-8", "big5", {"cp950"}},
    {"utf8-as-big5-hkscs", "UTF-8 read as Big5 by a browser", "utf-8", "big5-hkscs"},
    {"utf8-as-shift-jis", "UTF-8 read as Shift_JIS", "utf-8", "shift_jis"},
    {"utf8-as-euc-jp", "UTF-8 read as EUC-JP", "utf-8", "euc-jp"},
    {"utf8-as-euc-kr", "UTF-8 read as EUC-KR or code page 949", "utf-8", "windows-949"},
    {"gbk-as-big5", "GBK read as Big5", "gb18030", "big5", {"cp950"}},
    {"gbk-as-big5-hkscs", "GBK read as Big5 by a browser", "gb18030", "big5-hkscs"},
    {"gbk-as-windows-1252", "GBK read as Windows-1252 or Latin-1 (拼音码)", "gb18030",
     "windows-1252"},
    {"gbk-as-windows-1250", "GBK read as Windows-1250", "gb18030", "windows-1250"},
    {"gbk-as-windows-1251", "GBK read as Windows-1251", "gb18030", "windows-1251"},
    {"gbk-as-windows-1253", "GBK read as Windows-1253", "gb18030", "windows-1253"},
    {"gbk-as-windows-1256", "GBK read as Windows-1256", "gb18030", "windows-1256"},
    {"gbk-as-windows-874", "GBK read as Windows-874", "gb18030", "windows-874"},
    {"gbk-as-iso-8859-5", "GBK read as ISO 8859-5", "gb18030", "iso-8859-5"},
    {"gbk-as-koi8-r", "GBK read as KOI8-R", "gb18030", "koi8-r"},
    {"gbk-as-cp437", "GBK read as code page 437", "gb18030", "cp437"},
    {"gbk-as-cp850", "GBK read as code page 850", "gb18030", "cp850"},
    {"gbk-as-cp866", "GBK read as code page 866", "gb18030", "cp866"},
    {"gbk-as-macroman", "GBK read as Mac Roman", "gb18030", "macintosh"},
    {"gbk-as-shift-jis", "GBK read as Shift_JIS", "gb18030", "shift_jis"},
    {"gbk-as-euc-jp", "GBK read as EUC-JP", "gb18030", "euc-jp"},
    {"gbk-as-euc-kr", "GBK read as EUC-KR or code page 949", "gb18030", "windows-949"},
    {"gbk-guessed", "GBK read as UTF-8 where valid, as Latin-1 elsewhere", "gb18030", "guess"},
    {"gbk-as-utf8", "GBK read as UTF-8 (口字码)", "gb18030", "utf-8"},
    {"big5-as-gbk", "Big5 read as GBK", "big5-hkscs", "gb18030", {"cp936"}},
    {"big5-as-windows-1252", "Big5 read as Windows-1252 or Latin-1", "big5-hkscs", "windows-1252"},
    {"big5-as-cp437", "Big5 read as code page 437", "big5-hkscs", "cp437"},
    {"big5-as-shift-jis", "Big5 read as Shift_JIS", "big5-hkscs", "shift_jis"},
    {"big5-as-euc-kr", "Big5 read as EUC-KR or code page 949", "big5-hkscs", "windows-949"},
    {"gbk-as-utf16le", "GBK read as UTF-16", "gb18030", "utf-16le"},
    {"gbk-as-utf16be", "GBK read as UTF-16, big end first", "gb18030", "utf-16be"},
    {"utf16le-as-utf16be", "UTF-16 read with its bytes swapped", "utf-16le", "utf-16be"},
    {"shift-jis-as-gbk", "Shift_JIS read as GBK", "shift_jis", "gb18030", {"cp936"}},
    {"euc-kr-as-gbk", "EUC-KR read as GBK", "windows-949", "gb18030", {"cp936"}},
    {"windows-1251-as-gbk", "Windows-1251 read as GBK", "windows-1251", "gb18030", {"cp936"}},
    {"windows-1252-as-gbk", "Windows-1252 or Latin-1 read as GBK", "windows-1252", "gb18030",
     {"cp936"}},
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
  auto& channels = damage_.channels;
  channels.push_back(std::make_unique<FrameShift>("gbk-frame-shift", "a byte of GBK text lost",
                                                  need_charset("gb18030"), model_));
  channels.push_back(std::make_unique<FrameShift>("big5-frame-shift", "a byte of Big5 text lost",
                                                  need_charset("big5-hkscs"), model_));
  channels.push_back(std::make_unique<ConvertedPage>(model_));
  channels.push_back(std::make_unique<Script>());
  channels.push_back(std::make_unique<Duplicates>());
  channels.push_back(std::make_unique<StrayMark>());
  channels.push_back(std::make_unique<OrphanLead>());
  channels.push_back(std::make_unique<FourByteRemnant>(model_));
  channels.push_back(std::make_unique<LostCharacter>(model_));
  channels.push_back(std::make_unique<LostInterpunct>(model_));
  damage_.all.push_back(&identity());
  for (const auto& channel : channels) damage_.all.push_back(channel.get());
  for (const auto& channel : std::span(channels_).subspan(1)) damage_.all.push_back(channel.get());
}

void Registry::add_noises() {
  const auto add = [&](auto channel) {
    noises_.push_back(channel.get());
    channels_.push_back(std::move(channel));
  };
  add(std::make_unique<ScrambledAscii>());
  add(std::make_unique<RarePairs>(model_));
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

void Registry::add_misreads() const {
  for (const MisreadRow& row : kMisreads) {
    const std::string_view wrong = row.wrong;
    const bool guessing = wrong == "guess";
    const bool raw = wrong.empty();
    std::vector<const Charset*> variants;
    for (const char* variant : row.variants) {
      if (variant != nullptr) variants.push_back(&need_charset(variant));
    }
    auto channel = std::make_unique<Misread>(
        Misread::Names{row.name, row.summary}, need_charset(row.original),
        raw || guessing ? nullptr : &need_charset(wrong), guessing, model_, std::move(variants));
    (raw ? damage_.raw : damage_.misreads).push_back(channel.get());
    damage_.channels.push_back(std::move(channel));
  }
}

const Channel* Registry::find(std::string_view name) const {
  const auto is_named = [&](const auto& channel) { return channel->name() == name; };
  const auto at = std::find_if(channels_.begin(), channels_.end(), is_named);
  if (at != channels_.end()) return at->get();
  const auto& others = damage().channels;
  const auto other = std::find_if(others.begin(), others.end(), is_named);
  return other == others.end() ? nullptr : other->get();
}

const Misread* Registry::find_misread(std::string_view name) const {
  return dynamic_cast<const Misread*>(find(name));
}

}  // namespace fuyuan
