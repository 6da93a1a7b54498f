#include "common/events/relay.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "common/events/every.h"
#include "common/events/loop.h"
#include "common/events/publisher.h"
#include "common/events/relay_metrics.h"
#include "common/events/relay_store.h"
#include "common/events/trimmer.h"
#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

constexpr absl::Duration kShortestWait = absl::Milliseconds(2);
constexpr int kPruneOutboxLimit = 1000;

}  // namespace

struct Relay::Impl {
  // Rows on their way, and where their arrival will bring us.
  struct Batch {
    std::vector<RelayStore::Row> rows;
    RelayStore::Progress next;
  };

  Impl(std::string name, Outbox& events, const Context& c)
      : service(std::move(name)),
        outbox(events),
        config(c.config),
        clock(c.clock),
        store(c.database, c.ids.NewUuid()),
        publisher(c.redis, service, c.config.shards),
        metrics(c.metrics, service) {}

  absl::StatusOr<int> RunOnce();
  absl::StatusOr<int> Work();
  absl::StatusOr<bool> HoldLease();
  absl::Status Prepare();
  absl::StatusOr<std::vector<RelayStore::Row>> NextRefill(RelayStore::Progress& next);
  absl::StatusOr<int> PublishBatch();
  absl::Status StartRefill();
  absl::Status Measure();
  absl::Status LookAfter();
  void StandDown();
  absl::Status Cycle();

  const std::string service;
  Outbox& outbox;
  const Config config;
  const Clock& clock;
  RelayStore store;
  Publisher publisher;
  RelayMetrics metrics;

  bool leading = false;
  absl::Time renew_at = absl::InfinitePast();
  RelayStore::Progress progress;  // what Redis has
  bool saved = true;              // `progress` is in the database
  std::optional<Batch> batch;
  Every check{absl::Seconds(1)};
  Every measure{absl::Seconds(5)};
  Every trim{absl::Seconds(30)};
  Every prune{absl::Minutes(1)};
  absl::Duration wait = kShortestWait;
  std::optional<Loop> loop;
};

// One relay per database: true while this one may publish.
absl::StatusOr<bool> Relay::Impl::HoldLease() {
  const absl::Time now = clock.Now();
  if (leading && now < renew_at) return true;
  ASSIGN_OR_RETURN(const std::optional<RelayStore::Lease> lease,
                   store.Acquire(now, now + config.lease));
  if (!lease) {
    StandDown();
    return false;
  }
  if (!leading || lease->anew) {
    StandDown();
    progress = lease->progress;
    check.Reset();
    log::Info("events.relay_leads", {{"service", service}});
  }
  leading = true;
  renew_at = now + config.lease / 3;
  return true;
}

// Forgets what was in hand: the next holder of the lease takes it back from the database.
void Relay::Impl::StandDown() {
  leading = false;
  saved = true;
  batch.reset();
  metrics.SetBacklog({}, clock.Now());  // the holder's to tell
  measure.Reset();
}

