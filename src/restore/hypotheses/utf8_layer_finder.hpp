#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Finds the last of several misreads that a document went through, where that was one of UTF-8. No
/// other bytes are UTF-8 from end to end, whether or not what comes out makes sense yet; a line of
/// it alone may be too short to tell.
class Utf8LayerFinder {
 public:
  explicit Utf8LayerFinder(const LanguageModel& model) : model_(model) {}

  /// A suspicious line, which must outlive the finder. Beyond the first lines none is asked: what
  /// they went through, all did.
  void add(std::u32string_view line) {
    if (lines_.size() < kLinesAsked) lines_.push_back(line);
  }

  /// The channel below whose text another one is found. nullptr where what comes out reads well as
  /// it is, which is no matter of layers, or not all but a few lines come of the channel.
  const Misread* find() const { return find_best(kMostLayers).channel; }

  /// The line without the layer, if all of it comes of that. A blank within a character's bytes was
  /// a no-break space once.
  static std::optional<std::u32string> undo(const Misread& channel, std::u32string_view line);

 private:
  static constexpr std::size_t kLinesAsked = 40;
  static constexpr int kMostLayers = 3;

  struct Layer {
    const Misread* channel = nullptr;
    std::vector<std::u32string> texts;  ///< of the lines that come of it
    std::size_t characters = 0;         ///< that are not ASCII
  };

  struct Best {
    const Misread* channel = nullptr;
    double gain = 0;  ///< nats, once all layers below are undone as well
  };

  Best find_best(int most_layers) const;
  std::optional<Layer> find_layer(const Misread& channel) const;
  /// Nats that undoing one more misread gains on the texts; 0 where none reads well.
  double gain_below(const Layer& layer) const;

  const LanguageModel& model_;
  std::vector<std::u32string_view> lines_;
};

}  // namespace fuyuan
