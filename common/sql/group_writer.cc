#include "common/sql/group_writer.h"

#include <pthread.h>

#include <algorithm>

namespace tancua::sql {

GroupWriter::GroupWriter(ConnectionPool* pool, int group, Counters* counters)
    : pool_(pool),
      group_(static_cast<std::size_t>(std::max(group, 1))),
      counters_(counters),
      thread_([this] { Loop(); }) {}

GroupWriter::~GroupWriter() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    arrived_.Signal();
  }
  thread_.join();
}

absl::Status GroupWriter::Write(absl::FunctionRef<absl::Status(Session&)> body) {
  Job job{.body = body};
  {
    absl::MutexLock lock(&mutex_);
    queue_.push_back(&job);
    counters_->waiting.fetch_add(1, std::memory_order_relaxed);
    if (queue_.size() == 1) arrived_.Signal();
  }
  job.done.WaitForNotification();
  return std::move(job.result);
}

void GroupWriter::Loop() {
  pthread_setname_np(pthread_self(), "sql-writer");
  for (std::vector<Job*> jobs = NextGroup(); !jobs.empty(); jobs = NextGroup()) {
    RunGroup(jobs);
    for (Job* job : jobs) job->done.Notify();
  }
}

std::vector<Job*> GroupWriter::NextGroup() {
  absl::MutexLock lock(&mutex_);
  while (queue_.empty() && !stopping_) arrived_.Wait(&mutex_);
  const std::size_t taken = std::min(group_, queue_.size());
  std::vector<Job*> jobs(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(taken));
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(taken));
  counters_->waiting.fetch_sub(static_cast<std::int64_t>(taken), std::memory_order_relaxed);
  return jobs;
}

void GroupWriter::RunGroup(absl::Span<Job* const> jobs) {
  absl::StatusOr<ConnectionPool::Lease> connection = pool_->Take();
  if (connection.ok()) {
    CommitGroup(**connection, jobs, *counters_);
  } else {
    for (Job* job : jobs) job->result = connection.status();
  }
}

}  // namespace tancua::sql
