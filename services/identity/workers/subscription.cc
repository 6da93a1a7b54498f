#include "services/identity/workers/subscription.h"

#include "common/status/macros.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/wire_audit.h"
#include "services/identity/workers/complete_erasure.h"

namespace tancua::identity::workers {
namespace {

using tancua::audit::v1::RecordAccessed;

// A service that shows part of a dossier may not know whose it is; who was told before does.
absl::Status AddCitizen(sql::Session& tx, domain::AuditEntry& entry) {
  if (!entry.citizen.empty() || !entry.record.starts_with("dossiers/")) return absl::OkStatus();
  ASSIGN_OR_RETURN(entry.citizen, store::FindRecordsCitizen(tx, entry.record));
  return absl::OkStatus();
}

absl::Status Append(Deps& deps, sql::Session& tx, const RecordAccessed& access) {
  if (access.action() == tancua::audit::v1::ACTION_UNSPECIFIED) {
    return absl::InvalidArgumentError("event names no action");
  }
  domain::AuditEntry entry = wire::ToAuditEntry(access);
  RETURN_IF_ERROR(AddCitizen(tx, entry));
  return store::AppendAudit(tx, deps.keys, entry);
}

}  // namespace

events::Subscription Subscription(Deps& deps) {
  // Also its own: a sign-in must not wait for its turn at the end of the chain.
  events::Subscription subscription(
      "identity", {"identity", "dossier", "notification", "survey", "statistics"});
  subscription.On<RecordAccessed>(
      [&deps](sql::Session& tx, const events::Header&, const RecordAccessed& access) {
        return Append(deps, tx, access);
      });
  subscription.On<privacy::v1::ErasureCompleted>(CompleteErasure);
  return subscription;
}

}  // namespace tancua::identity::workers
