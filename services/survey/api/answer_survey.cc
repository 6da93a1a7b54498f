#include "services/survey/api/answer_survey.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/survey/api/load.h"
#include "services/survey/domain/answer_rules.h"
#include "services/survey/domain/errors.h"
#include "services/survey/store/invitations.h"
#include "services/survey/store/sealed_columns.h"
#include "services/survey/wire.h"
#include "tancua/survey/v1/events.pb.h"

namespace tancua::survey::api {
namespace {

// What the citizen says, checked as far as that goes without the invitation.
struct Said {
  std::vector<std::string> token_indices;
  std::vector<domain::Answer> answers;
  std::string comment;
};

absl::StatusOr<Said> Read(const Deps& deps, const v1::AnswerSurveyRequest& request) {
  ASSIGN_OR_RETURN(const std::string token, wire::ParseName(request.name()));
  ASSIGN_OR_RETURN(std::string comment, domain::CleanComment(request.comment()));
  return Said{.token_indices = store::TokenIndices(deps.keys, token),
              .answers = wire::ToAnswers(request),
              .comment = std::move(comment)};
}

absl::Status Save(Deps& deps, sql::Session& tx, const domain::Invitation& invitation,
                  const Said& said, absl::Time now) {
  const std::string sealed =
      said.comment.empty() ? "" : deps.keys.Seal(said.comment, store::kCommentColumn);
  ASSIGN_OR_RETURN(const bool first, store::MarkAnswered(tx, invitation.id, sealed, now));
  if (!first) return status::Error(kSurveyAlreadyAnswered);
  return store::AddAnswers(tx, invitation.id, said.answers);
}

absl::Status Publish(Deps& deps, sql::Session& tx, const rpc::Call& call,
                     const domain::Invitation& invitation, const Said& said, absl::Time now) {
  v1::SurveyAnswered event;
  event.set_dossier(invitation.dossier);
  event.set_ward(invitation.ward);
  event.set_overall_score(domain::OverallScore(said.answers));
  *event.mutable_answer_time() = wire::ToTimestamp(now);
  return deps.outbox.Add(tx, wire::WardDigits(invitation.ward), invitation.dossier,
                         call.traceparent, event);
}

absl::StatusOr<v1::Survey> Answer(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                  std::string_view name, const Said& said) {
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(Loaded loaded, Load(deps, tx, said.token_indices));
  RETURN_IF_ERROR(domain::CheckAnswerable(loaded.invitation, now));
  RETURN_IF_ERROR(domain::CheckAnswers(*loaded.questionnaire, said.answers));
  RETURN_IF_ERROR(Save(deps, tx, loaded.invitation, said, now));
  RETURN_IF_ERROR(Publish(deps, tx, call, loaded.invitation, said, now));
  loaded.invitation.state = domain::Invitation::State::kAnswered;
  return wire::ToSurvey(name, loaded.invitation, *loaded.questionnaire);
}

}  // namespace

absl::StatusOr<v1::Survey> AnswerSurvey(Deps& deps, const rpc::Call& call,
                                        const v1::AnswerSurveyRequest& request) {
  ASSIGN_OR_RETURN(const Said said, Read(deps, request));
  v1::Survey survey;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(survey, Answer(deps, tx, call, request.name(), said));
    return absl::OkStatus();
  };
  rpc::Run run = rpc::Run::kFirst;
  if (request.request_id().empty()) {
    RETURN_IF_ERROR(deps.database.Write(said.token_indices.front(), body));
  } else {
    ASSIGN_OR_RETURN(
        run, rpc::Once(deps.database, said.token_indices.front(), call, request.request_id(),
                       deps.keys, deps.clock, request, survey, body));
  }
  if (run == rpc::Run::kFirst) deps.metrics.CountAnswer(domain::OverallScore(said.answers));
  return survey;
}

}  // namespace tancua::survey::api
