#include "services/identity/audit_service.h"

#include "services/identity/api/audit.h"

namespace tancua::identity {

rpc::Service AuditService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.AuditService");
  service.Unary("ListAuditEntries", deps, api::ListAuditEntries);
  service.Unary("VerifyAuditChain", deps, api::VerifyAuditChain);
  service.Unary("ListAuditAnchors", deps, api::ListAuditAnchors);
  return service;
}

rpc::Service DiaryService(Deps& deps) {
  rpc::Service service("tancua.identity.v1.DiaryService");
  service.Unary("ListDiaryEntries", deps, api::ListDiaryEntries);
  return service;
}

}  // namespace tancua::identity
