#include "services/dossier/service.h"

#include "services/dossier/api/export_personal_data.h"
#include "services/dossier/api/procedures.h"

namespace tancua::dossier {

rpc::Service CatalogueService(const Deps& deps) {
  rpc::Service service("tancua.dossier.v1.CatalogueService");
  service.Unary("ListProcedures", deps, api::ListProcedures);
  service.Unary("GetProcedure", deps, api::GetProcedure);
  return service;
}

rpc::Service DossierService(const Deps& deps) {
  rpc::Service service("tancua.dossier.v1.DossierService");
  service.ClientStreaming("UploadAttachment", deps, api::UploadAttachment);
  service.ServerStreaming("DownloadAttachment", deps, api::DownloadAttachment);
  service.Unary("FileDossier", deps, api::FileDossier);
  service.Unary("GetDossier", deps, api::GetDossier);
  service.Unary("ListDossiers", deps, api::ListDossiers);
  service.Unary("LookupDossier", deps, api::LookupDossier);
  service.Unary("AcceptDossier", deps, api::AcceptDossier);
  service.Unary("RequestSupplement", deps, api::RequestSupplement);
  service.Unary("SupplementDossier", deps, api::SupplementDossier);
  service.Unary("AssignDossier", deps, api::AssignDossier);
  service.Unary("RefuseDossier", deps, api::RefuseDossier);
  service.Unary("SubmitDossierForApproval", deps, api::SubmitDossierForApproval);
  service.Unary("ApproveDossier", deps, api::ApproveDossier);
  service.Unary("ReturnDossier", deps, api::ReturnDossier);
  return service;
}

rpc::Service PersonalDataService(const Deps& deps) {
  rpc::Service service("tancua.privacy.v1.PersonalDataService");
  service.Unary("ExportPersonalData", deps, api::ExportPersonalData);
  return service;
}

}  // namespace tancua::dossier
