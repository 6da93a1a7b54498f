#include "services/notification/api/export_personal_data.h"

#include <string>
#include <utility>
#include <vector>

#include "common/json/record.h"
#include "common/status/macros.h"

namespace tancua::notification::api {
namespace {

using google::protobuf::Struct;
using json::Record;

constexpr int kExportPage = 500;
constexpr std::string_view kDossierCollection = "dossiers/";

Struct MessageRecord(const domain::Message& message) {
  const domain::Facts& facts = message.facts;
  return Record()
      .Text("dossier", facts.dossier)
      .Text("template", message.template_id)
      .Text("state", domain::Name(message.state))
      .Text("rung", domain::Name(message.rung))
      .Text("phone", message.phone)
      .Text("applicantName", facts.applicant_name)
      .Text("agency", facts.agency)
      .Text("link", facts.link)
      .Time("createTime", message.create_time)
      .Time("sendTime", message.send_time)
      .Take();
}

absl::Status AddMessagesOf(Deps& deps, std::string_view code, std::vector<Struct>& records) {
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(const auto messages, deps.store.OfDossier(code, after, kExportPage));
    records.reserve(records.size() + messages.size());
    for (const domain::Message& message : messages) records.push_back(MessageRecord(message));
    if (static_cast<int>(messages.size()) < kExportPage) return absl::OkStatus();
    after = messages.back().id;
  }
}

}  // namespace

absl::StatusOr<privacy::v1::ExportPersonalDataResponse> ExportPersonalData(
    Deps& deps, const rpc::Call&, const privacy::v1::ExportPersonalDataRequest& request) {
  std::vector<Struct> records;
  for (std::string_view dossier : request.dossiers()) {
    if (!dossier.starts_with(kDossierCollection)) continue;
    dossier.remove_prefix(kDossierCollection.size());
    RETURN_IF_ERROR(AddMessagesOf(deps, dossier, records));
  }
  privacy::v1::ExportPersonalDataResponse response;
  *response.mutable_data() = Record().List("messages", std::move(records)).Take();
  return response;
}

}  // namespace tancua::notification::api
