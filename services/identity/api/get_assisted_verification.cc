#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/identity/api/assistance.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/wire_assistance.h"

namespace tancua::identity::api {

absl::StatusOr<v1::AssistedVerification> GetAssistedVerification(
    Deps& deps, const rpc::Call& call, const v1::GetAssistedVerificationRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseAssistedName(request.name()));
  ASSIGN_OR_RETURN(const domain::AssistedVerification verification,
                   deps.database.Read([&](sql::Session& session) {
                     return store::LoadAssisted(session, deps.keys, id);
                   }));
  const std::string ward = absl::StrCat("wards/", verification.ward);
  if (!call.RequireWardOrSubject(ward, verification.citizen).ok()) {
    return status::Error(kAssistedVerificationNotFound, {.field = "name"});
  }
  return wire::ToAssisted(verification);
}

}  // namespace tancua::identity::api
