#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/runtime/host.h"
#include "common/sql/database.h"
#include "services/identity/domain/audit_chain.h"

// Whether the audit log is as it was written: for the RPC and for the operator's command.
namespace tancua::identity {

struct AuditReport {
  domain::Finding finding;
  domain::ChainPoint last;  // the last row in order
};

// Reads the whole log. `kept`: a place that was noted outside the database.
[[nodiscard]] absl::StatusOr<AuditReport> VerifyAudit(
    sql::Database& database, const crypto::Keyring& keys,
    const std::optional<domain::ChainPoint>& kept);

// "verify-audit [SEQ:HASH]": prints how far the chain is in order; fails naming the first entry
// that is not.
[[nodiscard]] runtime::Command VerifyAuditCommand();

}  // namespace tancua::identity
