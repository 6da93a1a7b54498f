#include "services/identity/service.h"

#include "services/identity/api/complete_verification.h"
#include "services/identity/api/create_verification.h"
#include "services/identity/api/end_all_sessions.h"
#include "services/identity/api/end_provider_sessions.h"
#include "services/identity/api/end_session.h"
#include "services/identity/api/get_citizen.h"
#include "services/identity/api/get_json_web_key_set.h"
#include "services/identity/api/list_sessions.h"
#include "services/identity/api/refresh_token.h"

namespace tancua::identity {

rpc::Service IdentityService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.IdentityService");
  service.Unary("CreateVerification", deps, api::CreateVerification);
  service.Unary("CompleteVerification", deps, api::CompleteVerification);
  service.Unary("RefreshToken", deps, api::RefreshToken);
  service.Unary("GetCitizen", deps, api::GetCitizen);
  service.Unary("GetJsonWebKeySet", deps, api::GetJsonWebKeySet);
  return service;
}

rpc::Service SessionService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.SessionService");
  service.Unary("ListSessions", deps, api::ListSessions);
  service.Unary("EndSession", deps, api::EndSession);
  service.Unary("EndAllSessions", deps, api::EndAllSessions);
  service.ClientStreaming("EndProviderSessions", deps, api::EndProviderSessions);
  return service;
}

}  // namespace tancua::identity
