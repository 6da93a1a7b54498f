#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

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

// Walks along the whole log, page by page.
class AuditWalk {
 public:
  // `kept`: a place that was noted outside the database. `database` and `keys` outlive the walk.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<AuditWalk>> Begin(
      sql::Database& database, const crypto::Keyring& keys,
      const std::optional<domain::ChainPoint>& kept);

  // Takes the next page. The report when the walk is over: it has met a fault, or caught up with
  // what was appended meanwhile.
  [[nodiscard]] absl::StatusOr<std::optional<AuditReport>> Step();

 private:
  AuditWalk(sql::Database& database, const crypto::Keyring& keys,
            std::vector<domain::ChainPoint> points, domain::Finding forged)
      : database_(database), keys_(keys), chain_(std::move(points)), forged_(forged) {}

  sql::Database& database_;
  const crypto::Keyring& keys_;
  domain::ChainVerifier chain_;
  const domain::Finding forged_;  // the first note of a place that is
};

// Reads the whole log. `kept`: a place that was noted outside the database.
[[nodiscard]] absl::StatusOr<AuditReport> VerifyAudit(
    sql::Database& database, const crypto::Keyring& keys,
    const std::optional<domain::ChainPoint>& kept);

// "is missing": what is the matter with an entry.
[[nodiscard]] const char* Sentence(domain::Finding::Fault fault);

// Where the log of the host's database ends. `arguments`: none, or "SEQ:HASH" that was kept.
// DATA_LOSS names the first entry that is not in order.
[[nodiscard]] absl::StatusOr<domain::ChainPoint> VerifyAuditOf(
    runtime::Host& host, const std::vector<std::string>& arguments);

// "verify-audit [SEQ:HASH]": prints how far the chain is in order; fails naming the first entry
// that is not.
[[nodiscard]] runtime::Command VerifyAuditCommand();

}  // namespace tancua::identity
