#include "common/http/handler_pool.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

namespace tancua::http {
HandlerPool::~HandlerPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    for (Worker* worker : idle_) worker->wake.Signal();
  }
  // No thread retires any more: the lists are stable.
  JoinRetired();
  for (auto& worker : workers_) worker->thread.join();
}

void HandlerPool::Push(std::shared_ptr<Task> task) {
  absl::MutexLock lock(&mutex_);
  queue_.push_back(std::move(task));
  WakeOne();
}

int HandlerPool::threads() const {
  absl::MutexLock lock(&mutex_);
  return static_cast<int>(workers_.size());
}

void HandlerPool::WakeOne() {
  if (waking_) return;
  if (!idle_.empty()) {
    Worker* worker = idle_.back();
    idle_.pop_back();
    worker->woken = true;
    worker->wake.Signal();
  } else if (static_cast<int>(workers_.size()) < max_threads_) {
    Worker& worker = *workers_.emplace_back(std::make_unique<Worker>());
    worker.woken = true;
    worker.thread = std::thread([this, &worker] { Run(worker); });
  } else {
    return;
  }
  waking_ = true;
}

void HandlerPool::Run(Worker& worker) {
  pthread_setname_np(pthread_self(), "http-handler");
  while (auto task = Take(worker)) task->Run();
}

std::shared_ptr<HandlerPool::Task> HandlerPool::Take(Worker& worker) {
  absl::MutexLock lock(&mutex_);
  NoteAwake(worker);
  while (queue_.empty()) {
    if (stopping_ || !WaitIdle(worker)) return nullptr;
    NoteAwake(worker);
  }
  auto task = std::move(queue_.front());
  queue_.pop_front();
  if (!queue_.empty()) WakeOne();
  return task;
}

void HandlerPool::NoteAwake(Worker& worker) {
  if (std::exchange(worker.woken, false)) waking_ = false;
}

// False when the thread was idle for so long that it retired.
bool HandlerPool::WaitIdle(Worker& worker) {
  idle_.push_back(&worker);
  while (!worker.woken && !stopping_) {
    const bool timed_out = worker.wake.WaitWithTimeout(&mutex_, idle_life_);
    if (!timed_out || worker.woken || stopping_) continue;
    Retire(worker);
    return false;
  }
  return true;
}

void HandlerPool::Retire(Worker& worker) {
  idle_.erase(std::find(idle_.begin(), idle_.end(), &worker));
  // A thread cannot join itself: the next that retires, or the destructor, does it.
  for (auto& earlier : retired_) earlier->thread.join();
  retired_.clear();
  const auto self = std::find_if(workers_.begin(), workers_.end(),
                                 [&](const auto& other) { return other.get() == &worker; });
  retired_.push_back(std::move(*self));
  workers_.erase(self);
}

void HandlerPool::JoinRetired() {
  std::vector<std::unique_ptr<Worker>> retired;
  {
    absl::MutexLock lock(&mutex_);
    retired.swap(retired_);
  }
  for (auto& worker : retired) worker->thread.join();
}

}  // namespace tancua::http
