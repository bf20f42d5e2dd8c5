#pragma once

#include <string_view>
#include <utility>

namespace fuyuan {

// The misreads of the catalogue: each of `kOriginals` read as each of `kWrong`, and `kMisreads`.

/// A charset that text was in, or that it was taken for.
struct CharsetRow {
  const char* name;  ///< in the names of channels
  const char* label;
  const char* charset;
  double rarity = 0;              ///< nats: see Channel
  const char* variant = nullptr;  ///< another table that goes by the same name
};

inline constexpr CharsetRow kOriginals[] = {
    {"utf8", "UTF-8", "utf-8"},
    {"gbk", "GBK", "gb18030"},
    {"big5", "Big5", "big5-hkscs", 5},
    {"euc-tw", "EUC-TW", "euc-tw", 20},
};

/// Where several of them make the same text of a line, the first is believed.
inline constexpr CharsetRow kWrong[] = {
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
inline constexpr std::pair<std::string_view, std::string_view> kNicknames[] = {
    {"utf8-as-gbk", "古文码"},
    {"utf8-as-windows-1252", "符号码"},
    {"gbk-as-windows-1252", "拼音码"},
};

/// A misread by its name.
struct MisreadRow {
  const char* name;
  const char* summary;
  const char* original;
  const char* wrong;  ///< empty: raw bytes; "guess" and what for elsewhere: a guessing decoder
  double rarity = 0;  ///< nats: see Channel
  const char* variant = nullptr;
};

/// Those that are no pair of the two lists above.
inline constexpr MisreadRow kMisreads[] = {
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

}  // namespace fuyuan
