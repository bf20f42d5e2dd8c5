#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/language_model.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Characters: pairs read as other pairs come to anything, where they are fewer.
inline constexpr std::size_t kEnoughToJudge = 4;

/// Whether there is as much kana in it as in Japanese.
bool is_of_kana(std::u32string_view line);

// What there is to judge a span by. `symbols`: what stood there. `kind`: of its channel.

/// The symbols that tell of damage. Those that come back as themselves do not (kana are the same
/// bytes in EUC-JP and in GBK), and neither does the no-break space, which healthy text is full of.
std::u32string find_telling(std::u32string_view symbols, const LineSpan& span,
                            const ChannelKind& kind);

/// ASCII characters that were halves of others.
std::size_t count_absorbed(std::u32string_view before, std::u32string_view after);

/// Whether marks took ASCII with them and stay marks, where there is little beside them to tell
/// what the damage was.
bool takes_ascii_for_nothing(std::u32string_view line, const LineSpan& span);

/// Characters that wrongly cut pairs mostly come to: Han, and whatever user-defined areas hold.
std::size_t count_pairs(std::u32string_view symbols);

/// How many of its characters were guessed. A digit that a mark took along in a frame shift is
/// none: nothing is made of it.
std::size_t count_guesses(const LineSpan& span);

/// What the span becomes, with a digit where one is lost that nobody can name: the model knows them
/// as a class, and the mark for one as nothing that belongs into text.
std::u32string with_digits(const LineSpan& span);

/// Of what was inferred; 0 where nothing was.
double mean_probability(const LineSpan& span);

/// That everything inferred is right.
double probability_of_all(const LineSpan& span);

/// Whether the span begins where one byte was lost and ends with the ASCII character that this left
/// alone, one or two characters later.
bool ends_in_lone_trail(std::u32string_view line, const LineSpan& span, const ChannelKind& kind);

/// Whether two characters side by side were not inferred, and have been seen together.
bool has_known_pair(const LineSpan& span, const LanguageModel& model);

/// Whether nothing was guessed with little ground.
bool are_likely(const LineSpan& span);

/// Whether the span has U+FFFD in it, so that it is no healthy text, and nothing of it stays lost
/// or is guessed with little ground. One alone tells nothing, two in a row are no accident of one
/// byte, and between quotation marks U+FFFD may be shown. Of one or two characters beside the mark
/// all may be healthy: what they are to become must be surer.
bool is_likely_repair_of_loss(const LineSpan& span, std::u32string_view symbols);

/// Whether 锟斤拷 or the like is in the span, or reaches into it: what it stands for is gone, and
/// cutting it anew gives other nonsense.
bool touches_debris(std::u32string_view line, const LineSpan& span);

/// Whether a single letter is taken for two of a character's three bytes, where no mark tells of
/// the third: pinyin has such letters by themselves, in GBK as elsewhere.
bool is_half_letter(std::u32string_view telling, std::u32string_view symbols,
                    const ChannelKind& kind);

/// Whether the symbols by which `wrong` has the second and third bytes of UTF-8 are small letters
/// alone, and as many as would have capitals among them: somebody has changed the case.
bool has_lost_case(std::u32string_view symbols, const Charset& wrong);

/// Whether all that the span explains is marks, one of them beside a digit or a plain letter, and
/// nothing is cut anew: a character of ASCII may be lost there as well.
bool guesses_beside_ascii(std::u32string_view line, const LineSpan& span);

/// Of a repair that gains so much more than it must, in nats.
double confidence_of(double net);

}  // namespace fuyuan
