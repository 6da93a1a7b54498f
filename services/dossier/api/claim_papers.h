#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/dossier/domain/filing_rules.h"
#include "services/dossier/domain/procedure.h"

namespace tancua::dossier::api {

// Who names which attachments as papers of what.
struct Claim {
  const domain::Procedure& procedure;
  std::string_view dossier;
  std::string_view uploader;
  absl::Time time;
};

// Makes the attachments papers of the dossier. ATTACHMENT_NOT_FOUND as store::ClaimAttachment;
// ATTACHMENT_TYPE_REFUSED when the procedure does not accept the type for that paper. Both name
// the paper's field. The papers' ids must be the procedure's.
[[nodiscard]] absl::Status ClaimPapers(sql::Session& tx, const Claim& claim,
                                       const std::vector<domain::Paper>& papers);

}  // namespace tancua::dossier::api
