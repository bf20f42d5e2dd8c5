#include "restore/reading/mail_headers.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "text/ascii.hpp"
#include "text/lines.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kContentType = "content-type";
/// Fields that mails have, and hardly anything else.
constexpr std::string_view kOfMail[] = {"from",     "to",       "subject",    "date",
                                        "received", "reply-to", "message-id", "return-path"};
constexpr std::size_t kFieldsOfMail = 2;  ///< in a header, at the least

/// The name of a field in small letters; empty where a line is none.
std::string field_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return {};
  const std::string name = to_lower_ascii(line.substr(0, colon));
  const bool is_name = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return is_name ? name : std::string();
}

/// Reads a text line by line.
class Reader {
 public:
  void add(const Lines::Line& line, std::string_view bytes) {
    const bool may_begin =
        line.begin == 0 || bytes.starts_with("--") || (was_blank_ && bytes.starts_with("From "));
    was_blank_ = bytes.empty();
    if (may_begin) {
      end_part();
      is_header_ = true;
      if (bytes.starts_with("--") || bytes.starts_with("From ")) return;
    }
    if (is_header_)
      read_header(line, bytes);
    else
      is_ascii_ = is_ascii_ && is_ascii(bytes);
  }

  std::vector<HeaderField> finish() {
    end_part();
    return fields_of_mail_ >= kFieldsOfMail ? std::move(found_) : std::vector<HeaderField>();
  }

 private:
  void read_header(const Lines::Line& line, std::string_view bytes) {
    const bool is_folded = bytes.starts_with(' ') || bytes.starts_with('\t');
    if (is_folded && is_type_) {
      type_->end = line.begin + bytes.size();
      return;
    }
    if (is_folded) return;
    const std::string name = field_name(bytes);
    is_header_ = !name.empty();
    is_type_ = name == kContentType;
    if (is_type_) type_ = HeaderField{line.begin, line.begin + bytes.size()};
    const bool is_of_first = found_.empty() && !has_ended_;
    if (is_of_first && std::find(std::begin(kOfMail), std::end(kOfMail), name) != std::end(kOfMail))
      ++fields_of_mail_;
  }

  void end_part() {
    if (type_ && !is_ascii_) found_.push_back(*type_);
    has_ended_ |= fields_of_mail_ > 0;
    type_.reset();
    is_type_ = false;
    is_ascii_ = true;
  }

  bool is_header_ = false;
  bool is_type_ = false;  ///< the last field
  bool is_ascii_ = true;
  bool was_blank_ = false;
  bool has_ended_ = false;  ///< the first header has
  std::size_t fields_of_mail_ = 0;
  std::optional<HeaderField> type_ = {};
  std::vector<HeaderField> found_ = {};
};

}  // namespace

std::vector<HeaderField> find_content_types(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  if (!first.starts_with("From ") && field_name(first).empty()) return {};
  Reader reader;
  for (const Lines::Line& line : Lines(text)) {
    std::string_view bytes = line.bytes;
    if (bytes.ends_with('\r')) bytes.remove_suffix(1);
    reader.add(line, bytes);
  }
  return reader.finish();
}

}  // namespace fuyuan
