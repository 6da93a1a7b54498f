#include "services/identity/privacy_service.h"

#include "services/identity/api/privacy.h"

namespace tancua::identity {

rpc::Service PrivacyService(PrivacyDeps& deps) {
  rpc::Service service("tancua.identity.v1.PrivacyService");
  service.Unary("ListPurposes", deps, api::ListPurposes);
  service.Unary("GrantConsent", deps, api::GrantConsent);
  service.Unary("WithdrawConsent", deps, api::WithdrawConsent);
  service.Unary("ListConsents", deps, api::ListConsents);
  service.Unary("ExportMyData", deps, api::ExportMyData);
  service.ServerStreaming("ExportMyDataPdf", deps, api::ExportMyDataPdf);
  service.Unary("CreateDataRequest", deps, api::CreateDataRequest);
  service.Unary("GetDataRequest", deps, api::GetDataRequest);
  service.Unary("ListDataRequests", deps, api::ListDataRequests);
  service.Unary("AcknowledgeDataRequest", deps, api::AcknowledgeDataRequest);
  service.Unary("ExtendDataRequest", deps, api::ExtendDataRequest);
  service.Unary("DecideDataRequest", deps, api::DecideDataRequest);
  service.Unary("CreateBreach", deps, api::CreateBreach);
  service.Unary("UpdateBreach", deps, api::UpdateBreach);
  service.Unary("MarkBreachNotified", deps, api::MarkBreachNotified);
  service.Unary("ListBreaches", deps, api::ListBreaches);
  service.Unary("PlaceLegalHold", deps, api::PlaceLegalHold);
  service.Unary("ReleaseLegalHold", deps, api::ReleaseLegalHold);
  service.Unary("ListLegalHolds", deps, api::ListLegalHolds);
  return service;
}

}  // namespace tancua::identity
