#include "common/events/lane.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "common/events/lag.h"
#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

constexpr int kPruneInboxLimit = 1000;

std::vector<std::string> Keys(const std::vector<StreamName>& streams) {
  std::vector<std::string> keys;
  keys.reserve(streams.size());
  for (const StreamName& stream : streams) keys.push_back(stream.Key());
  return keys;
}

// What was applied, or failed; what is passed by says nothing.
void LogDelivery(const Delivery& delivery, const std::string& group, absl::Time now) {
  if (delivery.outcome == Outcome::kIgnored || delivery.outcome == Outcome::kDuplicate) return;
  const trace::Scope scope(delivery.span);
  log::Often("event.handled",
             {{"group", group},
              {"type", delivery.envelope.type()},
              {"id", delivery.envelope.id()},
              {"ward", delivery.envelope.ward()},
              {"dossier", log::LoggedName(delivery.envelope.subject())},
              {"outcome", ConsumerMetrics::Label(delivery.outcome)},
              {"attempts", delivery.attempts + 1},
              {"error", delivery.error.ok() ? std::string() : delivery.error.ToString()},
              {"age_us", absl::ToInt64Microseconds(
                             now - absl::FromUnixMicros(delivery.envelope.time_us()))}});
}

}  // namespace

Lane::Lane(const Subscription& subscription, Options options, const Context& context,
           ConsumerMetrics& metrics)
    : subscription_(subscription),
      options_(std::move(options)),
      config_(context.config),
      clock_(context.clock),
      metrics_(metrics),
      redis_(context.redis),
      reader_(redis_,
              {Keys(options_.streams), subscription.group(), options_.consumer, config_.batch}),
      retries_(redis_, subscription.group(), options_.streams, config_),
      inbox_(subscription, context.database, context.keys),
      takeover_(config_.takeover_after / 4) {}

absl::StatusOr<int> Lane::RunOnce() {
  absl::StatusOr<int> settled = Work();
  if (!settled.ok()) recovering_ = true;
  return settled;
}

absl::StatusOr<int> Lane::Work() {
  RETURN_IF_ERROR(Measure());  // first: the lag matters most while nothing can be applied
  if (recovering_) {
    ASSIGN_OR_RETURN(std::vector<Delivery> own, reader_.ReadOwn());
    if (!own.empty()) return Handle(std::move(own));
    recovering_ = false;
  }
  int settled = 0;
  const absl::Time now = clock_.Now();
  if (takeover_.Due(now)) {
    ASSIGN_OR_RETURN(std::vector<Delivery> orphans, reader_.TakeOver(config_.takeover_after));
    if (!orphans.empty()) takeover_.Reset();  // there may be more
    ASSIGN_OR_RETURN(const int taken_over, Handle(std::move(orphans)));
    settled += taken_over;
  }
  if (retry_.Due(now)) {
    ASSIGN_OR_RETURN(std::vector<Delivery> due, retries_.Claim(now));
    ASSIGN_OR_RETURN(const int retried, Handle(std::move(due)));
    settled += retried;
  }
  ASSIGN_OR_RETURN(std::vector<Delivery> news,
                   reader_.ReadNew(settled == 0 ? config_.poll : absl::ZeroDuration()));
  ASSIGN_OR_RETURN(const int handled, Handle(std::move(news)));
  RETURN_IF_ERROR(LookAfter());
  return settled + handled;
}

// In pieces: a transaction holds others up, and what a crash repeats is at most a piece.
absl::StatusOr<int> Lane::Handle(std::vector<Delivery> deliveries) {
  const int total = static_cast<int>(deliveries.size());
  const auto size = static_cast<std::ptrdiff_t>(config_.batch);
  for (auto begin = deliveries.begin(); begin != deliveries.end();) {
    const auto end = begin + std::min(size, deliveries.end() - begin);
    std::vector<Delivery> chunk(std::make_move_iterator(begin), std::make_move_iterator(end));
    RETURN_IF_ERROR(HandleChunk(chunk));
    begin = end;
  }
  return total;
}

absl::Status Lane::HandleChunk(std::vector<Delivery>& deliveries) {
  absl::Span<Delivery> all = absl::MakeSpan(deliveries);
  inbox_.Decode(all);
  RETURN_IF_ERROR(inbox_.Apply(options_.consumer, all));
  // Before the acknowledgement: what failed must lie elsewhere when it leaves the stream.
  RETURN_IF_ERROR(retries_.Settle(deliveries, clock_.Now()));
  RETURN_IF_ERROR(reader_.Acknowledge(deliveries));
  std::map<std::pair<std::size_t, Outcome>, int> counts;
  for (const Delivery& delivery : deliveries) {
    ++counts[{delivery.stream, delivery.outcome}];
    LogDelivery(delivery, subscription_.group(), clock_.Now());
  }
  for (const auto& [what, count] : counts) {
    metrics_.Handled(options_.streams[what.first].service, what.second, count);
  }
  return absl::OkStatus();
}

absl::Status Lane::Measure() {
  if (!measure_.Due(clock_.Now())) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<StreamLag> lags,
                   ReadLags(redis_, options_.streams, subscription_.group()));
  for (std::size_t i = 0; i < lags.size(); ++i) {
    const StreamName& stream = options_.streams[i];
    metrics_.SetLag(stream.service, stream.shard, absl::ToDoubleSeconds(lags[i].age));
    metrics_.SetRetries(stream.service, stream.shard, static_cast<double>(lags[i].retries));
  }
  if (!options_.prunes) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      const redis::Reply letters,
      redis_.Run({"XLEN", DeadLetterKey(redis_.config().prefix, subscription_.group())}));
  metrics_.SetDeadLetters(static_cast<double>(letters.integer));
  return absl::OkStatus();
}

absl::Status Lane::LookAfter() {
  const absl::Time now = clock_.Now();
  if (!options_.prunes || !prune_.Due(now)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int pruned, inbox_.Prune(now - config_.inbox_retention, kPruneInboxLimit));
  if (pruned == kPruneInboxLimit) prune_.Reset();
  return absl::OkStatus();
}

}  // namespace tancua::events
