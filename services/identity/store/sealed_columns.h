#pragma once

#include <vector>

#include "common/rotation/column.h"

namespace tancua::identity::store {

// Each binds a sealed value or an index to its column.
inline constexpr char kNumberColumn[] = "citizens.number";
inline constexpr char kProfileColumn[] = "citizens.profile";
inline constexpr char kOfficerNameColumn[] = "officers.display_name";
inline constexpr char kSecretsColumn[] = "verifications.secrets";
inline constexpr char kPersonColumn[] = "assisted_verifications.person";
inline constexpr char kAuditProofColumn[] = "audit.proof";
inline constexpr char kEvidenceColumn[] = "consents.evidence";
inline constexpr char kTextsColumn[] = "data_requests.texts";
inline constexpr char kReportColumn[] = "breaches.report";
inline constexpr char kReasonColumn[] = "legal_holds.reason";

// Every column of the service that follows the keys.
[[nodiscard]] std::vector<rotation::Column> SealedColumns();

}  // namespace tancua::identity::store
