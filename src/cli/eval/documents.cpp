#include "cli/eval/documents.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

constexpr std::size_t kShortestParagraph = 2;

std::vector<std::u32string> paragraphs_of(std::string_view text) {
  std::vector<std::u32string> out;
  for (const Lines::Line& line : Lines(text)) {
    std::u32string paragraph = to_utf32(line.bytes);
    if (paragraph.size() >= kShortestParagraph) out.push_back(std::move(paragraph));
  }
  return out;
}

std::vector<std::u32string> cut(const std::vector<std::u32string>& paragraphs, std::size_t size) {
  std::vector<std::u32string> out;
  std::u32string document;
  for (const std::u32string& paragraph : paragraphs) {
    if (!document.empty()) document.push_back(U'\n');
    document += paragraph;
    if (document.size() < size) continue;
    document.resize(size);
    out.push_back(std::move(document));
    document.clear();
  }
  return out;
}

bool is_own_letter(char32_t cp, Language language) {
  const CharClass kind = char_class(cp);
  switch (language) {
    case Language::simplified:
    case Language::traditional:
      return is_han(cp);
    case Language::japanese:
      return is_han(cp) || kind == CharClass::kana;
    case Language::korean:
      return kind == CharClass::hangul;
    case Language::other:
      return false;
  }
  return false;
}

std::vector<std::u32string> runs(const std::vector<std::u32string>& paragraphs, std::size_t size,
                                 Language language) {
  std::vector<std::u32string> out;
  for (const std::u32string& paragraph : paragraphs) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < paragraph.size() && length < size; ++i) {
      length = is_own_letter(paragraph[i], language) ? length + 1 : 0;
      if (length == size) out.push_back(paragraph.substr(i + 1 - size, size));
    }
  }
  return out;
}

bool remove_suffix(std::string& name, std::string_view suffix) {
  if (!name.ends_with(suffix)) return false;
  name.resize(name.size() - suffix.size());
  return true;
}

}  // namespace

std::string_view language_name(Language language) noexcept {
  switch (language) {
    case Language::simplified:
      return "zh-Hans";
    case Language::traditional:
      return "zh-Hant";
    case Language::japanese:
      return "ja";
    case Language::korean:
      return "ko";
    case Language::other:
      break;
  }
  return "other";
}

Language Text::language() const {
  const auto says = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  if (says("zh-hans")) return Language::simplified;
  if (says("zh-hant")) return Language::traditional;
  if (says(".ja")) return Language::japanese;
  if (says(".ko")) return Language::korean;
  return Language::other;
}

std::string Text::label() const {
  std::string out = name;
  remove_suffix(out, ".zst");
  remove_suffix(out, ".txt");
  if (out.starts_with("dev.")) out.erase(0, 4);
  return out;
}

std::string Shape::label() const {
  switch (kind) {
    case Kind::whole:
      return "whole";
    case Kind::cut:
      return fmt::format("{}", size);
    case Kind::run:
      break;
  }
  return fmt::format("run of {}", size);
}

std::vector<std::string> choose_documents(const Text& text, const Shape& shape, std::size_t count) {
  std::vector<std::u32string> all = paragraphs_of(text.text);
  if (shape.kind == Shape::Kind::cut) all = cut(all, shape.size);
  if (shape.kind == Shape::Kind::run) all = runs(all, shape.size, text.language());
  const std::size_t chosen = std::min(count, all.size());
  std::vector<std::string> out;
  out.reserve(chosen);
  for (std::size_t i = 0; i < chosen; ++i) out.push_back(to_utf8(all[i * all.size() / chosen]));
  return out;
}

}  // namespace fuyuan::eval
