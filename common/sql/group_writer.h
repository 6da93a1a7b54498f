#pragma once

#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/sql/commit_group.h"
#include "common/sql/connection_pool.h"

namespace tancua::sql {

// One thread that runs write transactions, those that wait at the same time in one
// commit. Alone, a transaction pays its own fsync; under load many share one.
class GroupWriter {
 public:
  // Takes its connection from `pool` for each group.
  GroupWriter(ConnectionPool* pool, int group, Counters* counters);
  // Runs what still waits.
  ~GroupWriter();

  // Waits until `body` is committed or refused.
  absl::Status Write(absl::FunctionRef<absl::Status(Session&)> body);

 private:
  void Loop();
  // The next jobs, in order of arrival; empty when it is time to stop.
  std::vector<Job*> NextGroup();
  void RunGroup(absl::Span<Job* const> jobs);

  ConnectionPool* const pool_;
  const std::size_t group_;
  Counters* const counters_;
  absl::Mutex mutex_;
  absl::CondVar arrived_;
  std::deque<Job*> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace tancua::sql
