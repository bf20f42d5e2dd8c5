#pragma once

#include "channel/noise.hpp"

namespace fuyuan {

/// The markup of ruby notes in what is plain text otherwise:
/// `<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>`. Among other markup it is meant.
class RubyMarkup : public Noise {
 public:
  std::string_view name() const override { return "ruby-markup"; }
  std::string_view summary() const override {
    return "the markup of ruby notes in plain text: <ruby>漢<rt>hàn</rt></ruby>";
  }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
  std::vector<Place> find(std::u32string_view line) const override;
  std::u32string_view content(std::u32string_view line, const Place& place) const override {
    return line.substr(place.begin, place.end - place.begin + 1);  // the annotated character
  }
  bool is_often_meant() const override { return true; }
  std::size_t least_places() const override { return 2; }
  std::size_t least_share() const override { return 98; }
};

}  // namespace fuyuan
