#include "services/dossier/api/export_personal_data.h"

#include <utility>
#include <vector>

#include "common/json/record.h"
#include "common/status/macros.h"
#include "services/dossier/store/attachments.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/store/persons.h"

namespace tancua::dossier::api {
namespace {

using google::protobuf::Struct;
using json::Record;

Struct ApplicantRecord(const domain::Applicant& applicant) {
  return Record()
      .Text("displayName", applicant.display_name)
      .Text("citizenNumber", applicant.citizen_number)
      .Text("birthDate", applicant.birth_date)
      .Text("phone", applicant.phone)
      .Take();
}

absl::StatusOr<std::vector<Struct>> PaperRecords(sql::Session& tx, const std::string& code) {
  ASSIGN_OR_RETURN(const auto papers, store::LoadPapers(tx, code));
  std::vector<Struct> records;
  records.reserve(papers.size());
  for (const domain::Paper& paper : papers) {
    records.push_back(
        Record().Text("paperId", paper.id).Text("name", "attachments/" + paper.attachment).Take());
  }
  return records;
}

// Without the officers, who are persons too, and what they propose to each other.
absl::StatusOr<std::vector<Struct>> HistoryRecords(const Deps& deps, sql::Session& tx,
                                                   const std::string& code) {
  ASSIGN_OR_RETURN(const auto history, store::LoadTransitions(tx, deps.keys, code));
  std::vector<Struct> records;
  records.reserve(history.size());
  for (const domain::Transition& transition : history) {
    const bool inward = transition.to == domain::State::kSubmittedForApproval;
    records.push_back(Record()
                          .Text("state", domain::Name(transition.to))
                          .Time("time", transition.time)
                          .Text("note", inward ? std::string() : transition.note)
                          .Take());
  }
  return records;
}

absl::StatusOr<Struct> DossierRecord(const Deps& deps, sql::Session& tx,
                                     const domain::Dossier& dossier) {
  ASSIGN_OR_RETURN(const std::string bytes, store::LoadForm(tx, deps.keys, dossier.code));
  Struct form;
  if (!form.ParseFromString(bytes)) return absl::DataLossError("form is damaged");
  ASSIGN_OR_RETURN(auto papers, PaperRecords(tx, dossier.code));
  ASSIGN_OR_RETURN(auto history, HistoryRecords(deps, tx, dossier.code));
  return Record()
      .Text("code", dossier.code)
      .Text("procedure", dossier.procedure)
      .Text("procedureTitle", dossier.procedure_title)
      .Text("ward", dossier.ward)
      .Text("channel", domain::Name(dossier.channel))
      .Text("state", domain::Name(dossier.state))
      .Struct("applicant", ApplicantRecord(dossier.applicant))
      .Time("receiveTime", dossier.receive_time)
      .Time("dueTime", dossier.due_time)
      .Time("finishTime", dossier.finish_time)
      .Number("feeVnd", dossier.fee_vnd)
      .Struct("form", std::move(form))
      .List("papers", std::move(papers))
      .List("history", std::move(history))
      .Take();
}

}  // namespace

absl::StatusOr<privacy::v1::ExportPersonalDataResponse> ExportPersonalData(
    const Deps& deps, const rpc::Call&, const privacy::v1::ExportPersonalDataRequest& request) {
  return deps.database.Read(
      [&](sql::Session& tx) -> absl::StatusOr<privacy::v1::ExportPersonalDataResponse> {
        ASSIGN_OR_RETURN(
            const auto dossiers,
            store::DossiersOf(tx, deps.keys, {request.citizen(), request.citizen_number()}));
        privacy::v1::ExportPersonalDataResponse response;
        std::vector<Struct> records;
        records.reserve(dossiers.size());
        for (const domain::Dossier& dossier : dossiers) {
          ASSIGN_OR_RETURN(Struct record, DossierRecord(deps, tx, dossier));
          records.push_back(std::move(record));
          response.add_dossiers("dossiers/" + dossier.code);
        }
        *response.mutable_data() = Record().List("dossiers", std::move(records)).Take();
        return response;
      });
}

}  // namespace tancua::dossier::api
