#pragma once

#include <atomic>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/types/span.h"
#include "common/sql/connection.h"

namespace tancua::sql {

// A write transaction that a caller waits for.
struct Job {
  absl::FunctionRef<absl::Status(Session&)> body;
  absl::Status result;
  absl::Notification done;
};

// What the writers of one database count.
struct Counters {
  std::atomic<std::int64_t> transactions = 0;
  std::atomic<std::int64_t> commits = 0;
  std::atomic<std::int64_t> reruns = 0;
  std::atomic<std::int64_t> waiting = 0;
};

// Runs `jobs` and commits them together when it can; sets the result of each as if
// it had run alone. Does not notify.
void CommitGroup(Connection& connection, absl::Span<Job* const> jobs, Counters& counters);

}  // namespace tancua::sql
