#include "services/identity/service.h"

#include "services/identity/api/assistance.h"
#include "services/identity/api/complete_verification.h"
#include "services/identity/api/create_verification.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/end_all_sessions.h"
#include "services/identity/api/end_provider_sessions.h"
#include "services/identity/api/end_session.h"
#include "services/identity/api/get_citizen.h"
#include "services/identity/api/get_json_web_key_set.h"
#include "services/identity/api/list_sessions.h"
#include "services/identity/api/record_activation.h"
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

rpc::Service AssistanceService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.AssistanceService");
  service.Unary("CreateAssistedVerification", deps, api::CreateAssistedVerification);
  service.Unary("ResendOneTimeCode", deps, api::ResendOneTimeCode);
  service.Unary("ConfirmAssistedVerification", deps, api::ConfirmAssistedVerification);
  service.Unary("GetAssistedVerification", deps, api::GetAssistedVerification);
  return service;
}

rpc::Service ActivationService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.ActivationService");
  service.Unary("RecordActivation", deps, api::RecordActivation);
  return service;
}

rpc::Service DirectoryService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.DirectoryService");
  service.Unary("CreateUnit", deps, api::CreateUnit);
  service.Unary("GetUnit", deps, api::GetUnit);
  service.Unary("ListUnits", deps, api::ListUnits);
  service.Unary("UpdateUnit", deps, api::UpdateUnit);
  service.Unary("DeleteUnit", deps, api::DeleteUnit);
  service.Unary("CreatePosition", deps, api::CreatePosition);
  service.Unary("GetPosition", deps, api::GetPosition);
  service.Unary("ListPositions", deps, api::ListPositions);
  service.Unary("UpdatePosition", deps, api::UpdatePosition);
  service.Unary("DeletePosition", deps, api::DeletePosition);
  service.Unary("AssignPosition", deps, api::AssignPosition);
  service.Unary("VacatePosition", deps, api::VacatePosition);
  service.Unary("CreateOfficer", deps, api::CreateOfficer);
  service.Unary("GetOfficer", deps, api::GetOfficer);
  service.Unary("ListOfficers", deps, api::ListOfficers);
  service.Unary("UpdateOfficer", deps, api::UpdateOfficer);
  service.Unary("DeactivateOfficer", deps, api::DeactivateOfficer);
  service.Unary("ActivateOfficer", deps, api::ActivateOfficer);
  service.Unary("MoveOfficer", deps, api::MoveOfficer);
  return service;
}

}  // namespace tancua::identity
