#include "cli/ordered_work.hpp"

#include <csignal>

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

namespace fuyuan::cli {
namespace {

/// What may be under way at once: enough to keep the threads busy, little enough for memory.
constexpr std::size_t kMostTasks = 4096;
constexpr std::size_t kMostBytes = std::size_t{8} << 20;

}  // namespace

struct OrderedWork::Task {
  std::size_t bytes = 0;
  Job job;
  Finish finish;
  std::exception_ptr error;
  bool is_done = false;
};

OrderedWork::OrderedWork(unsigned threads) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  if (threads == 1) return;
  try {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run_thread(); });
  } catch (const std::system_error&) {
    // The system gives no more of them: what comes out does not depend on how many there are.
  }
}

OrderedWork::~OrderedWork() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    waiting_.clear();
  }
  begun_or_stopped_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void OrderedWork::run_thread() {
  // Signals are for the calling thread: only there are they held back while a file is being made.
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
  std::unique_lock lock(mutex_);
  while (true) {
    begun_or_stopped_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
    if (is_stopping_) return;
    Task* task = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    try {
      task->finish = task->job();
    } catch (...) {
      task->error = std::current_exception();
    }
    task->job = nullptr;
    lock.lock();
    task->is_done = true;
    done_.notify_one();
  }
}

void OrderedWork::add(std::size_t bytes, Job job) {
  if (threads_.empty()) {
    if (const Finish finish = job()) run(finish);
    return;
  }
  make_room(bytes);
  auto task = std::make_unique<Task>();
  task->bytes = bytes;
  task->job = std::move(job);
  bytes_ += bytes;
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(task.get());
  }
  tasks_.push_back(std::move(task));
  begun_or_stopped_.notify_one();
  finish_what_is_done();
}

void OrderedWork::run(const Finish& finish) {
  const bool was_finishing = std::exchange(is_finishing_, true);
  try {
    finish();
  } catch (...) {
    is_finishing_ = was_finishing;
    throw;
  }
  is_finishing_ = was_finishing;
}

void OrderedWork::finish_what_is_done() {
  while (is_front_done()) finish_front();
}

void OrderedWork::make_room(std::size_t bytes) {
  while (!tasks_.empty() && (tasks_.size() >= kMostTasks || bytes_ + bytes > kMostBytes)) {
    finish_front();
  }
}

void OrderedWork::add_finish(std::size_t bytes, Finish finish) {
  // What a finish adds belongs to its own place: whatever waits behind it comes later.
  if (is_finishing_) {
    finish();
    return;
  }
  make_room(bytes);
  if (tasks_.empty()) {
    run(finish);
    return;
  }
  auto task = std::make_unique<Task>();
  task->bytes = bytes;
  task->finish = std::move(finish);
  task->is_done = true;
  bytes_ += bytes;
  tasks_.push_back(std::move(task));
  finish_what_is_done();
}

bool OrderedWork::is_front_done() {
  if (tasks_.empty()) return false;
  const std::lock_guard lock(mutex_);
  return tasks_.front()->is_done;
}

void OrderedWork::drain() {
  while (!tasks_.empty()) finish_front();
}

void OrderedWork::finish_front() {
  Task& front = *tasks_.front();
  {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return front.is_done; });
  }
  const std::unique_ptr<Task> task = std::move(tasks_.front());
  tasks_.pop_front();
  bytes_ -= task->bytes;
  if (task->error) std::rethrow_exception(task->error);
  if (task->finish) run(task->finish);
}

}  // namespace fuyuan::cli
