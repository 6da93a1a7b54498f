#include <utility>

#include "common/status/macros.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/errors.h"
#include "services/identity/export/document.h"
#include "services/identity/export/own_data.h"
#include "services/identity/export/pdf.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/citizens.h"
#include "services/identity/wire_time.h"
#include "tancua/privacy/v1/personal_data_service.pb.h"

namespace tancua::identity::api {
namespace {

constexpr char kExport[] = "tancua.privacy.v1.PersonalDataService/ExportPersonalData";

// The call goes on in the name of this service: the others answer nobody else.
rpc::Call AsIdentity(const PrivacyDeps& deps, const rpc::Call& call) {
  rpc::Call onward;
  onward.deadline = call.deadline;
  onward.traceparent = call.traceparent;
  onward.metadata["authorization"] = "Bearer " + deps.base.access_tokens.ForService("identity");
  return onward;
}

void AddSection(v1::PersonalDataExport& data, const std::string& service, const std::string& title,
                google::protobuf::Struct records) {
  v1::PersonalDataSection& section = *data.add_sections();
  section.set_service(service);
  section.set_title(title);
  *section.mutable_data() = std::move(records);
}

absl::Status AskTheOthers(const PrivacyDeps& deps, const rpc::Call& call,
                          const domain::Citizen& citizen, v1::PersonalDataExport& data) {
  const rpc::Call onward = AsIdentity(deps, call);
  privacy::v1::ExportPersonalDataRequest request;
  request.set_citizen("citizens/" + citizen.id);
  request.set_citizen_number(citizen.profile.number);
  for (const PersonalDataSource& source : deps.sources) {
    privacy::v1::ExportPersonalDataResponse response;
    RETURN_IF_ERROR(rpc::Invoke(source.invoker, onward, kExport, request, response));
    if (response.dossiers_size() > 0) *request.mutable_dossiers() = response.dossiers();
    AddSection(data, source.service, source.title, std::move(*response.mutable_data()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::PersonalDataExport> ExportMyData(PrivacyDeps& deps, const rpc::Call& call,
                                                    const v1::ExportMyDataRequest& request) {
  const std::string& self = call.caller.subject;
  const std::string id = wire::IdIn("citizens", self);
  if ((request.name() != "citizens/me" && request.name() != self) || id.empty()) {
    return status::Error(kCitizenNotFound, {.field = "name"});
  }
  v1::PersonalDataExport data;
  data.set_citizen(self);
  *data.mutable_export_time() = wire::ToTimestamp(deps.base.clock.Now());
  ASSIGN_OR_RETURN(const auto citizen, deps.base.database.Read([&](sql::Session& session) {
    return store::FindCitizen(session, deps.base.keys, id);
  }));
  if (!citizen) return status::Error(kCitizenNotFound, {.field = "name"});
  ASSIGN_OR_RETURN(auto own, deps.base.database.Read([&](sql::Session& session) {
    return exporting::OwnData(session, deps.base.keys, *citizen);
  }));
  AddSection(data, "identity", "Định danh và quyền của chủ thể dữ liệu", std::move(own));
  RETURN_IF_ERROR(AskTheOthers(deps, call, *citizen, data));
  return data;
}

absl::Status ExportMyDataPdf(PrivacyDeps& deps, const rpc::Call& call,
                             const v1::ExportMyDataRequest& request,
                             rpc::Writer<rest::v1::RawBody>& answers) {
  ASSIGN_OR_RETURN(const v1::PersonalDataExport data, ExportMyData(deps, call, request));
  ASSIGN_OR_RETURN(std::string pdf, exporting::RenderPdf(exporting::ToDocument(data)));
  rest::v1::RawBody body;
  body.set_content_type("application/pdf");
  body.set_size_bytes(static_cast<std::int64_t>(pdf.size()));
  body.set_file_name("du-lieu-ca-nhan.pdf");
  body.set_data(std::move(pdf));
  return answers.Write(body);
}

}  // namespace tancua::identity::api
