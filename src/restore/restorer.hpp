#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// Fuyuan as a library: a broken document in, the restored one out, with the plan of what was done.
///
///     const fuyuan::Restorer restorer;
///     const fuyuan::Restored restored = restorer.restore(bytes);
///     std::cout << restored.text;
///
/// A Restorer is immutable; share one between threads. `restore` is deterministic, takes any bytes,
/// and never throws on account of them.

/// What is said of a document, from the best to the worst.
enum class Verdict : std::uint8_t {
  clean,       ///< nothing to do: the text is the input, byte for byte
  decoded,     ///< only the charset or the script changed
  restored,    ///< damage undone, nothing lost
  inferred,    ///< some characters were destroyed and supplied from context
  partial,     ///< some characters are lost: U+FFFD stands in their place, or nothing at all
  unrepaired,  ///< looks broken, but no explanation is good enough: left as found
  binary,      ///< not text: left as found
};

inline constexpr std::size_t kVerdictCount = static_cast<std::size_t>(Verdict::binary) + 1;

/// "clean", "decoded", …
std::string_view verdict_name(Verdict verdict) noexcept;

enum class Script : std::uint8_t { keep, zh_hans };

struct Options {
  Script to = Script::zh_hans;  ///< Chinese comes out Simplified; other languages are never touched
  std::string from;             ///< a charset the input is said to be in: a hint, not an order
  bool strict = false;          ///< nothing is inferred
  double infer = 0.15;  ///< the least probability for an inferred character, 0–1; below it: U+FFFD
  bool mark = false;    ///< inferred characters stand between ⟦ and ⟧
  /// Undo `&#20320;`, `\u4f60`, `%E4%BD%A0` and so on everywhere. Without it they are undone where
  /// a document is nothing but escapes, and left alone in code, JSON, web addresses and mail.
  bool escapes = false;
  /// Take out readings behind characters that no converter left there: 工(gōng)具, 漢(ㄏㄢˋ), ruby.
  /// Teaching text is full of them.
  bool notes = false;
};

/// A character supplied from context.
struct InferredCharacter {
  std::size_t offset = 0;  ///< in code points from the beginning of its span's `after`
  char32_t character = 0;  ///< U+FFFD if it stayed lost
  char32_t best = 0;       ///< the best guess, also where it was not sure enough to be used
  double probability = 0;  ///< of the best guess, 0–1
};

/// A stretch of one step's input that was replaced.
struct Span {
  std::size_t begin = 0;  ///< byte offsets into the step's input
  std::size_t end = 0;
  std::size_t line = 0;   ///< from 1
  std::string channel;    ///< see Channel::name
  std::string before;     ///< the bytes replaced
  std::string after;      ///< UTF-8
  double confidence = 1;  ///< that the channel is right, 0–1
  std::vector<InferredCharacter> inferred;
};

/// One pass over the document: spans in order, not overlapping. A pass whose `decode` is not empty
/// instead turns the whole document from that charset into UTF-8.
struct Step {
  std::string decode;
  std::vector<Span> spans;
};

/// What turned the observed into the original: replayable.
struct Plan {
  std::vector<Step> steps;

  bool empty() const { return steps.empty(); }
  /// Does to `input` what was done to the document the plan was made for. Throws std::runtime_error
  /// where `input` is not what the plan expects.
  std::string apply(std::string_view input) const;
  std::string to_json() const;
};

struct Counts {
  std::size_t characters = 0;  ///< of the restored text
  std::size_t restored = 0;    ///< characters brought back with certainty
  std::size_t inferred = 0;    ///< characters supplied from context
  std::size_t lost = 0;        ///< characters given up: U+FFFD
  std::size_t converted = 0;   ///< Traditional characters turned Simplified
};

struct Restored {
  std::string text;
  Verdict verdict = Verdict::clean;
  std::string charset;    ///< of the input: "utf-8", "gb18030", "mixed", …
  std::string language;   ///< "zh-Hans", "zh-Hant", "ja", "ko", "other", "none"
  double confidence = 1;  ///< of the verdict as a whole, 0–1; what is lost counts as 0
  Plan plan;
  bool has_plan = true;  ///< false: restored in pieces, and what was done to each is not kept
  Counts counts;
};

class Restorer {
 public:
  explicit Restorer(Options options = {});

  Restored restore(std::string_view bytes) const;
  /// `charset`: what this document is said to be in; as Options::from, for it alone. Empty: as the
  /// options say. `context`: what stands around the document, as it was found, the nearest lines
  /// first: where the document is broken, how they are broken is evidence.
  Restored restore(std::string_view bytes, std::string_view charset,
                   std::string_view context = {}) const;

 private:
  Options options_;
};

}  // namespace fuyuan
