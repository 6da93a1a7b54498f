#include "services/identity/domain/audit_chain.h"

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"

namespace tancua::identity::domain {

std::string HashOf(const AuditRow& row) {
  std::string text = absl::StrCat("tancua audit 1\n", row.seq, "\n", row.time_us, "\n");
  for (const std::string* column : {&row.actor, &row.actor_kind, &row.action, &row.ward,
                                    &row.record, &row.citizen, &row.payload, &row.previous_hash}) {
    absl::StrAppend(&text, column->size(), ":", *column, "\n");
  }
  return crypto::Sha256Hex(text);
}

bool ChainVerifier::Break(Finding::Fault fault, std::int64_t seq) {
  finding_ = {.fault = fault, .seq = seq};
  return false;
}

bool ChainVerifier::Add(const AuditRow& row) {
  using Fault = Finding::Fault;
  if (row.seq != last_.seq + 1) return Break(Fault::kMissing, last_.seq + 1);
  if (HashOf(row) != row.hash) return Break(Fault::kChanged, row.seq);
  // The row is as it was hashed: it is the one before it that is no longer what it followed.
  if (row.previous_hash != last_.hash) {
    return Break(Fault::kRewritten, row.seq == 1 ? 1 : last_.seq);
  }
  for (; next_point_ < points_.size() && points_[next_point_].seq <= row.seq; ++next_point_) {
    const ChainPoint& point = points_[next_point_];
    if (point.seq == row.seq && point.hash != row.hash) return Break(Fault::kRewritten, row.seq);
  }
  last_ = {.seq = row.seq, .hash = row.hash};
  return true;
}

Finding ChainVerifier::Finish() {
  if (finding_.ok() && next_point_ < points_.size() && points_.back().seq > last_.seq) {
    Break(Finding::Fault::kMissing, last_.seq + 1);
  }
  return finding_;
}

}  // namespace tancua::identity::domain
