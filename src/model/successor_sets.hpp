#pragma once

#include <cstdint>
#include <vector>

#include "model/language_model.hpp"
#include "model/successor_set.hpp"

namespace fuyuan {

/// The sets that were asked for lately: hypotheses side by side end in the same few tokens. Each
/// thread has its own.
class SuccessorSets {
 public:
  static SuccessorSets& of_thread() {
    thread_local SuccessorSets sets;
    return sets;
  }

  /// What follows `token`. Valid until the next call.
  const SuccessorSet& of(const LanguageModel& model, Token token) {
    Entry& entry = entries_[token % kEntries];
    if (entry.model != model.id() || entry.token != token) {
      entry.set.assign(model.successors(token));
      entry.model = model.id();
      entry.token = token;
    }
    return entry.set;
  }

 private:
  static constexpr std::size_t kEntries = 4096;

  struct Entry {
    SuccessorSet set;
    std::uint32_t model = 0;  ///< 0: none
    Token token = 0;
  };

  std::vector<Entry> entries_ = std::vector<Entry>(kEntries);
};

}  // namespace fuyuan
