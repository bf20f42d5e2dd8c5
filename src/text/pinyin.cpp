#include "text/pinyin.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

// Letters are packed as digits of base 27: a = 1 … z = 26. Pinyin has no v, which stands for ü, and
// no syllable eh, which stands for ê.
constexpr std::uint32_t kBase = 27;
constexpr std::size_t kMostLetters = 6;

constexpr std::uint32_t digit_of(char letter) {
  return static_cast<std::uint32_t>(letter - 'a') + 1;
}

/// Every syllable of readings.tsv, and lue and nue as careless writers spell lüe and nüe.
constexpr std::string_view kSyllables =
    "a ai an ang ao e eh ei en eng er o ou m n ng hm hng r "
    "ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu "
    "ca cai can cang cao ce cei cen ceng ci cong cou cu cuan cui cun cuo "
    "cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun "
    "chuo da dai dan dang dao de dei den deng di dia dian diao die din ding diu dong dou du duan "
    "dui dun duo fa fan fang fei fen feng fiao fo fou fu "
    "ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo "
    "ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo "
    "ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun "
    "ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo "
    "la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo long lou lu "
    "luan lue lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo "
    "mou mu na nai nan nang nao ne nei nen neng ni nia nian niang niao nie nin ning niu nong nou "
    "nu nuan nue nun nuo nv nve pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou "
    "pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun "
    "ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo "
    "sa sai san sang sao se sen seng si song sou su suan sui sun suo "
    "sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun "
    "shuo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo "
    "wa wai wan wang wei wen weng wo wong wu "
    "xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun "
    "ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun "
    "za zai zan zang zao ze zei zen zeng zi zong zou zu zuan zui zun zuo "
    "zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui "
    "zhun zhuo";

constexpr std::size_t kSyllableCount =
    static_cast<std::size_t>(std::count(kSyllables.begin(), kSyllables.end(), ' ')) + 1;

constexpr std::uint32_t pack(std::string_view letters) {
  std::uint32_t packed = 0;
  for (const char letter : letters) packed = packed * kBase + digit_of(letter);
  return packed;
}

/// Syllables in which u may stand for ü.
constexpr std::pair<std::uint32_t, std::uint32_t> kUndotted[] = {{pack("lu"), pack("lv")},
                                                                 {pack("nu"), pack("nv")},
                                                                 {pack("lue"), pack("lve")},
                                                                 {pack("nue"), pack("nve")}};

