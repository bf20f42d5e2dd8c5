#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "channel/alteration.hpp"
#include "channel/channel.hpp"
#include "channel/escape.hpp"
#include "channel/misread.hpp"
#include "channel/noise.hpp"
#include "channel/saved_as.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// All channels there are, each made once. A new kind of damage is a row here. What undoes damage
/// needs large tables, which healthy text never asks for: those channels are made together, always
/// in the same order, when the first of them is wanted. Safe to share between threads.
class Registry {
 public:
  /// The channels over the embedded model.
  static const Registry& instance();

  explicit Registry(const LanguageModel& model);

  std::span<const Channel* const> all() const { return damage().all; }
  /// The channel of that name, or nullptr.
  const Channel* find(std::string_view name) const;
  /// The same among the misreads and raw charsets.
  const Misread* find_misread(std::string_view name) const;

  const Channel& identity() const { return *channels_.front(); }
  /// Bytes of one charset decoded as another.
  std::span<const Misread* const> misreads() const { return damage().misreads; }
  /// Legacy charsets that were not decoded at all.
  std::span<const Misread* const> raw() const { return damage().raw; }
  /// Charsets that lacked some of the text.
  std::span<const SavedAs* const> saved_as() const { return damage().saved_as; }
  /// What befell misread text as if it were text.
  std::span<const Alteration* const> alterations() const { return damage().alterations; }
  /// Text in ASCII notations that nobody read back.
  std::span<const Escape* const> escapes() const { return escapes_; }
  /// What was put into pages on purpose.
  std::span<const Noise* const> noises() const { return noises_; }

 private:
  struct Damage {
    std::vector<std::unique_ptr<Channel>> channels;
    std::vector<const Misread*> misreads;
    std::vector<const Misread*> raw;
    std::vector<const SavedAs*> saved_as;
    std::vector<const Alteration*> alterations;
    std::vector<const Channel*> all;  ///< those of the registry itself as well
    std::unordered_map<std::string_view, const Channel*> by_name;
  };

  const Damage& damage() const;
  void make_damage() const;
  void add_misreads() const;
  /// `wrong`: empty for raw bytes; "guess", and a charset for elsewhere, for a decoder that
  /// guesses.
  void add_misread(Misread::Facts facts, std::string_view original, std::string_view wrong,
                   const char* variant) const;
  void add_alterations() const;
  void add_escapes();
  void add_noises();

  const LanguageModel& model_;
  std::vector<std::unique_ptr<Channel>> channels_;
  std::vector<const Escape*> escapes_;
  std::vector<const Noise*> noises_;
  mutable std::once_flag is_damage_made_;
  mutable Damage damage_;
};

/// The channel's name without what tells browsers' Big5 from others': they differ in few
/// characters, and lines of one document may go by either.
std::string_view without_variant(std::string_view channel);

}  // namespace fuyuan
