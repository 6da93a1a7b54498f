#include "common/events/outbox.h"

#include <cstdint>
#include <string>

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "common/status/macros.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::events {
namespace {

constexpr char kInsert[] =
    "INSERT INTO outbox (id, shard, time, envelope) VALUES (:id, :shard, :time, :envelope)";

// FNV-1a: the same shard for a ward in every process and release.
int ShardOf(std::string_view ward, int shards) {
  std::uint32_t hash = 2166136261u;
  for (const char c : ward) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return static_cast<int>(hash % static_cast<std::uint32_t>(shards));
}

}  // namespace

Outbox::Outbox(const crypto::Keyring& events_keys, const Clock& clock, Ids& ids, int shards)
    : keys_(events_keys), clock_(clock), ids_(ids), shards_(shards) {}

absl::Status Outbox::Add(sql::Session& tx, std::string_view ward, std::string_view subject,
                         std::string_view traceparent, const google::protobuf::Message& payload) {
  const absl::Time now = clock_.Now();
  v1::Envelope envelope;
  envelope.set_id(ids_.NewUuid());
  envelope.set_type(payload.GetDescriptor()->full_name());
  envelope.set_ward(std::string(ward));
  envelope.set_subject(std::string(subject));
  envelope.set_time_us(absl::ToUnixMicros(now));
  envelope.set_traceparent(std::string(traceparent));
  envelope.set_sealed_payload(SealPayload(keys_, envelope.id(), payload));
  RETURN_IF_ERROR(tx.Post(kInsert, {envelope.id(), ShardOf(ward, shards_), now,
                                    absl::Base64Escape(envelope.SerializeAsString())}));
  absl::MutexLock lock(&mutex_);
  added_ = true;
  return absl::OkStatus();
}

bool Outbox::WaitForWork(absl::Duration timeout) {
  absl::MutexLock lock(&mutex_);
  const bool added = mutex_.AwaitWithTimeout(absl::Condition(&added_), timeout);
  added_ = false;
  return added;
}

}  // namespace tancua::events
