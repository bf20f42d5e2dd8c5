#include "cli/input_run.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/plain_format.hpp"
#include "catch.hpp"
#include "cli/session.hpp"
#include "unit/allocation.hpp"
#include "unit/archive_helpers.hpp"

namespace {

using fuyuan::cli::CommonOptions;
using fuyuan::cli::InputRun;
using fuyuan::cli::Session;
using fuyuan::testing::StringSource;

/// An input of two documents, the second of which takes too much memory.
class TooMuch final : public fuyuan::DocumentFormat {
 public:
  static constexpr std::size_t kMost = std::size_t{4} << 20;

  void restore(const std::string&, fuyuan::PeekSource&, fuyuan::DocumentRun& run) const override {
    const auto take = [&run](const fuyuan::Restored& restored) { run.out().write(restored.text); };
    run.restore("1", "first\n", {}, take);
    run.restore("2", std::string(kMost + 1, 'x'), {}, take);
  }
};

}  // namespace

TEST_CASE("A document that cannot be restored fails its own input and no other", "[input_run]") {
  for (const unsigned threads : {1U, 2U}) {
    CAPTURE(threads);
    CommonOptions options;
    options.threads = threads;
    Session session(options);
    static_cast<void>(session.restorer().restore("温度"));  // takes what it keeps
    fuyuan::StringSink bad_out;
    fuyuan::StringSink good_out;
    const auto bad = std::make_shared<InputRun>(session, options.format, "bad.txt", bad_out);
    const auto good = std::make_shared<InputRun>(session, options.format, "good.txt", good_out);
    std::vector<std::string> finished;
    {
      const fuyuan::testing::AllocationLimit limit(TooMuch::kMost + 4096);
      StringSource nothing("");
      fuyuan::PeekSource bad_in(nothing);
      StringSource text("今天下午开会。\n");
      fuyuan::PeekSource good_in(text);
      bad->read(TooMuch(), bad_in);
      bad->then([&] { finished.emplace_back("bad.txt"); });
      good->read(fuyuan::PlainFormat(), good_in);
      good->then([&] { finished.emplace_back("good.txt"); });
      session.work().drain();
    }
    CHECK(finished == std::vector<std::string>{"good.txt"});
    CHECK(session.totals().failures == std::vector<std::string>{"bad.txt"});
    CHECK(bad_out.text() == "first\n");
    CHECK(good_out.text() == "今天下午开会。\n");
  }
}
