#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "services/dossier/catalogue/catalogue.h"
#include "services/dossier/catalogue/complaint.h"

namespace tancua::dossier::catalogue {

// Dossiers go on under the version that they were received under. So one that has begun stays in
// the catalogue, and its term, fee and papers stay as they are: another term or fee is another
// version. What `after` breaks of that; nothing when it keeps it all.
[[nodiscard]] std::optional<Complaint> FirstNotKept(const Catalogue& before, const Catalogue& after,
                                                    absl::CivilDay today);

}  // namespace tancua::dossier::catalogue
