// Writes the code tables that are embedded into the program: charsets.toml says which charsets,
// ICU's converters know the mappings, table_format.hpp describes what comes out.

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "charset/charset_sources.hpp"
#include "charset/table_format.hpp"

namespace fuyuan::charset_tables {
namespace {

/// Fixed-size u16 arrays, each stored once; number 0 is all zeros.
class Pool {
 public:
  explicit Pool(std::size_t size) { add(std::vector<std::uint16_t>(size)); }

  std::uint16_t add(const std::vector<std::uint16_t>& values) {
    const auto [entry, is_new] = numbers_.emplace(values, numbers_.size());
    if (is_new) data_.insert(data_.end(), values.begin(), values.end());
    if (entry->second > 0xFFFF) throw std::runtime_error("too many table pages");
    return static_cast<std::uint16_t>(entry->second);
  }
  const std::vector<std::uint16_t>& data() const { return data_; }

 private:
  std::map<std::vector<std::uint16_t>, std::size_t> numbers_;
  std::vector<std::uint16_t> data_;
};

/// The blob under construction.
class Blob {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  const std::string& bytes() const { return bytes_; }

  template <typename Number>
  std::uint32_t append(const std::vector<Number>& numbers) {
    bytes_.resize((bytes_.size() + 3) / 4 * 4);
    const std::uint32_t offset = size();
    for (const Number number : numbers) {
      for (std::size_t i = 0; i < sizeof(Number); ++i) {
        bytes_ += static_cast<char>((static_cast<std::uint32_t>(number) >> (8 * i)) & 0xFFU);
      }
    }
    return offset;
  }
  std::uint32_t append_string(std::string_view text) {
    const std::uint32_t offset = size();
    bytes_ += text;
    bytes_ += '\0';
    return offset;
  }
  void append_raw(std::string_view text) { bytes_ += text; }
  void overwrite(std::size_t offset, const std::vector<std::uint32_t>& numbers) {
    Blob part;
    part.append(numbers);
    bytes_.replace(offset, part.bytes_.size(), part.bytes_);
  }

 private:
  std::string bytes_;
};

using Record = std::vector<std::uint32_t>;
using Words = std::vector<std::uint16_t>;

class TableWriter {
 public:
  TableWriter() : rows_(kRowSize), pages_(kPageSize) {}

  std::string write(const std::vector<Spec>& specs) {
    blob_.append_raw({kMagic.data(), kMagic.size()});
    const std::uint32_t header = blob_.append(Record(kHeaderFields));
    const std::uint32_t directory = blob_.append(Record(specs.size() * kDirectoryFields));
    for (std::size_t i = 0; i < specs.size(); ++i) {
      blob_.overwrite(directory + i * kDirectoryFields * 4, write_charset(specs[i]));
    }
    Record fields(kHeaderFields);
    fields[kCharsetCount] = static_cast<std::uint32_t>(specs.size());
    fields[kDirectory] = directory;
    fields[kRows] = blob_.append(rows_.data());
    fields[kPages] = blob_.append(pages_.data());
    blob_.overwrite(header, fields);
    return blob_.bytes();
  }

 private:
  Record write_charset(const Spec& spec) {
    Decoding decoding;
    Encoding encoding;
    std::set<Code> filled;
    if (!spec.icu.empty()) {
      const Converter converter(spec.icu);
      decoding = make_decoding(spec, converter);
      filled = fill(spec, decoding);
      encoding = make_encoding(spec, converter, decoding);
    }
    Record record(kDirectoryFields);
    record[kName] = blob_.append_string(spec.name);
    record[kNote] = blob_.append_string(spec.note);
    record[kAliases] = blob_.size();
    for (const std::string& alias : spec.aliases) blob_.append_string(alias);
    blob_.append_string("");
    record[kFramingValue] = static_cast<std::uint32_t>(spec.framing);
    write_decoding(spec, decoding, filled, record);
    write_encoding(spec, encoding, record);
    return record;
  }

  void write_decoding(const Spec& spec, const Decoding& decoding, const std::set<Code>& filled,
                      Record& record);
  void write_encoding(const Spec& spec, const Encoding& encoding, Record& record);
  Words make_index(const std::map<char32_t, std::uint16_t>& values);

