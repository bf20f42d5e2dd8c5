#include "archive/entry_names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "archive/name_locale.hpp"
#include "archive/names_together.hpp"
#include "charset/charset.hpp"
#include "charset/decoder_habit.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// A backslash is part of a name on some systems and stands between names on others.
constexpr std::string_view kSlash = "/";
constexpr std::string_view kBothSlashes = "/\\";

/// Components, any of `slashes` between them.
template <typename Take>
void for_each_part(std::string_view path, std::string_view slashes, Take take) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find_first_of(slashes, begin), path.size());
    take(path.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// Whether a path begins as those with a drive of Windows do: `C:`.
bool has_drive(std::string_view path) {
  return path.size() > 1 && is_letter(static_cast<unsigned char>(path[0])) && path[1] == ':';
}

/// `..`, and `C:..`, the parent of where Windows is on a drive.
bool is_parent(std::string_view part) {
  return part == ".." || (has_drive(part) && part.substr(2) == "..");
}

bool has_parent_part(std::string_view path) {
  bool found = false;
  for_each_part(path, kBothSlashes,
                [&](std::string_view part) { found = found || is_parent(part); });
  return found;
}

bool is_absolute(std::string_view path) {
  const auto begins_at_root = [](std::string_view rest) {
    return rest.starts_with('/') || rest.starts_with('\\');
  };
  return begins_at_root(path) || (has_drive(path) && begins_at_root(path.substr(2)));
}

/// How deep below its root a path ends that begins `depth` below it, by the reading that takes it
/// less deep; -1 if it leaves the root on its way by either.
int find_depth(std::string_view path, int depth) {
  const auto read = [&](std::string_view slashes) {
    int at = depth;
    for_each_part(path, slashes, [&](std::string_view part) {
      if (at < 0 || part.empty() || part == ".") return;
      at += is_parent(part) ? -1 : 1;
    });
    return at;
  };
  return std::min(read(kSlash), read(kBothSlashes));
}

/// Whether nobody would name a file so.
bool is_odd_in_name(char32_t cp) {
  const CharClass kind = char_class(cp);
  return kind == CharClass::box || kind == CharClass::pua || kind == CharClass::control ||
         kind == CharClass::c1;
}

/// Whether a new name may stand in the place of an old one.
bool may_replace(std::string_view before, std::string_view after) {
  const std::u32string symbols = to_utf32(after);
  return !after.empty() && !is_absolute(after) && !has_parent_part(after) &&
         std::none_of(symbols.begin(), symbols.end(), is_odd_in_name) && is_valid_utf8(after) &&
         after.find(kUtf8Replacement) == std::string_view::npos &&
         std::count(before.begin(), before.end(), '/') ==
             std::count(after.begin(), after.end(), '/');
}

/// A letter with an accent in code page 437, which zip means where it says nothing:
/// ÇüéâäàåçêëèïîìÄÅ ÉæÆôöòûùÿÖÜ áíóúñÑ ß. The common hanzi begin with other bytes in every charset.
bool is_western_letter(unsigned char byte) {
  return (byte >= 0x80 && byte <= 0x9A) || (byte >= 0xA0 && byte <= 0xA5) || byte == 0xE1;
}

/// Whether all names that are not UTF-8 are words of Western languages.
bool looks_western(const std::vector<std::string>& names) {
  std::size_t plain = 0;
  std::size_t accented = 0;
  for (const std::string& name : names) {
    if (is_valid_utf8(name)) continue;
    for (const char c : name.substr(0, name.rfind('.'))) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80 && !is_western_letter(byte)) return false;
      plain += is_letter(byte) ? 1 : 0;
      accented += byte >= 0x80 ? 1 : 0;
    }
  }
  return accented > 0 && plain >= 2 * accented;
}

