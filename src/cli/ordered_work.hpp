#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace fuyuan::cli {

/// Does work on several threads and finishes it in the order in which it came: what a job returns
/// is called on the thread that called `add` or `drain`, one after another. With one thread
/// everything happens at once, in `add`. An exception of a job or of its finish comes out of `add`
/// or `drain`; what is still waiting is then lost.
class OrderedWork {
 public:
  using Finish = std::function<void()>;
  using Job = std::function<Finish()>;

  /// `threads`: 0 for as many as there are cores.
  explicit OrderedWork(unsigned threads);
  ~OrderedWork();
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  /// `bytes`: how much memory the job holds. Waits where too much is under way.
  void add(std::size_t bytes, Job job);
  /// Nothing to do but to finish, when all before is finished. Called by a finish: at once, before
  /// all that waits behind that one. A finish may not call `add` or `drain`.
  void add_finish(std::size_t bytes, Finish finish);
  void drain();

 private:
  struct Task;

  void run_thread();
  void run(const Finish& finish);
  void finish_what_is_done();
  void make_room(std::size_t bytes);
  bool is_front_done();
  void finish_front();

  std::vector<std::thread> threads_;
  std::deque<std::unique_ptr<Task>> tasks_;  ///< in order; only the calling thread takes away
  std::deque<Task*> waiting_;                ///< those that no thread has begun
  std::size_t bytes_ = 0;                    ///< held by tasks_
  std::mutex mutex_;
  std::condition_variable begun_or_stopped_;
  std::condition_variable done_;
  bool is_stopping_ = false;
  bool is_finishing_ = false;  ///< a finish is being called
};

}  // namespace fuyuan::cli
