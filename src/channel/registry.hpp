#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"
#include "channel/escape.hpp"
#include "channel/misread.hpp"
#include "channel/noise.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// All channels there are, each made once, on first use. A new kind of damage is a row here.
class Registry {
 public:
  /// The channels over the embedded model.
  static const Registry& instance();

  explicit Registry(const LanguageModel& model);

  std::span<const std::unique_ptr<Channel>> all() const { return channels_; }
  /// The channel of that name, or nullptr.
  const Channel* find(std::string_view name) const;
  /// The same among the misreads and raw charsets.
  const Misread* find_misread(std::string_view name) const;

  const Channel& identity() const { return *channels_.front(); }
  /// Bytes of one charset decoded as another.
  std::span<const Misread* const> misreads() const { return misreads_; }
  /// Legacy charsets that were not decoded at all.
  std::span<const Misread* const> raw() const { return raw_; }
  /// Text in ASCII notations that nobody read back.
  std::span<const Escape* const> escapes() const { return escapes_; }
  /// What was put into pages on purpose.
  std::span<const Noise* const> noises() const { return noises_; }

 private:
  void add_misreads(const LanguageModel& model);
  void add_escapes(const LanguageModel& model);
  void add_noises(const LanguageModel& model);

  std::vector<std::unique_ptr<Channel>> channels_;
  std::vector<const Misread*> misreads_;
  std::vector<const Misread*> raw_;
  std::vector<const Escape*> escapes_;
  std::vector<const Noise*> noises_;
};

}  // namespace fuyuan
