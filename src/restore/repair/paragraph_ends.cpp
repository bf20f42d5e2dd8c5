#include "restore/repair/paragraph_ends.hpp"

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Nats for each: behind a full stop line ends are ten times as common as blanks before Chinese.
constexpr double kLineEnd = 2.3;

/// Whether a blank between a full stop and what may begin a paragraph stands there.
bool is_behind_stop(std::u32string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && text[at] == U' ' && text[at - 1] == U'。' &&
         text[at + 1] >= 0x80;
}

struct Blanks {
  std::size_t guessed = 0;
  std::size_t shown = 0;
};

Blanks count_blanks(std::u32string_view line, const std::vector<LineSpan>& spans) {
  Blanks blanks;
  const std::u32string text = apply_spans(line, spans);
  const std::u32string known = apply_known(line, spans);
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (is_behind_stop(text, at)) ++(known[at] == kReplacement ? blanks.guessed : blanks.shown);
  }
  return blanks;
}

}  // namespace

bool ParagraphEnds::guesses_blank(std::u32string_view line, const std::vector<LineSpan>& spans) {
  return count_blanks(line, spans).guessed > 0;
}

void ParagraphEnds::add(std::u32string_view line, const std::vector<LineSpan>& spans) {
  const Blanks blanks = count_blanks(line, spans);
  guessed_ += blanks.guessed;
  shown_ += blanks.shown;
}

void ParagraphEnds::add_healthy(std::string_view text) {
  constexpr std::string_view kStop = "。 ";
  for (std::size_t at = text.find(kStop); at != std::string_view::npos;
       at = text.find(kStop, at + kStop.size())) {
    ++shown_;
  }
}

double ParagraphEnds::weigh() const {
  // Every other full stop has its last byte in a mark, if what follows is ASCII.
  return kLineEnd * (static_cast<double>(guessed_) - static_cast<double>(shown_));
}

}  // namespace fuyuan
