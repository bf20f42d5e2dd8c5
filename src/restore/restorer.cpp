#include "restore/restorer.hpp"

#include <algorithm>
#include <array>

#include "channel/spoiled_utf16.hpp"
#include "charset/charset.hpp"
#include "restore/change_counter.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/decode/replace_spans.hpp"
#include "restore/document.hpp"
#include "restore/reading/charset_declaration.hpp"
#include "restore/reading/container.hpp"
#include "restore/reading/utf16_runs.hpp"
#include "restore/verdict/open_marks.hpp"
#include "restore/verdict/silent_loss.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

constexpr std::array<std::string_view, kVerdictCount> kVerdictNames = {
    "clean", "decoded", "restored", "inferred", "partial", "unrepaired", "binary"};

bool is_plain_decoding(const Span& span) {
  return span.channel == SpoiledUtf16::kLittleEndian || span.channel == SpoiledUtf16::kBigEndian ||
         ChannelKind(span.channel).is_raw();
}

/// Whether the document was in a charset of its own, so that all its characters came back.
bool was_decoded(const Plan& plan) {
  const std::string_view charset = plan.empty() ? "" : std::string_view(plan.steps[0].decode);
  return !charset.empty() && !charset.ends_with(" with byte-order mark");
}

/// The mean over all characters that came back, each as sure as its span, or as its own inference,
/// and those that are lost: of them nothing is known.
double weigh_confidence(const Restored& restored) {
  double sum = 0;
  std::size_t characters = 0;
  for (const Step& step : restored.plan.steps) {
    for (const Span& span : step.spans) {
      std::u32string known = to_utf32(span.after);
      std::erase(known, kReplacement);
      std::size_t inferred = 0;
      for (const InferredCharacter& each : span.inferred) {
        if (each.character == kReplacement) continue;
        sum += each.probability;
        ++inferred;
      }
      const std::size_t all = std::max(known.size(), inferred);
      sum += span.confidence * static_cast<double>(all - inferred);
      characters += all;
    }
  }
  const std::size_t whole = restored.counts.characters - restored.counts.lost;
  if (was_decoded(restored.plan) && whole > characters) {
    sum += static_cast<double>(whole - characters);
    characters = whole;
  }
  characters += restored.counts.lost;
  return characters == 0 ? 1 : sum / static_cast<double>(characters);
}

Verdict judge(const Restored& restored, const Document& document) {
  if (!document.is_well_formed()) return Verdict::unrepaired;
  if (restored.counts.lost > 0) return Verdict::partial;
  if (document.suspicious_lines() > 0) return Verdict::unrepaired;
  if (has_open_marks(restored.text, restored.plan)) return Verdict::partial;
  if (restored.counts.inferred > 0) return Verdict::inferred;
  if (restored.plan.empty())
    return is_of_question_marks(restored.text) ? Verdict::unrepaired : Verdict::clean;
  if (has_silent_loss(restored.plan)) return Verdict::partial;
  for (const Step& step : restored.plan.steps) {
    if (step.decode.find(" as ") != std::string::npos) return Verdict::restored;
    for (const Span& span : step.spans) {
      if (!is_conversion(span) && !is_plain_decoding(span)) return Verdict::restored;
    }
  }
  return Verdict::decoded;
}

/// `mostly_utf8`: but for some bytes. What was whole of it is in no span.
std::string name_charset(const Plan& plan, bool was_utf8, bool mostly_utf8) {
  if (!plan.empty() && !plan.steps[0].decode.empty()) return plan.steps[0].decode;
  if (was_utf8) return "utf-8";
  std::string name = mostly_utf8 ? "utf-8" : "";
  // Notes are taken out of the bytes of converted pages before those are decoded.
  const auto decodes = [](const Step& step) {
    return std::any_of(step.spans.begin(), step.spans.end(), is_plain_decoding);
  };
  const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), decodes);
  if (step != plan.steps.end()) {
    for (const Span& span : step->spans) {
      if (!is_plain_decoding(span)) continue;
      if (!name.empty() && name != span.channel) return "mixed";
      name = span.channel;
    }
  }
  return name.empty() ? "unknown" : name;
}

