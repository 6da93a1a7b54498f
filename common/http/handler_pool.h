#pragma once

#include <deque>
#include <list>
#include <memory>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace tancua::http {

// Threads that run tasks which block. A thread is started when a task finds none idle and
// ends when it was idle for a while; the one that was busy last is woken first, so that
// few threads stay warm under light load. At most one thread is on its way out of sleep at
// a time, and wakes the next if it finds more than it can do: a thread that ends its task
// meanwhile takes the work without costing a switch.
class HandlerPool {
 public:
  class Task {
   public:
    virtual ~Task() = default;
    virtual void Run() = 0;
  };

  explicit HandlerPool(int max_threads, absl::Duration idle_life = absl::Seconds(10))
      : max_threads_(max_threads), idle_life_(idle_life) {}
  // Runs what is queued, then joins.
  ~HandlerPool();

  void Push(std::shared_ptr<Task> task);
  [[nodiscard]] int threads() const;

 private:
  struct Worker {
    std::thread thread;
    absl::CondVar wake;
    bool woken = false;
  };

  void Run(Worker& worker);
  void WakeOne() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void NoteAwake(Worker& worker) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Waits for a task; null when the thread should end.
  std::shared_ptr<Task> Take(Worker& worker);
  bool WaitIdle(Worker& worker) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Retire(Worker& worker) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void JoinRetired();

  const int max_threads_;
  const absl::Duration idle_life_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool waking_ ABSL_GUARDED_BY(mutex_) = false;  // a thread was woken and does not run yet
  std::deque<std::shared_ptr<Task>> queue_ ABSL_GUARDED_BY(mutex_);
  std::vector<Worker*> idle_ ABSL_GUARDED_BY(mutex_);  // the last was busy last
  std::list<std::unique_ptr<Worker>> workers_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<Worker>> retired_ ABSL_GUARDED_BY(mutex_);  // to be joined
};

}  // namespace tancua::http
