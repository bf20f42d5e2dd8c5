#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <archive_entry.h>

namespace fuyuan {

/// Throws IoError, naming the entry, where unpacking it could write outside of the folder that it
/// is unpacked into: absolute names, with a drive or without, `..`, links that lead out, device
/// files.
void refuse_dangerous(archive_entry* entry);

/// The name as it stands in the archive: UTF-8 where it says so, else any bytes.
std::string entry_name(archive_entry* entry);

/// `name` is UTF-8.
void set_entry_name(archive_entry* entry, const std::string& name);

/// Broken or legacy names and what they are in UTF-8, all of one archive in the light of each
/// other. Names that are well, or that would collide with another, are not in it.
std::map<std::string, std::string> repair_names(const std::vector<std::string>& names);

/// Those changes of names in a legacy charset, be they UTF-8 by chance, as 图片 in GBK is, beside
/// others that are not. What is UTF-8 otherwise is a matter of taste, or of damage.
std::map<std::string, std::string> decode_names(const std::vector<std::string>& names);

}  // namespace fuyuan
