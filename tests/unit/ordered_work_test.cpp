#include "cli/ordered_work.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "catch.hpp"

namespace {

using fuyuan::cli::OrderedWork;

TEST_CASE("Work is finished in the order in which it came, however long each takes",
          "[ordered_work]") {
  for (const unsigned threads : {1U, 2U, 4U}) {
    std::vector<int> finished;
    OrderedWork work(threads);
    for (int i = 0; i < 40; ++i) {
      work.add(1, [i, &finished]() -> OrderedWork::Finish {
        std::this_thread::sleep_for(std::chrono::microseconds(i % 4 == 0 ? 900 : 10));
        return [i, &finished] { finished.push_back(i); };
      });
    }
    work.drain();
    REQUIRE(finished.size() == 40);
    for (int i = 0; i < 40; ++i) CHECK(finished[static_cast<std::size_t>(i)] == i);
  }
}

TEST_CASE("What a finish adds is done at once, before what waits behind it", "[ordered_work]") {
  for (const unsigned threads : {1U, 2U, 4U}) {
    std::vector<int> finished;
    OrderedWork work(threads);
    for (int i = 0; i < 20; ++i) {
      work.add(1, [i, &finished, &work]() -> OrderedWork::Finish {
        // The first is slow: the others are all done when its turn comes.
        if (i == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return [i, &finished, &work] {
          work.add_finish(0, [i, &finished] { finished.push_back(3 * i); });
          finished.push_back(3 * i + 1);
        };
      });
      work.add_finish(0, [i, &finished] { finished.push_back(3 * i + 2); });
    }
    work.drain();
    REQUIRE(finished.size() == 60);
    for (int i = 0; i < 60; ++i) CHECK(finished[static_cast<std::size_t>(i)] == i);
  }
}

TEST_CASE("After a finish that failed, the next are finished in order again", "[ordered_work]") {
  for (const unsigned threads : {1U, 2U}) {
    std::vector<int> finished;
    OrderedWork work(threads);
    CHECK_THROWS_AS(
        [&] {
          work.add_finish(0, [] { throw std::runtime_error("disk full"); });
          work.drain();
        }(),
        std::runtime_error);
    work.add(1, [&finished]() -> OrderedWork::Finish {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      return [&finished] { finished.push_back(1); };
    });
    work.add_finish(0, [&finished] { finished.push_back(2); });
    work.drain();
    CHECK(finished == std::vector<int>{1, 2});
  }
}

}  // namespace
