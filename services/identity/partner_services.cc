#include "services/identity/partner_services.h"

#include "services/identity/api/clients.h"
#include "services/identity/api/oauth.h"

namespace tancua::identity {

rpc::Service ClientService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.ClientService");
  service.Unary("CreateClient", deps, api::CreateClient);
  service.Unary("GetClient", deps, api::GetClient);
  service.Unary("ListClients", deps, api::ListClients);
  service.Unary("UpdateClient", deps, api::UpdateClient);
  service.Unary("DisableClient", deps, api::DisableClient);
  service.Unary("EnableClient", deps, api::EnableClient);
  service.Unary("AddClientKey", deps, api::AddClientKey);
  service.Unary("ListClientKeys", deps, api::ListClientKeys);
  service.Unary("RevokeClientKey", deps, api::RevokeClientKey);
  return service;
}

rpc::Service OAuthService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.OAuthService");
  service.Unary("IssueToken", deps, api::IssueToken);
  service.Unary("IntrospectToken", deps, api::IntrospectToken);
  service.Unary("RevokeToken", deps, api::RevokeToken);
  service.Unary("GetOAuthMetadata", deps, api::GetOAuthMetadata);
  service.Unary("ListRevocations", deps, api::ListRevocations).Polled("ListRevocations");
  return service;
}

}  // namespace tancua::identity
