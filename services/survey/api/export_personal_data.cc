#include "services/survey/api/export_personal_data.h"

#include <utility>
#include <vector>

#include "common/json/record.h"
#include "common/status/macros.h"
#include "services/survey/store/privacy.h"
#include "services/survey/store/sealed_columns.h"

namespace tancua::survey::api {
namespace {

using google::protobuf::Struct;
using json::Record;

absl::StatusOr<Struct> SurveyRecord(const Deps& deps, const std::string& dossier,
                                    const store::ShownAnswer& shown) {
  std::string comment;
  if (!shown.comment_sealed.empty()) {
    ASSIGN_OR_RETURN(comment, deps.keys.Open(shown.comment_sealed, store::kCommentColumn));
  }
  std::vector<Struct> scores;
  scores.reserve(shown.scores.size());
  for (const auto& score : shown.scores) {
    scores.push_back(
        Record().Text("questionId", score.question_id).Number("score", score.score).Take());
  }
  return Record()
      .Text("dossier", dossier)
      .Text("state", shown.state)
      .Time("inviteTime", shown.invite_time)
      .Time("answerTime", shown.answer_time)
      .List("answers", std::move(scores))
      .Text("comment", comment)
      .Take();
}

}  // namespace

absl::StatusOr<privacy::v1::ExportPersonalDataResponse> ExportPersonalData(
    Deps& deps, const rpc::Call&, const privacy::v1::ExportPersonalDataRequest& request) {
  std::vector<Struct> records;
  for (const std::string& dossier : request.dossiers()) {
    ASSIGN_OR_RETURN(const auto shown, deps.database.Read([&](sql::Session& session) {
      return store::ShowAnswer(session, dossier);
    }));
    if (!shown) continue;
    ASSIGN_OR_RETURN(Struct record, SurveyRecord(deps, dossier, *shown));
    records.push_back(std::move(record));
  }
  privacy::v1::ExportPersonalDataResponse response;
  *response.mutable_data() = Record().List("surveys", std::move(records)).Take();
  return response;
}

}  // namespace tancua::survey::api
