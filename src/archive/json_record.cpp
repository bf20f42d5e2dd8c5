#include "archive/json_record.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>
#include <simdjson.h>

#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

namespace ondemand = simdjson::ondemand;

/// A member of that name; names are compared with their escapes undone.
std::optional<ondemand::value> find_member(ondemand::object object, std::string_view name) {
  for (auto member : object) {
    if (std::string_view(member.unescaped_key()) == name) return ondemand::value(member.value());
  }
  return std::nullopt;
}

/// The value at `path` in `object`; `a.b` as a name of its own goes before a path.
std::optional<ondemand::value> find_path(ondemand::object object, std::string_view path) {
  if (auto whole = find_member(object, path)) return whole;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos;
       dot = path.find('.', dot + 1)) {
    object.reset().value();
    auto outer = find_member(object, path.substr(0, dot));
    if (!outer || ondemand::json_type(outer->type()) != ondemand::json_type::object) continue;
    if (auto inner = find_path(outer->get_object(), path.substr(dot + 1))) return inner;
  }
  return std::nullopt;
}

/// Gathers strings and where they stand.
class Collector {
 public:
  explicit Collector(const char* text) : text_(text) {}

  /// A value, or a document that is nothing but a string.
  template <typename Value>
  void take_string(Value&& value) {
    JsonStringField found;
    std::string_view written = std::string_view(value.raw_json_token());
    written = written.substr(0, written.rfind('"') + 1);
    found.value = std::string_view(value.get_string());
    add(std::move(found), written);
  }

  // Recursion is safe: the parser has refused what is nested too deeply.
  void take(ondemand::value value) {
    const ondemand::json_type type = value.type();
    if (type == ondemand::json_type::string) take_string(value);
    if (type == ondemand::json_type::object) take_object(value.get_object());
    if (type == ondemand::json_type::array) take_array(value.get_array());
  }
  void take_object(ondemand::object object) {
    const std::size_t number = ++objects_;
    for (auto member : object) {
      take_key(member, number);
      take(member.value());
    }
  }
  void take_array(ondemand::array array) {
    for (auto element : array) take(element.value());
  }

  /// By place; a field that was asked for twice is there once.
  std::vector<JsonStringField> sorted() {
    const auto before = [](const auto& a, const auto& b) { return a.begin < b.begin; };
    const auto same = [](const auto& a, const auto& b) { return a.begin == b.begin; };
    std::sort(found_.begin(), found_.end(), before);
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    return std::move(found_);
  }

 private:
  /// Names in ASCII are a program's.
  void take_key(simdjson::simdjson_result<ondemand::field>& member, std::size_t object) {
    const char* const begin = member.key().value().raw();  // behind the quotation mark
    JsonStringField found;
    found.value = std::string_view(member.unescaped_key());
    if (is_ascii(found.value)) return;
    found.object = object;
    const char* end = begin;
    while (*end != '"') end += *end == '\\' ? 2 : 1;
    add(std::move(found), {begin - 1, static_cast<std::size_t>(end + 2 - begin)});
  }

  void add(JsonStringField found, std::string_view written) {
    found.begin = static_cast<std::size_t>(written.data() - text_);
    found.end = found.begin + written.size();
    found.is_ascii = written.find("\\u") != std::string_view::npos && is_ascii(written);
    found_.push_back(std::move(found));
  }

  const char* text_;
  std::size_t objects_ = 0;
  std::vector<JsonStringField> found_;
};

/// As \uXXXX, or two of them.
void append_escaped(char32_t code_point, std::string& out) {
  if (code_point > 0xFFFF) {
    const char32_t rest = code_point - 0x10000;
    out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + static_cast<unsigned>(rest >> 10U),
                       0xDC00 + static_cast<unsigned>(rest & 0x3FFU));
  } else {
    out += fmt::format("\\u{:04x}", static_cast<unsigned>(code_point));
  }
}

void append_character(char32_t code_point, bool ascii, std::string& out) {
  switch (code_point) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (code_point < 0x20 || (ascii && code_point > 0x7E)) {
    append_escaped(code_point, out);
  } else {
    append_utf8(code_point, out);
  }
}

}  // namespace

struct JsonRecordReader::Parsers {
  simdjson::dom::parser dom;  ///< says whether the whole record is good
  ondemand::parser lazy;      ///< says where things stand, but looks only where it is sent
};

JsonRecordReader::JsonRecordReader() : parsers_(std::make_unique<Parsers>()) {}
JsonRecordReader::~JsonRecordReader() = default;

std::vector<JsonStringField> JsonRecordReader::find(std::string_view record,
                                                    const std::vector<std::string>& fields,
                                                    bool takes_any) {
  const std::size_t bad = find_invalid_utf8(record);
  if (bad != record.size()) {
    throw BadRecord(fmt::format("not UTF-8 (offset {}), as JSON is", bad));
  }
  try {
    const simdjson::padded_string padded(record);
    const simdjson::dom::element root = parsers_->dom.parse(padded);
    if (!root.is_object() && !(takes_any && fields.empty())) {
      throw BadRecord("not a JSON object");
    }
    auto document = parsers_->lazy.iterate(padded);
    Collector collector(padded.data());
    if (fields.empty()) {
      if (root.is_object()) collector.take_object(document.get_object());
      if (root.is_array()) collector.take_array(document.get_array());
      if (root.is_string()) collector.take_string(document);
    }
    for (const std::string& field : fields) {
      document.rewind();
      auto value = find_path(document.get_object(), field);
      if (!value) {
        throw BadRecord(fmt::format("no member '{}'", field));
      }
      if (ondemand::json_type(value->type()) != ondemand::json_type::string) {
        throw BadRecord(fmt::format("'{}' is not a string", field));
      }
      collector.take_string(*value);
    }
    return collector.sorted();
  } catch (const simdjson::simdjson_error& error) {
    throw BadRecord(fmt::format("not valid JSON ({})", error.what()));
  }
}

std::string write_json_string(std::string_view text, bool ascii) {
  std::string out = "\"";
  for (const char32_t code_point : to_utf32(text)) append_character(code_point, ascii, out);
  return out + "\"";
}

std::optional<std::string> write_json_with_escapes(std::string_view text, bool ascii) {
  constexpr std::string_view kEscapes = "\"\\/bfnrtu";
  constexpr std::size_t kDigits = 4;
  const std::u32string symbols = to_utf32(text);
  std::string out = "\"";
  bool is_any = false;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] != U'\\') {
      append_character(symbols[at], ascii, out);
      continue;
    }
    is_any = true;
    const char32_t kind = ++at < symbols.size() ? symbols[at] : 0;
    if (kind == 0 || kind >= 0x80 || kEscapes.find(static_cast<char>(kind)) == kEscapes.npos)
      return std::nullopt;
    const std::u32string_view behind = std::u32string_view(symbols).substr(at + 1, kDigits);
    const bool is_hexadecimal =
        behind.size() == kDigits && std::all_of(behind.begin(), behind.end(), [](char32_t cp) {
          return cp < 0x80 && std::isxdigit(static_cast<unsigned char>(cp)) != 0;
        });
    if (kind == U'u' && !is_hexadecimal) return std::nullopt;
    out += '\\';
    out += static_cast<char>(kind);
  }
  if (!is_any) return std::nullopt;
  return out + "\"";
}

}  // namespace fuyuan
