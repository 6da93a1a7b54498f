#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "services/identity/privacy_deps.h"
#include "tancua/identity/v1/privacy_service.pb.h"

// The procedures of PrivacyService; each is described at its RPC.
namespace tancua::identity::api {

#define TANCUA_PRIVACY_RPC(Method, Request, Response)                                     \
  [[nodiscard]] absl::StatusOr<Response> Method(PrivacyDeps& deps, const rpc::Call& call, \
                                                const v1::Request& request)

TANCUA_PRIVACY_RPC(ListPurposes, ListPurposesRequest, v1::ListPurposesResponse);
TANCUA_PRIVACY_RPC(GrantConsent, GrantConsentRequest, v1::Consent);
TANCUA_PRIVACY_RPC(WithdrawConsent, WithdrawConsentRequest, v1::Consent);
TANCUA_PRIVACY_RPC(ListConsents, ListConsentsRequest, v1::ListConsentsResponse);
TANCUA_PRIVACY_RPC(ExportMyData, ExportMyDataRequest, v1::PersonalDataExport);
TANCUA_PRIVACY_RPC(CreateDataRequest, CreateDataRequestRequest, v1::DataRequest);
TANCUA_PRIVACY_RPC(GetDataRequest, GetDataRequestRequest, v1::DataRequest);
TANCUA_PRIVACY_RPC(ListDataRequests, ListDataRequestsRequest, v1::ListDataRequestsResponse);
TANCUA_PRIVACY_RPC(AcknowledgeDataRequest, AcknowledgeDataRequestRequest, v1::DataRequest);
TANCUA_PRIVACY_RPC(ExtendDataRequest, ExtendDataRequestRequest, v1::DataRequest);
TANCUA_PRIVACY_RPC(DecideDataRequest, DecideDataRequestRequest, v1::DataRequest);
TANCUA_PRIVACY_RPC(CreateBreach, CreateBreachRequest, v1::Breach);
TANCUA_PRIVACY_RPC(UpdateBreach, UpdateBreachRequest, v1::Breach);
TANCUA_PRIVACY_RPC(MarkBreachNotified, MarkBreachNotifiedRequest, v1::Breach);
TANCUA_PRIVACY_RPC(ListBreaches, ListBreachesRequest, v1::ListBreachesResponse);
TANCUA_PRIVACY_RPC(PlaceLegalHold, PlaceLegalHoldRequest, v1::LegalHold);
TANCUA_PRIVACY_RPC(ReleaseLegalHold, ReleaseLegalHoldRequest, v1::LegalHold);
TANCUA_PRIVACY_RPC(ListLegalHolds, ListLegalHoldsRequest, v1::ListLegalHoldsResponse);

#undef TANCUA_PRIVACY_RPC

[[nodiscard]] absl::Status ExportMyDataPdf(PrivacyDeps& deps, const rpc::Call& call,
                                           const v1::ExportMyDataRequest& request,
                                           rpc::Writer<rest::v1::RawBody>& answers);

}  // namespace tancua::identity::api