constexpr std::array<std::uint32_t, kSyllableCount> pack_syllables() {
  std::array<std::uint32_t, kSyllableCount> packed{};
  std::string_view rest = kSyllables;
  for (std::uint32_t& syllable : packed) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    syllable = pack(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::sort(packed.begin(), packed.end());
  return packed;
}

constexpr auto kPackedSyllables = pack_syllables();

bool is_syllable(std::uint32_t letters) {
  return std::binary_search(kPackedSyllables.begin(), kPackedSyllables.end(), letters);
}

/// A letter of pinyin and the tone mark it carries; `letter` is 0 where there is none.
struct Letter {
  char letter = 0;
  std::uint8_t tone = 0;
};

constexpr char kUmlautU = 'v';
constexpr char kCircumflexE = '^';

/// The letters that carry tones, each with its code points for tones 1–4; 0 where Unicode has none.
struct Marked {
  char letter;
  char32_t plain;
  char32_t forms[4];
};

constexpr Marked kMarked[] = {
    {'a', U'a', {U'ā', U'á', U'ǎ', U'à'}},
    {'e', U'e', {U'ē', U'é', U'ě', U'è'}},
    {'i', U'i', {U'ī', U'í', U'ǐ', U'ì'}},
    {'o', U'o', {U'ō', U'ó', U'ǒ', U'ò'}},
    {'u', U'u', {U'ū', U'ú', U'ǔ', U'ù'}},
    {kUmlautU, U'ü', {U'ǖ', U'ǘ', U'ǚ', U'ǜ'}},
    {kCircumflexE, U'ê', {0, U'ế', 0, U'ề'}},
    {'n', U'n', {0, U'ń', U'ň', U'ǹ'}},
    {'m', U'm', {0, U'ḿ', 0, 0}},
};

/// Breves, by those who cannot find the caron: the third tone of aeiou.
constexpr std::u32string_view kBreves = U"ăĕĭŏŭ";

constexpr char32_t kToneMarks[] = {0x0304, 0x0301, 0x030C, 0x0300};  // tones 1–4, combining
constexpr char32_t kBreve = 0x0306;
constexpr char32_t kDiaeresis = 0x0308;
constexpr char32_t kCircumflex = 0x0302;

/// The tone of a combining mark, 0 if it is none.
std::uint8_t tone_mark(char32_t cp) {
  if (cp == kBreve) return 3;
  for (std::uint8_t tone = 1; tone <= 4; ++tone) {
    if (kToneMarks[tone - 1] == cp) return tone;
  }
  return 0;
}

constexpr std::size_t kLetterTableSize = U'ề' + 1;

constexpr std::array<Letter, kLetterTableSize> make_letter_table() {
  std::array<Letter, kLetterTableSize> table{};
  const auto put = [&](char32_t form, Letter letter) {
    table[form] = letter;
    table[form < 0x100 ? form - 0x20 : form - 1] = letter;  // true of the capitals of all these
  };
  for (char letter = 'a'; letter <= 'z'; ++letter) put(static_cast<char32_t>(letter), {letter, 0});
  for (const Marked& marked : kMarked) {
    put(marked.plain, {marked.letter, 0});
    for (std::uint8_t tone = 1; tone <= 4; ++tone) {
      if (marked.forms[tone - 1] != 0) put(marked.forms[tone - 1], {marked.letter, tone});
    }
  }
  for (std::size_t i = 0; i < kBreves.size(); ++i) put(kBreves[i], {kMarked[i].letter, 3});
  table[0x0251] = {'a', 0};  // ɑ and ɡ, which GBK has for pinyin
  table[0x0261] = {'g', 0};
  return table;
}

constexpr auto kLetterTable = make_letter_table();

Letter letter_of(char32_t cp) {
  if (cp >= 0xFF21 && cp <= 0xFF5A) cp -= 0xFEE0;  // fullwidth
  return cp < kLetterTableSize ? kLetterTable[cp] : Letter{};
}

/// Reads one letter with what modifies it; returns how many code points that were, 0 if none.
std::size_t read_letter(std::u32string_view text, Letter& letter) {
  letter = text.empty() ? Letter{} : letter_of(text[0]);
  if (letter.letter == 0) return 0;
  std::size_t used = 1;
  if (letter.letter == 'u' && text.size() > 1 && text[1] == U':') {
    letter.letter = kUmlautU;
    ++used;
  }
  for (; used < text.size(); ++used) {
    const char32_t cp = text[used];
    if (const std::uint8_t tone = tone_mark(cp); tone != 0 && letter.tone == 0) {
      letter.tone = tone;
    } else if (letter.letter == 'u' && cp == kDiaeresis) {
      letter.letter = kUmlautU;
    } else if (letter.letter == 'e' && cp == kCircumflex) {
      letter.letter = kCircumflexE;
    } else {
      break;
    }
  }
  return used;
}

/// The letters of a syllable, packed as far as they have been read.
class Packer {
 public:
  std::uint32_t letters() const { return letters_; }

  /// False where there are too many.
  bool push(char letter) {
    if (letter == kCircumflexE) return push('e') && push('h');
    // After these, ü is written without its dots.
    if (letter == kUmlautU && (last_ == 'j' || last_ == 'q' || last_ == 'x' || last_ == 'y')) {
      letter = 'u';
    }
    if (++count_ > kMostLetters) return false;
    letters_ = letters_ * kBase + digit_of(letter);
    last_ = letter;
    return true;
  }

 private:
  std::uint32_t letters_ = 0;
  std::size_t count_ = 0;
  char last_ = 0;
};

std::uint8_t tone_digit(char32_t cp) {
  if (cp >= U'1' && cp <= U'5') return static_cast<std::uint8_t>(cp - U'0');
  if (cp >= U'１' && cp <= U'５') return static_cast<std::uint8_t>(cp - U'０');
  return 0;
}

/// The packed letters one by one, first to last; 0 ends them.
std::array<char, kMostLetters + 1> unpack(std::uint32_t letters) {
  std::array<char, kMostLetters + 1> found{};
  std::size_t count = 0;
  for (; letters != 0 && count < kMostLetters; letters /= kBase) {
    found[count++] = static_cast<char>('a' + letters % kBase - 1);
  }
  std::reverse(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
  return found;
}

/// Which letter bears the mark: a or e, or the o of ou, or else the last vowel.
std::size_t marked_letter(std::u32string_view letters) {
  const std::size_t open = letters.find_first_of(U"aeê");
  if (open != letters.npos) return open;
  const std::size_t ou = letters.find(U"ou");
  if (ou != letters.npos) return ou;
  const std::size_t last = letters.find_last_of(U"iouü");
  if (last != letters.npos) return last;
  return std::min(letters.find_first_of(U"mn"), letters.size() - 1);
}

void put_tone_mark(std::u32string& letters, std::uint8_t tone) {
  const std::size_t at = marked_letter(letters);
  for (const Marked& marked : kMarked) {
    if (marked.plain == letters[at] && marked.forms[tone - 1] != 0) {
      letters[at] = marked.forms[tone - 1];
      return;
    }
  }
  letters.insert(at + 1, 1, kToneMarks[tone - 1]);
}

}  // namespace

Syllable take_syllable(std::string_view& text) {
  Packer packer;
  Syllable syllable{0, 5, 0};
  while (!text.empty()) {
    const Utf8Char c = read_utf8(text);
    text.remove_prefix(std::max<std::size_t>(c.length, 1));
    if (c.code_point == U' ') break;
    const Letter letter = letter_of(c.code_point);
    const std::uint8_t tone = letter.letter == 0 ? tone_mark(c.code_point) : letter.tone;
    if (letter.letter != 0) packer.push(letter.letter);
    if (tone != 0) syllable.tone = tone;
  }
  syllable.letters = packer.letters();
  return syllable;
}

std::uint32_t with_umlaut(std::uint32_t letters) noexcept {
  for (const auto& [plain, dotted] : kUndotted) {
    if (letters == plain) return dotted;
  }
  return letters;
}

std::optional<Syllable> parse_pinyin(std::u32string_view text) {
  std::optional<Syllable> best;
  Packer packer;
  Letter letter;
  std::uint8_t tone = 0;
  for (std::size_t at = 0;;) {
    const std::size_t step = read_letter(text.substr(at), letter);
    if (step == 0 || (letter.tone != 0 && tone != 0) || !packer.push(letter.letter)) break;
    at += step;
    tone = std::max(tone, letter.tone);
    if (is_syllable(packer.letters())) {
      best = Syllable{packer.letters(), tone, static_cast<std::uint8_t>(at)};
    }
  }
  if (best && best->tone == 0 && best->length < text.size()) {
    best->tone = tone_digit(text[best->length]);
    if (best->tone != 0) ++best->length;
  }
  return best;
}

std::u32string spell(const Syllable& syllable, ToneStyle style) {
  std::u32string letters;
  for (const char letter : unpack(syllable.letters)) {
    if (letter == 0) break;
    letters.push_back(letter == kUmlautU ? U'ü' : static_cast<char32_t>(letter));
  }
  if (letters == U"eh") letters.assign(1, U'ê');
  if (letters.empty() || syllable.tone == 0 || syllable.tone > 5 || style == ToneStyle::none) {
    return letters;
  }
  if (style == ToneStyle::number) {
    letters.push_back(U'0' + syllable.tone);
  } else if (syllable.tone < 5) {
    put_tone_mark(letters, syllable.tone);
  }
  return letters;
}

}  // namespace fuyuan
