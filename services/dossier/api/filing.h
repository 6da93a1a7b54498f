#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/ward/ward.h"
#include "services/dossier/catalogue/catalogue.h"
#include "services/dossier/deps.h"
#include "services/dossier/domain/assistance.h"
#include "services/dossier/domain/dossier.h"
#include "services/dossier/domain/filing_rules.h"
#include "services/dossier/store/sealing.h"
#include "tancua/dossier/v1/dossier_service.pb.h"

namespace tancua::dossier::api {

// A dossier that may be filed. Everything is checked and sealed, so that the transaction that
// follows does nothing but write: it holds up every other filing of the ward.
struct Filing {
  const catalogue::Entry* entry = nullptr;
  const ward::Ward* ward = nullptr;
  absl::Time now;           // when it is filed
  domain::Dossier dossier;  // all but its code
  std::vector<domain::Paper> papers;
  std::optional<domain::Assistance> assistance;  // of a citizen who files with an assistant
  std::string lookup_secret;
  store::SealedDossier sealed;
};

// Checks `request` in the order of its errors in the proto. Reads the citizen's profile and
// who helps them, nothing else; changes nothing.
[[nodiscard]] absl::StatusOr<Filing> PrepareFiling(
    const Deps& deps, const rpc::Call& call,
    const tancua::dossier::v1::FileDossierRequest& request);

}  // namespace tancua::dossier::api
