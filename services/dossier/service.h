#pragma once

#include "common/rpc/service.h"
#include "services/dossier/deps.h"

namespace tancua::dossier {

// Which procedure answers which RPC. `deps` must outlive the tables.
[[nodiscard]] rpc::Service CatalogueService(const Deps& deps);
[[nodiscard]] rpc::Service DossierService(const Deps& deps);
[[nodiscard]] rpc::Service PersonalDataService(const Deps& deps);

}  // namespace tancua::dossier
