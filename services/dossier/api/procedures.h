#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "services/dossier/deps.h"
#include "tancua/dossier/v1/dossier_service.pb.h"

// The procedures behind CatalogueService and DossierService. Each is documented in the proto; the
// name of the RPC is the name of its file, plain reads of a resource share one.
namespace tancua::dossier::api {

namespace pb = tancua::dossier::v1;

// read_catalogue.cc
[[nodiscard]] absl::StatusOr<pb::ListProceduresResponse> ListProcedures(
    const Deps& deps, const rpc::Call& call, const pb::ListProceduresRequest& request);
[[nodiscard]] absl::StatusOr<pb::Procedure> GetProcedure(const Deps& deps, const rpc::Call& call,
                                                         const pb::GetProcedureRequest& request);

[[nodiscard]] absl::StatusOr<pb::Attachment> UploadAttachment(
    const Deps& deps, const rpc::Call& call, rpc::Reader<pb::UploadAttachmentRequest>& requests);
[[nodiscard]] absl::Status DownloadAttachment(const Deps& deps, const rpc::Call& call,
                                              const pb::DownloadAttachmentRequest& request,
                                              rpc::Writer<rest::v1::RawBody>& answers);
[[nodiscard]] absl::StatusOr<pb::Dossier> FileDossier(const Deps& deps, const rpc::Call& call,
                                                      const pb::FileDossierRequest& request);

// read_dossiers.cc
[[nodiscard]] absl::StatusOr<pb::Dossier> GetDossier(const Deps& deps, const rpc::Call& call,
                                                     const pb::GetDossierRequest& request);
[[nodiscard]] absl::StatusOr<pb::ListDossiersResponse> ListDossiers(
    const Deps& deps, const rpc::Call& call, const pb::ListDossiersRequest& request);

[[nodiscard]] absl::StatusOr<pb::DossierStatus> LookupDossier(
    const Deps& deps, const rpc::Call& call, const pb::LookupDossierRequest& request);

[[nodiscard]] absl::StatusOr<pb::Dossier> AcceptDossier(const Deps& deps, const rpc::Call& call,
                                                        const pb::AcceptDossierRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> RequestSupplement(
    const Deps& deps, const rpc::Call& call, const pb::RequestSupplementRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> SupplementDossier(
    const Deps& deps, const rpc::Call& call, const pb::SupplementDossierRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> AssignDossier(const Deps& deps, const rpc::Call& call,
                                                        const pb::AssignDossierRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> RefuseDossier(const Deps& deps, const rpc::Call& call,
                                                        const pb::RefuseDossierRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> SubmitDossierForApproval(
    const Deps& deps, const rpc::Call& call, const pb::SubmitDossierForApprovalRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> ApproveDossier(const Deps& deps, const rpc::Call& call,
                                                         const pb::ApproveDossierRequest& request);
[[nodiscard]] absl::StatusOr<pb::Dossier> ReturnDossier(const Deps& deps, const rpc::Call& call,
                                                        const pb::ReturnDossierRequest& request);

}  // namespace tancua::dossier::api