// Takes the next batch in hand, if there is anything to do.
absl::Status Relay::Impl::Prepare() {
  if (saved && !progress.Refilling()) {
    ASSIGN_OR_RETURN(const bool work, store.HasWork());
    if (!work) return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(std::vector<RelayStore::Row> rows, store.Advance(progress, config.batch));
  saved = true;
  RelayStore::Progress next = progress;
  ++next.confirmed;
  if (progress.Refilling()) {
    ASSIGN_OR_RETURN(std::vector<RelayStore::Row> again, NextRefill(next));
    metrics.republished.Increment(static_cast<double>(again.size()));
    std::move(again.begin(), again.end(), std::back_inserter(rows));
  } else if (rows.empty()) {
    return absl::OkStatus();
  }
  batch = Batch{std::move(rows), std::move(next)};
  return absl::OkStatus();
}

absl::StatusOr<std::vector<RelayStore::Row>> Relay::Impl::NextRefill(RelayStore::Progress& next) {
  ASSIGN_OR_RETURN(std::vector<RelayStore::Row> rows, store.ReadRefill(progress, config.batch));
  if (static_cast<int>(rows.size()) == config.batch) {
    next.refill_after = rows.back().id;
  } else {
    next.refill_after = next.refill_until = "";
    log::Info("events.refill_done", {{"service", service}});
  }
  return rows;
}

absl::StatusOr<int> Relay::Impl::PublishBatch() {
  ASSIGN_OR_RETURN(const Publisher::Outcome outcome,
                   publisher.Publish(batch->rows, progress.confirmed, batch->next.confirmed));
  if (outcome == Publisher::Outcome::kDataLost) {
    RETURN_IF_ERROR(StartRefill());
    return 0;  // the batch stays in hand
  }
  const int published = static_cast<int>(batch->rows.size());
  metrics.published.Increment(published);
  progress = std::move(batch->next);
  saved = false;
  batch.reset();
  return published;
}

// Redis has lost data: everything that the outbox keeps goes out again. The database knows it
// before the marker hides the loss.
absl::Status Relay::Impl::StartRefill() {
  ASSIGN_OR_RETURN(const std::string until, store.LastId());
  RelayStore::Progress refill = progress;
  refill.refill_after = "";
  refill.refill_until = until;
  RETURN_IF_ERROR(store.Save(refill));
  progress = refill;
  saved = true;
  if (batch) {
    batch->next.refill_after = refill.refill_after;
    batch->next.refill_until = refill.refill_until;
  }
  metrics.refills.Increment();
  log::Warning("events.redis_lost_data",
               {{"service", service}, {"confirmed_batch", progress.confirmed}});
  return publisher.SetMarker(progress.confirmed);
}

absl::Status Relay::Impl::Measure() {
  const absl::Time now = clock.Now();
  if (!measure.Due(now)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const RelayStore::Backlog backlog, store.ReadBacklog(progress.confirmed));
  metrics.SetBacklog(backlog, now);
  return absl::OkStatus();
}

// Keeps streams and outbox from growing without end.
absl::Status Relay::Impl::LookAfter() {
  const absl::Time now = clock.Now();
  if (trim.Due(now)) {
    RETURN_IF_ERROR(
        TrimStreams(publisher.redis(), publisher.streams(), config.trim_after).status());
  }
  if (!progress.Refilling() && saved && prune.Due(now)) {
    ASSIGN_OR_RETURN(const int pruned,
                     store.Prune(now - config.retention, progress.confirmed, kPruneOutboxLimit));
    if (pruned == kPruneOutboxLimit) prune.Reset();
  }
  return absl::OkStatus();
}

absl::StatusOr<int> Relay::Impl::Work() {
  ASSIGN_OR_RETURN(const bool may_publish, HoldLease());
  if (!may_publish) return 0;
  RETURN_IF_ERROR(Measure());  // first: the backlog matters most while Redis is away
  if (check.Due(clock.Now())) {
    ASSIGN_OR_RETURN(const Publisher::Outcome outcome, publisher.Check(progress.confirmed));
    if (outcome == Publisher::Outcome::kDataLost) RETURN_IF_ERROR(StartRefill());
  }
  int published = 0;
  if (!batch) RETURN_IF_ERROR(Prepare());
  if (batch) {
    ASSIGN_OR_RETURN(published, PublishBatch());
  }
  RETURN_IF_ERROR(LookAfter());
  return published;
}

absl::StatusOr<int> Relay::Impl::RunOnce() {
  absl::StatusOr<int> published = Work();
  if (absl::IsAborted(published.status())) StandDown();
  return published;
}

// One cycle of the thread. A signal comes before its transaction commits: after one the outbox
// is looked at soon, then less and less often.
absl::Status Relay::Impl::Cycle() {
  absl::StatusOr<int> published = RunOnce();
  if (!published.ok()) return std::move(published).status();
  if (*published > 0) {
    wait = kShortestWait;
  } else if (outbox.WaitForWork(wait)) {
    wait = kShortestWait;
  } else {
    wait = std::min(wait * 2, config.poll);
  }
  return absl::OkStatus();
}

Relay::Relay(std::string service, Outbox& outbox, const Context& context)
    : impl_(std::make_unique<Impl>(std::move(service), outbox, context)) {}

Relay::~Relay() = default;

void Relay::Start() {
  impl_->loop.emplace("relay " + impl_->service, [this] { return impl_->Cycle(); });
}

void Relay::Stop(absl::Time deadline) {
  impl_->loop.reset();
  absl::Status status = Flush(deadline);
  if (status.ok() && impl_->leading) status = impl_->store.Release();
  if (!status.ok()) {
    log::Warning("events.relay_left_work",
                 {{"service", impl_->service}, {"error", status.ToString()}});
  }
  impl_->StandDown();
}

absl::StatusOr<int> Relay::RunOnce() { return impl_->RunOnce(); }

absl::Status Relay::Flush(absl::Time deadline) {
  while (impl_->clock.Now() < deadline) {
    ASSIGN_OR_RETURN(const int published, RunOnce());
    if (published == 0 && !impl_->batch && impl_->saved) return absl::OkStatus();
  }
  return absl::DeadlineExceededError("the outbox still has events to publish");
}

}  // namespace tancua::events
