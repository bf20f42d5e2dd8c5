#include "archive/plain_format.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "archive/block_cutter.hpp"
#include "archive/piece_summary.hpp"
#include "archive/spool.hpp"
#include "restore/reading/charset_declaration.hpp"
#include "restore/reading/container.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBlock = std::size_t{2} << 20;
constexpr std::size_t kHead = 4096;
constexpr std::size_t kLeast = 4096;

std::string read_up_to(PeekSource& in, std::size_t size) {
  std::string out;
  std::size_t filled = 0;
  while (filled < size) {
    // Most files are small, and thousands of them may wait: none takes more than it needs.
    if (filled == out.size()) out.resize(std::min(size, filled * 2 + kLeast));
    const std::size_t got = in.read(out.data() + filled, out.size() - filled);
    if (got == 0) break;
    filled += got;
  }
  out.resize(filled);
  if (out.capacity() > 2 * filled) out.shrink_to_fit();
  return out;
}

/// Writes the pieces of one document. Where one of them changed, the charset that the first
/// declares is put right, too, although nothing else of the first may have changed.
class PieceWriter {
 public:
  explicit PieceWriter(DocumentRun& run) : run_(run) {}

  void take(const Restored& piece) {
    const bool is_changed = !piece.plan.empty();
    summary_.add(piece, is_changed);
    if (std::exchange(is_first_, false) && !is_changed &&
        !find_legacy_declarations(piece.text).empty()) {
      first_ = piece.text;
    } else if (first_ && !is_changed) {
      held_.write(piece.text);
    } else {
      if (first_) release(true);
      run_.out().write(piece.text);
    }
  }

  void finish() {
    if (first_) release(false);
    run_.record("", summary_.restored(), summary_.changed());
  }

 private:
  void release(bool is_changed) {
    const std::string_view first = *first_;
    std::size_t copied = 0;
    if (is_changed) {
      for (const CharsetDeclaration& declared : find_legacy_declarations(first)) {
        run_.out().write(first.substr(copied, declared.begin - copied));
        run_.out().write("utf-8");
        copied = declared.end;
      }
    }
    run_.out().write(first.substr(copied));
    held_.replay([&](std::string_view bytes) { run_.out().write(bytes); });
    first_.reset();
  }

  DocumentRun& run_;
  PieceSummary summary_;
  bool is_first_ = true;
  std::optional<std::string> first_;  ///< while it is not known whether anything changes
  Spool held_;                        ///< what comes after it
};

void pass_binary(std::string block, PeekSource& in, DocumentRun& run) {
  while (!block.empty()) {
    const std::size_t size = block.size();
    run.then_holding(size, [&run, block = std::move(block)] { run.out().write(block); });
    block = read_up_to(in, kBlock);
  }
  run.then([&run] {
    Restored binary;
    binary.verdict = Verdict::binary;
    binary.charset = "binary";
    binary.language = "none";
    run.record("", binary, false);
  });
}

}  // namespace

void PlainFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  static_cast<void>(name);
  std::string block = read_up_to(in, kBlock);
  if (block.size() < kBlock) {
    run.restore("", std::move(block), {charset_, {}},
                [&run](const Restored& restored) { run.out().write(restored.text); });
    return;
  }
  const std::string_view head = std::string_view(block).substr(0, kHead);
  const BlockCutter cutter(head, run.hint().empty() ? charset_ : run.hint());
  if (!cutter.is_container() && is_binary(head)) {
    pass_binary(std::move(block), in, run);
    return;
  }
  DocumentHints hints{charset_, {}};
  // What the first piece says of itself holds for the others.
  const auto declared = find_charset_declaration(head);
  if (hints.charset.empty() && declared) hints.charset = declared->name;
  const auto writer = std::make_shared<PieceWriter>(run);
  std::string rest;
  bool is_first = true;
  while (!block.empty()) {
    const bool is_last = block.size() < kBlock;
    const std::size_t cut = is_last ? block.size() : cutter.find_cut(block);
    rest = block.substr(cut);
    block.resize(cut);
    if (!is_first) block.insert(0, cutter.mark());
    run.restore_piece("", std::move(block), hints,
                      [writer](const Restored& piece) { writer->take(piece); });
    is_first = false;
    block = std::move(rest);
    if (is_last) break;
    block += read_up_to(in, kBlock - block.size());
  }
  run.then([writer] { writer->finish(); });
}

}  // namespace fuyuan
