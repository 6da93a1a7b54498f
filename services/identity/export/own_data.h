#pragma once

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "google/protobuf/struct.pb.h"
#include "services/identity/domain/citizen.h"

namespace tancua::identity::exporting {

// Everything this service holds about the citizen.
[[nodiscard]] absl::StatusOr<google::protobuf::Struct> OwnData(sql::Session& session,
                                                               const crypto::Keyring& keys,
                                                               const domain::Citizen& citizen);

}  // namespace tancua::identity::exporting
