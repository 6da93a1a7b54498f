#include "services/identity/wire_audit.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/domain/diary.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::wire {
namespace {

namespace contract = tancua::audit::v1;
using google::protobuf::util::TimeUtil;
using Fault = v1::VerifyAuditChainResponse;

// A name that a newer release has written reads as none.
contract::Action ActionOf(const std::string& name) {
  contract::Action action = contract::ACTION_UNSPECIFIED;
  contract::Action_Parse(name, &action);
  return action;
}

}  // namespace

domain::AuditEntry ToAuditEntry(const contract::RecordAccessed& access) {
  return {.time = absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(access.access_time())),
          .actor = access.actor(),
          .actor_kind = access.actor_kind() == policy::v1::ACTOR_KIND_UNSPECIFIED
                            ? ""
                            : policy::v1::ActorKind_Name(access.actor_kind()),
          .actor_ward = access.actor_ward(),
          .roles = {access.roles().begin(), access.roles().end()},
          .action = contract::Action_Name(access.action()),
          .ward = access.ward(),
          .record = access.record(),
          .citizen = access.citizen(),
          .rpc = access.rpc(),
          .title = access.title()};
}

v1::AuditEntry ToAuditEntry(const domain::AuditEntry& entry) {
  v1::AuditEntry out;
  out.set_name(absl::StrCat("auditEntries/", entry.seq));
  out.set_seq(entry.seq);
  *out.mutable_time() = ToTimestamp(entry.time);
  out.set_actor(entry.actor);
  policy::v1::ActorKind kind = policy::v1::ACTOR_KIND_UNSPECIFIED;
  policy::v1::ActorKind_Parse(entry.actor_kind, &kind);
  out.set_actor_kind(kind);
  out.set_actor_ward(entry.actor_ward);
  out.mutable_roles()->Add(entry.roles.begin(), entry.roles.end());
  out.set_ward(entry.ward);
  out.set_action(ActionOf(entry.action));
  out.set_record(entry.record);
  out.set_citizen(entry.citizen);
  out.set_rpc(entry.rpc);
  out.set_title(entry.title);
  out.set_hash(entry.hash);
  return out;
}

v1::DiaryEntry ToDiaryEntry(const domain::AuditEntry& entry, std::string_view ward_name) {
  v1::DiaryEntry out;
  out.set_name(absl::StrCat("diaryEntries/", entry.seq));
  *out.mutable_time() = ToTimestamp(entry.time);
  out.set_actor_title(domain::ActorTitle(entry, ward_name));
  out.set_action(ActionOf(entry.action));
  out.set_action_title(std::string(domain::ActionTitle(entry)));
  out.set_record(entry.record);
  out.set_purpose(entry.title);
  return out;
}

v1::AuditAnchor ToAuditAnchor(const store::AuditAnchor& anchor) {
  v1::AuditAnchor out;
  out.set_seq(anchor.point.seq);
  out.set_hash(anchor.point.hash);
  *out.mutable_time() = ToTimestamp(anchor.time);
  return out;
}

Fault::Fault ToFault(domain::Finding::Fault fault) {
  switch (fault) {
    case domain::Finding::Fault::kNone:
      return Fault::FAULT_UNSPECIFIED;
    case domain::Finding::Fault::kChanged:
      return Fault::CHANGED;
    case domain::Finding::Fault::kMissing:
      return Fault::MISSING;
    case domain::Finding::Fault::kRewritten:
      return Fault::REWRITTEN;
    case domain::Finding::Fault::kAnchorForged:
      return Fault::ANCHOR_FORGED;
  }
  return Fault::FAULT_UNSPECIFIED;
}

}  // namespace tancua::identity::wire
