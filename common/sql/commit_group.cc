#include "common/sql/commit_group.h"

#include <algorithm>
#include <random>

#include "absl/time/clock.h"
#include "absl/time/time.h"

// A savepoint around each job would cost two statements a job for the rare case that
// one fails after it wrote. So a group first runs without; when that case comes, the
// group is rolled back and runs again with savepoints; and when the database itself
// refuses (a conflict, a lost connection), each job runs alone.
namespace tancua::sql {
namespace {

// A job alone that meets conflicts or lost connections is tried again for so long, after pauses
// of random length, since those who conflicted once would do so again in step.
constexpr absl::Duration kPatience = absl::Seconds(10);
constexpr absl::Duration kLongestPause = absl::Milliseconds(20);

enum class Outcome {
  kSettled,     // each job has its final result
  kRolledBack,  // nothing happened; a job failed by itself after it wrote
  kDisturbed,   // nothing happened; the database refused: trying again may help
};

bool IsDisturbance(const absl::Status& status) {
  return absl::IsAborted(status) || absl::IsUnavailable(status);
}

void SettleAll(absl::Span<Job* const> jobs, const absl::Status& status) {
  for (Job* job : jobs) job->result = status;
}

// Runs one job of an open transaction. False when the transaction cannot go on.
bool RunJob(Connection& connection, Job& job) {
  job.result = connection.RunBody(job.body);
  return job.result.ok() || (!connection.changed() && connection.InTransaction());
}

// The same, between savepoints: a failed job is undone and the others stay.
bool RunGuardedJob(Connection& connection, Job& job) {
  job.result = connection.RunScript("SAVEPOINT job");
  if (!job.result.ok()) return false;
  job.result = connection.RunBody(job.body);
  if (job.result.ok()) job.result = connection.Settle();
  if (IsDisturbance(connection.statement_error())) return false;
  if (job.result.ok()) return connection.RunScript("RELEASE SAVEPOINT job").ok();
  connection.ReleaseHeld();
  return connection.RunScript("ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job").ok();
}

Outcome CommitJobs(Connection& connection, absl::Span<Job* const> jobs, Counters& counters) {
  const absl::Status committed = connection.Commit();
  if (committed.ok()) {
    counters.commits.fetch_add(1, std::memory_order_relaxed);
    return Outcome::kSettled;
  }
  connection.Rollback();
  for (Job* job : jobs) {
    if (job->result.ok()) job->result = committed;
  }
  // UNAVAILABLE here means that the commit may have happened: running again could apply
  // it twice, so the caller must decide.
  if (absl::IsUnavailable(committed)) return Outcome::kSettled;
  return absl::IsAborted(committed) ? Outcome::kDisturbed : Outcome::kRolledBack;
}

Outcome RunTogether(Connection& connection, absl::Span<Job* const> jobs, bool savepoints,
                    Counters& counters) {
  if (absl::Status begun = connection.Begin(Access::kWrite); !begun.ok()) {
    SettleAll(jobs, begun);
    return Outcome::kSettled;
  }
  connection.ReleaseHeld();
  for (Job* job : jobs) {
    const bool goes_on = savepoints ? RunGuardedJob(connection, *job) : RunJob(connection, *job);
    if (goes_on) continue;
    connection.Rollback();
    return IsDisturbance(connection.statement_error()) ? Outcome::kDisturbed : Outcome::kRolledBack;
  }
  return CommitJobs(connection, jobs, counters);
}

void RunAlone(Connection& connection, Job* job, Counters& counters) {
  thread_local std::minstd_rand random{std::random_device()()};
  const absl::Time deadline = absl::Now() + kPatience;
  absl::Duration pause = absl::Milliseconds(1);
  while (RunTogether(connection, {&job, 1}, false, counters) == Outcome::kDisturbed &&
         absl::Now() < deadline) {
    absl::SleepFor(pause * std::uniform_real_distribution<>()(random));
    pause = std::min(pause * 2, kLongestPause);
    counters.reruns.fetch_add(1, std::memory_order_relaxed);
  }
}

}  // namespace

void CommitGroup(Connection& connection, absl::Span<Job* const> jobs, Counters& counters) {
  counters.transactions.fetch_add(static_cast<std::int64_t>(jobs.size()),
                                  std::memory_order_relaxed);
  if (jobs.size() > 1) {
    if (RunTogether(connection, jobs, false, counters) == Outcome::kSettled) return;
    counters.reruns.fetch_add(static_cast<std::int64_t>(jobs.size()), std::memory_order_relaxed);
    if (RunTogether(connection, jobs, true, counters) == Outcome::kSettled) return;
    counters.reruns.fetch_add(static_cast<std::int64_t>(jobs.size()), std::memory_order_relaxed);
  }
  for (Job* job : jobs) RunAlone(connection, job, counters);
}

}  // namespace tancua::sql
