#include "services/identity/api/get_citizen.h"

#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/citizens.h"
#include "services/identity/wire.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Citizen> GetCitizen(Deps& deps, const rpc::Call& call,
                                       const v1::GetCitizenRequest& request) {
  const std::string& self = call.caller.subject;  // "citizens/{uuid}", by the policy of the RPC
  const std::string shown = deps.names.For(call.caller.client, self);
  if (request.name() != "citizens/me" && request.name() != shown) {
    return status::Error(kCitizenNotFound, {.field = "name"});
  }
  const std::string id = self.substr(self.find('/') + 1);
  ASSIGN_OR_RETURN(const auto citizen, deps.database.Read([&](sql::Session& session) {
    return store::FindCitizen(session, deps.keys, id);
  }));
  if (!citizen) return status::Error(kCitizenNotFound, {.field = "name"});
  v1::Citizen answer = wire::ToCitizen(*citizen);
  answer.set_name(shown);
  return answer;
}

}  // namespace tancua::identity::api
