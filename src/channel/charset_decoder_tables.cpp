// What a wrong decoder knows of its charset: which bytes it loses, and what it has twice.

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "channel/charset_decoder.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr unsigned kNoByteOfText = 0xFF;  ///< no multibyte charset has it

}  // namespace

const CharsetDecoder::Tables& CharsetDecoder::share_tables() const {
  static std::mutex mutex;
  static std::map<std::pair<const Charset*, std::vector<const Charset*>>, Tables> known;
  const std::lock_guard lock(mutex);
  const auto [at, is_new] = known.try_emplace({&charset_, variants_});
  if (is_new && is_single_byte_) {
    learn_single_byte_marks(at->second);
  } else if (is_new && !charset_.is_ascii_superset()) {
    learn_utf16_marks(at->second);
  } else if (is_new) {
    learn_multibyte_marks(at->second);
    learn_duplicates(at->second);
  }
  return at->second;
}

void CharsetDecoder::learn_single_byte_marks(Tables& tables) const {
  ByteSet undefined = charset_.filled() & byte_range(0x80, 0xFF);
  if (undefined.none()) undefined = byte_range(0x80, 0x9F);
  tables.one_before_unknown = intern(undefined);
  tables.one_before.fill(tables.one_before_unknown);
}

void CharsetDecoder::learn_utf16_marks(Tables& tables) const {
  // A unit is lost where it is half of a pair that has no other half.
  const ByteCode surrogate = intern(byte_range(0xD8, 0xDF));
  const ByteCode other = intern(byte_range(0x01, 0xFF));
  const bool is_big_endian = charset_.framing() == Framing::utf16be;
  tables.pair_first = is_big_endian ? surrogate : other;
  tables.pair_second = is_big_endian ? other : surrogate;
}

bool CharsetDecoder::is_lost_pair(unsigned char lead, unsigned char trail) const {
  // User-defined areas decode on some systems and are lost on others: count them as lost.
  if (is_gbk_) {
    static const Charset& strict = *find_charset("gbk");
    return !strict.is_pair(lead, trail);
  }
  const auto lacks = [&](const Charset& table) {
    const std::array<unsigned char, 2> pair = {lead, trail};
    return !table.is_pair(lead, trail) ||
           char_class(table.decode(pair).code_point) == CharClass::pua;
  };
  return lacks(charset_) || std::any_of(variants_.begin(), variants_.end(),
                                        [&](const Charset* variant) { return lacks(*variant); });
}

void CharsetDecoder::learn_duplicates(Tables& tables) const {
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
    for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
      const std::array<unsigned char, 2> pair = {static_cast<unsigned char>(lead),
                                                 static_cast<unsigned char>(trail)};
      if (!charset_.is_pair(pair[0], pair[1])) continue;
      const char32_t symbol = charset_.decode(pair).code_point;
      const EncodedChar usual = charset_.encode(symbol);
      if (usual.length != 2 || std::equal(pair.begin(), pair.end(), usual.bytes.begin())) continue;
      tables.duplicates.emplace(symbol, pair);
      tables.may_be_duplicate.set(symbol % tables.may_be_duplicate.size());
    }
  }
}

void CharsetDecoder::learn_multibyte_marks(Tables& tables) const {
  ByteSet first;
  ByteSet second;
  ByteSet any;
  for (unsigned next = 0; next < kNoByteOfText; ++next) {
    ByteSet before;
    for (unsigned byte = 0x80; byte < kNoByteOfText; ++byte) {
      if (!is_lost_pair(static_cast<unsigned char>(byte), static_cast<unsigned char>(next)))
        continue;
      before.set(byte);
      if (next >= 0x80) {
        first[byte] = byte != 0x80;
        second.set(next);
      }
    }
    tables.one_before[next] = intern(before);
    any |= before;
  }
  tables.one_before_unknown = intern(any);
  tables.one_before[kNoByteOfText] = tables.one_before_unknown;
  tables.pair_first = intern(first);
  tables.pair_second = intern(second);
  learn_runs_of_marks(tables);
}

void CharsetDecoder::learn_runs_of_marks(Tables& tables) const {
  std::vector<ByteCode> open(tables.one_before.begin(), tables.one_before.end() - 1);
  while (!open.empty()) {
    const ByteCode next = open.back();
    open.pop_back();
    const auto [before, is_new] = tables.one_before_lost.try_emplace(next);
    if (!is_new) continue;
    ByteSet lost;
    for (unsigned byte = 0x80; byte < kNoByteOfText; ++byte) {
      if (byte_set(next)[byte]) lost |= byte_set(tables.one_before[byte]);
    }
    before->second = intern(lost);
    open.push_back(before->second);
  }
}

}  // namespace fuyuan
