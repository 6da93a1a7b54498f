#pragma once

#include <string_view>

#include "services/identity/domain/audit_chain.h"
#include "services/identity/domain/audit_entry.h"
#include "services/identity/store/audit_log.h"
#include "tancua/audit/v1/audit.pb.h"
#include "tancua/identity/v1/audit_service.pb.h"

// Between the API's messages and the audit log.
namespace tancua::identity::wire {

[[nodiscard]] domain::AuditEntry ToAuditEntry(const tancua::audit::v1::RecordAccessed& access);
[[nodiscard]] v1::AuditEntry ToAuditEntry(const domain::AuditEntry& entry);
// `ward_name`: of the actor's ward. Without the officer's own name.
[[nodiscard]] v1::DiaryEntry ToDiaryEntry(const domain::AuditEntry& entry,
                                          std::string_view ward_name);
[[nodiscard]] v1::AuditAnchor ToAuditAnchor(const store::AuditAnchor& anchor);
[[nodiscard]] v1::VerifyAuditChainResponse::Fault ToFault(domain::Finding::Fault fault);

}  // namespace tancua::identity::wire