  Blob blob_;
  Pool rows_;
  Pool pages_;
};

void mark_unicode_bytes(Framing framing, std::vector<std::uint8_t>& flags) {
  for (unsigned byte = 0; byte <= 0xFF; ++byte) {
    if (framing == Framing::utf8) {
      if (byte >= 0xC2 && byte <= 0xF4) flags[byte] |= kLeadFlag;
      if (byte >= 0x80 && byte <= 0xBF) flags[byte] |= kTrailFlag;
    } else if (framing == Framing::utf16le || framing == Framing::utf16be) {
      flags[byte] = kLeadFlag | kTrailFlag;
    }
  }
}

void TableWriter::write_decoding(const Spec& spec, const Decoding& decoding,
                                 const std::set<Code>& filled, Record& record) {
  std::vector<std::uint8_t> flags(256);
  Words singles(256);
  std::map<Code, Words> rows;
  std::vector<std::uint32_t> supplementary;
  const bool is_utf16 = spec.framing == Framing::utf16le || spec.framing == Framing::utf16be;
  for (std::uint16_t byte = 0; byte < 0x80 && !is_utf16; ++byte) singles[byte] = byte;
  mark_unicode_bytes(spec.framing, flags);
  for (const auto& [code, code_point] : decoding) {
    if (code > 0xFFFF) {
      flags[length_of(code) == 3 ? code >> 16U : code >> 24U] |= kLeadFlag;
    } else if (code <= 0xFF) {
      singles[code] = static_cast<std::uint16_t>(code_point);
    } else {
      auto value = static_cast<std::uint16_t>(code_point);
      if (code_point > 0xFFFF) {
        value = static_cast<std::uint16_t>(kSupplementaryBase + supplementary.size());
        supplementary.push_back(code_point);
      }
      rows.try_emplace(code >> 8U, kRowSize).first->second[(code & 0xFFU) - kFirstTrail] = value;
      flags[code >> 8U] |= kLeadFlag;
      flags[code & 0xFFU] |= kTrailFlag;
    }
  }
  if (supplementary.size() > kSupplementaryLimit)
    throw std::runtime_error("too many: " + spec.name);
  for (const Code byte : filled) flags[byte] |= kFilledFlag;
  Words lead_rows(256);
  for (const auto& [lead, row] : rows) lead_rows[lead] = rows_.add(row);
  record[kFlags] = blob_.append(flags);
  record[kSingles] = blob_.append(singles);
  record[kLeadRows] = blob_.append(lead_rows);
  record[kSupplementary] = blob_.append(supplementary);

  std::vector<std::uint32_t> extended;
  for (const Code code : extended_codes(spec.framing)) {
    const auto found = decoding.find(code);
    extended.push_back(found == decoding.end() ? 0 : found->second);
  }
  record[kExtended] = blob_.append(extended);
  record[kExtendedSize] = static_cast<std::uint32_t>(extended.size());
}

Words TableWriter::make_index(const std::map<char32_t, std::uint16_t>& values) {
  std::map<char32_t, Words> pages;
  for (const auto& [code_point, value] : values) {
    pages.try_emplace(code_point >> 8U, kPageSize).first->second[code_point & 0xFFU] = value;
  }
  Words index(pages.empty() ? 0 : pages.rbegin()->first + 1);
  for (const auto& [number, page] : pages) index[number] = pages_.add(page);
  return index;
}

void TableWriter::write_encoding(const Spec& spec, const Encoding& encoding, Record& record) {
  std::map<Code, std::uint16_t> linear;
  for (const Code code : extended_codes(spec.framing)) {
    linear.emplace(code, static_cast<std::uint16_t>(linear.size() + 1));
  }
  std::map<char32_t, std::uint16_t> pairs;
  std::map<char32_t, std::uint16_t> extended;
  for (const auto& [code_point, code] : encoding) {
    if (code <= 0xFFFF) {
      pairs.emplace(code_point, static_cast<std::uint16_t>(code));
    } else if (const auto found = linear.find(code); found != linear.end()) {
      extended.emplace(code_point, found->second);
    }
  }
  const Words index = make_index(pairs);
  const Words extended_index = make_index(extended);
  record[kEncodeIndex] = blob_.append(index);
  record[kEncodeIndexSize] = static_cast<std::uint32_t>(index.size());
  record[kExtendedIndex] = blob_.append(extended_index);
  record[kExtendedIndexSize] = static_cast<std::uint32_t>(extended_index.size());
}

std::string make_tables(const char* path) {
  const toml::table document = toml::parse_file(path);
  std::vector<Spec> specs;
  if (const toml::array* entries = document["charset"].as_array()) {
    for (const toml::node& entry : *entries) specs.push_back(parse_spec(*entry.as_table()));
  }
  return TableWriter().write(specs);
}

}  // namespace
}  // namespace fuyuan::charset_tables

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: make_charset_tables CHARSETS.TOML OUT\n");
    return 2;
  }
  try {
    const std::string blob = fuyuan::charset_tables::make_tables(argv[1]);
    std::ofstream out(argv[2], std::ios::binary);
    out.write(blob.data(), static_cast<std::streamsize>(blob.size()));
    out.flush();
    if (!out) throw std::runtime_error(fmt::format("cannot write {}", argv[2]));
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_charset_tables: {}\n", error.what());
    return 1;
  }
  return 0;
}
