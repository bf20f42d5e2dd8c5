#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "archive/header_block.hpp"
#include "archive/spool.hpp"
#include "archive/warc_source.hpp"

namespace fuyuan {

/// A record between reading and writing.
class WarcRecord {
 public:
  explicit WarcRecord(HeaderBlock header) : header_(std::move(header)) {}

  const HeaderBlock& header() const { return header_; }
  /// What a report calls it.
  std::string name() const;
  /// Whether its type is one that holds what was found on the web.
  bool has_payload() const;
  /// Its block is an HTTP response.
  bool is_http() const;
  /// The digest that stands in it and could not be written anew, if there is one.
  std::optional<std::string> strange_digest() const;

  void set_http_header(HeaderBlock http) { http_ = std::move(http); }
  const std::optional<HeaderBlock>& http_header() const { return http_; }
  /// What is said of the payload's type and charset.
  std::string content_type() const;

  void keep(WarcSource::Kept kept) { kept_ = std::move(kept); }
  void set_payload(std::shared_ptr<const Spool> payload) { payload_ = std::move(payload); }
  const Spool* payload() const { return payload_.get(); }
  /// Where the restored payload goes.
  Spool& result() { return result_; }
  /// What it takes of the memory until it is written.
  std::size_t held() const;

  /// Writes it as it was, or with the new payload.
  void write(ByteSink& out, bool is_packed);

 private:
  void update_http();
  void update_header();
  void write_changed(ByteSink& out);

  HeaderBlock header_;
  std::optional<HeaderBlock> http_;
  WarcSource::Kept kept_;
  std::shared_ptr<const Spool> payload_;  ///< unwrapped; null: not to be restored
  Spool result_;
};

}  // namespace fuyuan
