#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/audit_chain.h"
#include "services/identity/domain/audit_entry.h"

// The tables audit_entries, audit_head and audit_anchors.
namespace tancua::identity::store {

// Appends one entry. From here to its end the transaction holds the head of the chain: whoever
// else appends waits, or runs again.
[[nodiscard]] absl::Status AppendAudit(sql::Session& tx, const crypto::Keyring& keys,
                                       const domain::AuditEntry& entry);

// Whose record an earlier entry says it is; empty when none does.
[[nodiscard]] absl::StatusOr<std::string> FindRecordsCitizen(sql::Session& session,
                                                             const std::string& record);

// Which entries to list: every filter that is set must hold.
struct AuditFilter {
  std::string ward;
  std::string actor;
  std::string citizen;
  std::string record;
  std::string action;
  absl::Time start = absl::FromUnixMicros(0);
  absl::Time end = absl::FromUnixMicros(std::numeric_limits<std::int64_t>::max());
  std::int64_t before_seq = std::numeric_limits<std::int64_t>::max();
  int limit = 50;
};
// Newest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::AuditEntry>> ListAudit(sql::Session& session,
                                                                        const AuditFilter& filter);

// The next `limit` rows after `seq`, in order.
[[nodiscard]] absl::StatusOr<std::vector<domain::AuditRow>> LoadAuditRows(sql::Session& session,
                                                                          std::int64_t seq,
                                                                          int limit);

// A place that was noted down. `genuine`: this installation wrote it.
struct AuditAnchor {
  domain::ChainPoint point;
  absl::Time time;
  bool genuine = false;
};
// The end of the chain, without a time.
[[nodiscard]] absl::StatusOr<AuditAnchor> LoadAuditHead(sql::Session& session,
                                                        const crypto::Keyring& keys);
// Newest first, from before `before_seq`.
[[nodiscard]] absl::StatusOr<std::vector<AuditAnchor>> ListAuditAnchors(sql::Session& session,
                                                                        const crypto::Keyring& keys,
                                                                        std::int64_t before_seq,
                                                                        int limit);
// Does nothing when the place was noted before.
[[nodiscard]] absl::Status AddAuditAnchor(sql::Session& tx, const crypto::Keyring& keys,
                                          const domain::ChainPoint& point, absl::Time now);

}  // namespace tancua::identity::store
