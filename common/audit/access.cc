#include "common/audit/access.h"

#include "google/protobuf/util/time_util.h"

namespace tancua::audit {
namespace {

v1::RecordAccessed ToEvent(const rpc::Caller& actor, const rpc::Call& call, const Access& access,
                           absl::Time now) {
  v1::RecordAccessed event;
  event.set_actor(actor.subject);
  event.set_actor_kind(actor.kind);
  event.set_actor_ward(actor.ward);
  event.mutable_roles()->Add(actor.roles.begin(), actor.roles.end());
  event.set_ward(access.ward);
  event.set_action(access.action);
  event.set_record(access.record);
  event.set_citizen(access.citizen);
  event.set_rpc(call.method);
  event.set_title(access.title);
  *event.mutable_access_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  return event;
}

// The outbox wants the bare code.
std::string_view CodeOf(std::string_view ward) { return ward.substr(ward.find('/') + 1); }

}  // namespace

bool IsRecorded(const rpc::Caller& caller) {
  return caller.kind != policy::v1::ACTOR_KIND_UNSPECIFIED && !caller.IsCitizen();
}

absl::Status Record(events::Outbox& outbox, sql::Session& tx, const rpc::Call& call,
                    const Access& access, absl::Time now) {
  if (!IsRecorded(call.caller)) return absl::OkStatus();
  return RecordBy(call.caller, outbox, tx, call, access, now);
}

absl::Status RecordBy(const rpc::Caller& actor, events::Outbox& outbox, sql::Session& tx,
                      const rpc::Call& call, const Access& access, absl::Time now) {
  return outbox.Add(tx, CodeOf(access.ward), access.record, call.traceparent,
                    ToEvent(actor, call, access, now));
}

}  // namespace tancua::audit
