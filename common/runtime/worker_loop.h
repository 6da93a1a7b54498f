#pragma once

#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/runtime/worker.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// Runs one Worker on a thread of its own until Stop.
class WorkerLoop {
 public:
  WorkerLoop(Worker worker, prometheus::Registry& metrics);
  ~WorkerLoop() { Stop(); }
  void Start();
  // Returns when the batch in hand is done.
  void Stop();

 private:
  void Loop();
  // The pause after `failures` failures in a row; with jitter, so that replicas spread.
  [[nodiscard]] absl::Duration Pause(int failures) const;
  [[nodiscard]] bool WaitForStop(absl::Duration timeout);

  const Worker worker_;
  prometheus::Counter& done_;
  prometheus::Counter& failed_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace tancua::runtime
