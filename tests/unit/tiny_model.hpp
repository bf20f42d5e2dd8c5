#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/language_model.hpp"
#include "model/trainer.hpp"

namespace fuyuan::testing {

/// Some eight hundred characters of plain text, written for the tests.
inline constexpr const char* kTinyText =
    "今天天气很好，我们去公园散步。公园里有很多人，孩子们在草地上跑来跑去。\n"
    "今天早上下了一点雨，公园里的草地还是湿的。我们沿着湖边慢慢地走。\n"
    "湖边有一棵很大的柳树，柳树下面坐着几位老人。老人们在下棋，旁边的人在看。\n"
    "我们在湖边坐了一会儿，吃了一点东西，又去看花。公园里的花开得很好。\n"
    "中午天气热了，我们回家吃饭。吃饭的时候，孩子们说下午还想去公园。\n"
    "下午我们没有去公园，在家里看书。我看了一本很好的书，书里说的是一位老人的故事。\n"
    "故事里的老人住在湖边，天天去湖边散步，看花，看人下棋。\n"
    "晚上天气凉快了，我们又去公园散步。公园里的人比早上还多。\n"
    "The weather is good today, and we go to the park. The park is full of people.\n"
    "我们都说，今天是很好的一天。明天如果天气好，我们还去公园。\n";

/// Bytes in memory that a model can be read from in place.
class ModelBytes {
 public:
  explicit ModelBytes(const std::string& bytes) : storage_(bytes.size() / 8 + 1) {
    std::memcpy(storage_.data(), bytes.data(), bytes.size());
    size_ = bytes.size();
  }
  std::span<const unsigned char> view() const {
    return {reinterpret_cast<const unsigned char*>(storage_.data()), size_};
  }

 private:
  std::vector<std::uint64_t> storage_;  // eight-byte alignment
  std::size_t size_ = 0;
};

inline std::string train_tiny_model(int order = 4) {
  TrainerOptions options;
  options.order = order;
  options.max_bytes = 4'000'000;
  options.min_character_count = 2;
  options.min_bigram_count = 1;
  options.min_trigram_count = 1;
  options.min_fourgram_count = 1;
  Trainer trainer(options);
  trainer.add("tiny", kTinyText);
  return trainer.train();
}

}  // namespace fuyuan::testing
