#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"
#include "services/identity/domain/citizen.h"
#include "tancua/identity/v1/identity_service.pb.h"

namespace tancua::identity::api {

// After a sign-in: a citizen known at a lower level before who is at level 2 now gets the credit
// for it. Somebody not known before gets none: nobody can say when they reached it. The ward is
// where the citizen was last verified with an assistant; without one the credit waits for an
// officer to record it. Keeps whose verification it was, as evidence for that.
[[nodiscard]] absl::Status CreditRise(Deps& deps, sql::Session& tx,
                                      const std::string& verification_id,
                                      const std::optional<domain::Citizen>& before,
                                      const v1::Citizen& citizen);

}  // namespace tancua::identity::api
