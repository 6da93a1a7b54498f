#include "services/identity/store/sealed_columns.h"

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/store/citizens.h"

namespace tancua::identity::store {
std::vector<rotation::Column> SealedColumns() {
  return {rotation::Sealed("citizens", "id", "profile_sealed", kProfileColumn),
          rotation::Indexed("citizens", "id", "number_index", "profile_sealed", NumberIndexOf),
          rotation::Sealed("citizen_history", "id", "profile_sealed", kProfileColumn),
          rotation::Sealed("officers", "id", "display_name_sealed", kOfficerNameColumn),
          rotation::Sealed("verifications", "id", "secrets_sealed", kSecretsColumn),
          rotation::Sealed("audit_head", "hash", "proof_sealed", kAuditProofColumn),
          rotation::Sealed("audit_anchors", "hash", "proof_sealed", kAuditProofColumn),
          rotation::Sealed("consents", "id", "evidence_sealed", kEvidenceColumn),
          rotation::Sealed("consents", "id", "withdraw_evidence_sealed", kEvidenceColumn),
          rotation::Sealed("data_requests", "id", "texts_sealed", kTextsColumn),
          rotation::Sealed("breaches", "id", "report_sealed", kReportColumn),
          rotation::Sealed("legal_holds", "id", "reason_sealed", kReasonColumn),
          rotation::Sealed("assisted_verifications", "id", "person_sealed", kPersonColumn),
          rotation::Sealed("requests", "request_id", "sealed_response", rpc::kResponseContext)};
}

}  // namespace tancua::identity::store
