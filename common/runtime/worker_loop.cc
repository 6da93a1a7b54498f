#include "common/runtime/worker_loop.h"

#include <pthread.h>

#include <algorithm>
#include <random>

#include "common/log/log.h"
#include "common/status/view.h"
#include "prometheus/counter.h"

namespace tancua::runtime {
namespace {

constexpr absl::Duration kLongestPause = absl::Minutes(1);

prometheus::Counter& Count(prometheus::Registry& metrics, const char* name, const char* help,
                           const std::string& worker) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(metrics).Add(
      {{"worker", worker}});
}

}  // namespace

WorkerLoop::WorkerLoop(Worker worker, prometheus::Registry& metrics)
    : worker_(std::move(worker)),
      done_(Count(metrics, "tancua_runtime_worker_items_total", "Things that a worker has done",
                  worker_.name)),
      failed_(Count(metrics, "tancua_runtime_worker_failures_total",
                    "Batches that a worker has failed", worker_.name)) {}

void WorkerLoop::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void WorkerLoop::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void WorkerLoop::Loop() {
  pthread_setname_np(pthread_self(),
                     worker_.name.substr(0, 15).c_str());  // the kernel keeps no more
  int failures = 0;
  absl::Duration pause = absl::ZeroDuration();
  while (!WaitForStop(pause)) {
    auto done = worker_.run_once();
    if (!done.ok()) {
      ++failures;
      failed_.Increment();
      log::Warning("worker.failed", {{"worker", worker_.name},
                                     {"failures", failures},
                                     {"cause", StdView(done.status().message())}});
      pause = Pause(failures);
      continue;
    }
    failures = 0;
    done_.Increment(*done);
    pause = *done > 0 ? absl::ZeroDuration() : Pause(0);
  }
}

absl::Duration WorkerLoop::Pause(int failures) const {
  static thread_local std::minstd_rand random(std::random_device{}());
  const double jitter = std::uniform_real_distribution<double>(0.8, 1.2)(random);
  absl::Duration pause = worker_.interval;
  if (failures > 0) {
    pause = std::max(pause, absl::Milliseconds(100)) * (1 << std::min(failures, 10));
    pause = std::min(pause, kLongestPause);
  }
  return pause * jitter;
}

bool WorkerLoop::WaitForStop(absl::Duration timeout) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), timeout);
}

}  // namespace tancua::runtime
