#include "common/events/inbox.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/events/id_bound.h"
#include "common/events/note_events.h"
#include "common/events/sealed_payload.h"
#include "common/id/ids.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

constexpr char kPruneInbox[] =
    "DELETE FROM inbox WHERE consumer = :consumer AND event_id IN"
    " (SELECT event_id FROM inbox WHERE consumer = :same_consumer AND event_id < :bound"
    "  ORDER BY event_id LIMIT :limit)";

}  // namespace

// How a transaction over several events went.
struct Inbox::Attempt {
  absl::Status status;
  std::optional<std::size_t> refused;  // the event whose handler said no
};

void Inbox::Decode(absl::Span<Delivery> deliveries) const {
  for (Delivery& delivery : deliveries) {
    if (delivery.outcome == Outcome::kOpen) DecodeOne(delivery);
  }
}

void Inbox::DecodeOne(Delivery& delivery) const {
  const v1::Envelope& envelope = delivery.envelope;
  const auto route = subscription_.routes().find(envelope.type());
  if (route == subscription_.routes().end()) {
    delivery.outcome = Outcome::kIgnored;
    return;
  }
  delivery.route = &route->second;
  delivery.span = trace::Span::Under(envelope.traceparent());
  delivery.header = {envelope.id(),
                     envelope.type(),
                     envelope.ward(),
                     envelope.subject(),
                     absl::FromUnixMicros(envelope.time_us()),
                     delivery.span.traceparent()};
  if (!IsUuid(envelope.id())) {
    delivery.Fail(absl::InvalidArgumentError("the id of the event is no UUID"));
    return;
  }
  delivery.payload.reset(route->second.prototype->New());
  absl::Status opened =
      OpenPayload(keys_, envelope.id(), envelope.sealed_payload(), *delivery.payload);
  if (!opened.ok()) delivery.Fail(std::move(opened));
}

Inbox::Attempt Inbox::Together(const std::string& key, Batch batch) {
  Attempt attempt;
  attempt.status = database_.Write(key, [&](sql::Session& tx) -> absl::Status {
    attempt.refused.reset();
    std::vector<std::string_view> ids;
    ids.reserve(batch.size());
    for (const Delivery* delivery : batch) ids.push_back(delivery->header.id);
    ASSIGN_OR_RETURN(auto fresh, NoteEvents(tx, subscription_.group(), ids));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      Delivery& delivery = *batch[i];
      const bool first = fresh.erase(delivery.header.id) == 1;  // it may be in the batch twice
      delivery.outcome = first ? Outcome::kApplied : Outcome::kDuplicate;
      if (!first) continue;
      const trace::Scope scope(delivery.span);
      absl::Status handled = delivery.route->handler(tx, delivery.header, *delivery.payload);
      if (!handled.ok()) {
        attempt.refused = i;
        return handled;
      }
    }
    return absl::OkStatus();
  });
  return attempt;
}

absl::Status Inbox::Alone(const std::string& key, Batch batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Attempt attempt = Together(key, batch.subspan(i, 1));
    if (IsAway(attempt.status)) return attempt.status;
    if (!attempt.status.ok()) batch[i]->Fail(std::move(attempt.status));
  }
  return absl::OkStatus();
}

// An outage is not the event's fault: it must not use up the event's attempts.
bool Inbox::IsAway(const absl::Status& status) {
  return absl::IsUnavailable(status) && !database_.Ping().ok();
}

absl::Status Inbox::Apply(const std::string& key, absl::Span<Delivery> deliveries) {
  std::vector<Delivery*> open;
  for (Delivery& delivery : deliveries) {
    if (delivery.outcome == Outcome::kOpen) open.push_back(&delivery);
  }
  Batch rest(open);
  while (!rest.empty()) {
    Attempt attempt = Together(key, rest);
    if (attempt.status.ok()) return absl::OkStatus();
    if (IsAway(attempt.status)) return attempt.status;
    // The transaction itself failed, or two of them got in each other's way: nobody is to blame.
    if (!attempt.refused || absl::IsAborted(attempt.status)) return Alone(key, rest);

    // What came before the refused event passed; it only needs a transaction without it.
    const Batch before = rest.first(*attempt.refused);
    if (!before.empty() && !Together(key, before).status.ok()) {
      RETURN_IF_ERROR(Alone(key, before));
    }
    rest[*attempt.refused]->Fail(std::move(attempt.status));
    rest.remove_prefix(*attempt.refused + 1);
  }
  return absl::OkStatus();
}

absl::StatusOr<int> Inbox::Prune(absl::Time cutoff, int limit) {
  const std::string bound = FirstIdAt(cutoff);
  const std::string& group = subscription_.group();
  return database_.Write("inbox", [&](sql::Session& tx) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const std::int64_t pruned,
                     tx.Execute(kPruneInbox, {group, group, bound, limit}));
    return static_cast<int>(pruned);
  });
}

}  // namespace tancua::events