/// What a document is in part, or out of step, where what it was opened as leaves anything to ask.
std::optional<Utf16Runs> look_for_utf16(std::string_view bytes, const std::optional<Opened>& opened,
                                        const Options& options) {
  if (!opened) return has_magic(bytes) ? std::nullopt : find_utf16_runs(bytes, options);
  if (opened->charset == "utf-8 with byte-order mark")
    return find_utf16_runs(opened->text, options);
  const bool is_utf16 = opened->charset == "utf-16le" || opened->charset == "utf-16be";
  if (!is_utf16 || is_plain_text(opened->text)) return std::nullopt;
  return find_utf16_runs(bytes, options);
}

/// A changed document is UTF-8 now and has to say so: browsers believe it.
void declare_utf8(Restored& restored) {
  Step step;
  for (const CharsetDeclaration& declared : find_legacy_declarations(restored.text)) {
    Span span;
    span.begin = declared.begin;
    span.end = declared.end;
    const auto begin = restored.text.begin();
    span.line = 1 + static_cast<std::size_t>(
                        std::count(begin, begin + static_cast<std::ptrdiff_t>(span.begin), '\n'));
    span.channel = kDeclarationName;
    span.before = declared.name;
    span.after = "utf-8";
    step.spans.push_back(std::move(span));
  }
  if (step.spans.empty()) return;
  restored.text = replace_spans(restored.text, step.spans);
  restored.plan.steps.push_back(std::move(step));
}

}  // namespace

std::string_view verdict_name(Verdict verdict) noexcept {
  return kVerdictNames[static_cast<std::size_t>(verdict)];
}

Restorer::Restorer(Options options) : options_(std::move(options)) {}

Restored Restorer::restore(std::string_view bytes) const { return restore(bytes, {}); }

Restored Restorer::restore(std::string_view bytes, std::string_view charset,
                           std::string_view context) const {
  Restored out;
  Options options = options_;
  if (!charset.empty() && find_charset(charset) != nullptr) options.from = charset;
  auto opened = open_container(bytes, options.from);
  std::optional<Utf16Runs> runs = look_for_utf16(bytes, opened, options);
  if (!opened && !runs && is_binary(bytes)) {
    out.text = bytes;
    out.verdict = Verdict::binary;
    out.charset = "binary";
    out.language = "none";
    return out;
  }
  const bool was_utf8 = opened || is_valid_utf8(bytes);
  if (runs && opened && opened->charset.starts_with("utf-16")) opened.reset();
  if (opened) out.plan.steps.push_back({opened->charset, {}});
  std::string text = opened ? std::move(opened->text) : std::string(bytes);
  if (runs) {
    text = replace_spans(text, runs->spans);
    out.plan.steps.push_back({{}, std::move(runs->spans)});
  }
  const std::optional<CharsetDeclaration> declared = find_charset_declaration(bytes);
  if (options.from.empty() && declared) options.from = declared->name;
  Document document(std::move(text), options, context);
  document.undo_escapes();
  // Converters tear apart what noise leaves whole, so it goes first; where the page was misread as
  // well, nothing is to be seen of it before.
  document.remove_noise();
  if (document.undo_damage()) document.remove_noise();
  document.repair_code_points();
  document.infer_lost();
  out.language = document.language();
  if (options_.to == Script::zh_hans) document.simplify();
  out.text = document.text();
  for (Step& step : document.take_steps()) out.plan.steps.push_back(std::move(step));
  out.charset = runs ? std::string(runs->charset)
                     : name_charset(out.plan, was_utf8,
                                    !was_utf8 && count_utf8(bytes).is_for_the_most_part());
  out.counts = count_changes(out);
  out.verdict = judge(out, document);
  out.confidence = weigh_confidence(out);
  if (options_.mark) {
    Step marks{{}, mark_inferred(out)};
    out.text = replace_spans(out.text, marks.spans);
    if (!marks.spans.empty()) out.plan.steps.push_back(std::move(marks));
  }
  if (!out.plan.empty() && document.is_well_formed()) declare_utf8(out);
  return out;
}

}  // namespace fuyuan