std::vector<std::string> decode_western(const std::vector<std::string>& names) {
  const Charset& charset = *find_charset("cp437");
  std::vector<std::string> out;
  for (const std::string& name : names) {
    std::string decoded;
    for (const char c : name) {
      const auto byte = static_cast<unsigned char>(c);
      append_utf8(charset.decode({&byte, 1}).code_point, decoded);
    }
    out.push_back(is_valid_utf8(name) ? name : decoded);
  }
  return out;
}

/// Whether `after` is what a Chinese charset has for the bytes of `before`, and words: of a letter
/// or two comes a hanzi or two that seldom are.
bool is_decoded(std::string_view before, std::string_view after) {
  constexpr std::ptrdiff_t kLeastHanzi = 2;
  const std::u32string text = to_utf32(after);
  const LanguageModel& model = LanguageModel::embedded();
  if (std::count_if(text.begin(), text.end(), is_han) < kLeastHanzi ||
      !std::all_of(text.begin(), text.end(),
                   [&](char32_t cp) { return cp < 0x80 || is_everyday_character(cp, model); })) {
    return false;
  }
  constexpr std::array<const char*, 3> kCharsets = {"gb18030", "big5-hkscs", "cp950"};
  return std::any_of(kCharsets.begin(), kCharsets.end(), [&](const char* name) {
    return decode_with_habit(*find_charset(name), byte_view(before), Habit::windows) == after;
  });
}

[[noreturn]] void refuse(const std::string& name, std::string_view why) {
  throw IoError(fmt::format("refused: the entry {} {}", name, why));
}

}  // namespace

std::string entry_name(archive_entry* entry) {
  const NameLocale locale(NameLocale::Names::utf8);
  if (const char* utf8 = archive_entry_pathname_utf8(entry)) return utf8;
  if (const char* bytes = archive_entry_pathname(entry)) return bytes;
  return {};
}

void set_entry_name(archive_entry* entry, const std::string& name) {
  const NameLocale locale(NameLocale::Names::utf8);
  archive_entry_update_pathname_utf8(entry, name.c_str());
}

void refuse_dangerous(archive_entry* entry) {
  const std::string name = entry_name(entry);
  if (name.empty()) refuse("without a name", "cannot be placed");
  if (is_absolute(name)) refuse(name, "has an absolute name");
  if (has_parent_part(name)) refuse(name, "leads out of the archive");
  if (const char* link = archive_entry_symlink(entry)) {
    const int depth = find_depth(name, 0) - 1;
    if (is_absolute(link) || find_depth(link, depth) < 0) {
      refuse(name, fmt::format("links out of the archive, to {}", link));
    }
  }
  if (const char* link = archive_entry_hardlink(entry)) {
    if (is_absolute(link) || find_depth(link, 0) < 0) {
      refuse(name, fmt::format("links out of the archive, to {}", link));
    }
  }
  const auto type = archive_entry_filetype(entry);
  if (type == AE_IFBLK || type == AE_IFCHR || type == AE_IFIFO || type == AE_IFSOCK) {
    refuse(name, "is a device file, a pipe or a socket");
  }
}

std::map<std::string, std::string> repair_names(const std::vector<std::string>& names) {
  const std::vector<std::string> repaired =
      looks_western(names) ? decode_western(names)
                           : restore_together(names).value_or(std::vector<std::string>());
  std::map<std::string, std::string> changes;
  std::multiset<std::string> taken(names.begin(), names.end());
  for (std::size_t i = 0; i < repaired.size(); ++i) {
    const std::string& after = repaired[i];
    if (after == names[i] || taken.contains(after) || !may_replace(names[i], after)) continue;
    taken.insert(after);
    changes.emplace(names[i], after);
  }
  return changes;
}

std::map<std::string, std::string> decode_names(const std::vector<std::string>& names) {
  std::map<std::string, std::string> changes = repair_names(names);
  const bool are_all_utf8 = std::all_of(names.begin(), names.end(), is_valid_utf8);
  std::erase_if(changes, [&](const auto& change) {
    return is_valid_utf8(change.first) &&
           (are_all_utf8 || !is_decoded(change.first, change.second));
  });
  return changes;
}

}  // namespace fuyuan
