#include "services/survey/store/invitations.h"

#include "common/status/macros.h"
#include "services/survey/store/sealed_columns.h"

namespace tancua::survey::store {
namespace {

constexpr char kInsert[] = R"(
  INSERT INTO invitations (invitation_id, dossier, ward, procedure_title, token_index,
                           token_sealed, questionnaire, state, invite_time, expire_time)
  VALUES (:id, :dossier, :ward, :procedure_title, :token_index, :token_sealed, :questionnaire,
          'OPEN', :invite_time, :expire_time)
  ON CONFLICT (dossier) DO NOTHING)";

constexpr char kFind[] = R"(
  SELECT invitation_id, dossier, ward, procedure_title, questionnaire, state, expire_time
  FROM invitations WHERE token_index = :token_index)";

// The condition on the state decides between replicas: only one of them changes the row.
constexpr char kMarkAnswered[] = R"(
  UPDATE invitations SET state = 'ANSWERED', answer_time = :now, comment_sealed = :comment
  WHERE invitation_id = :id AND state = 'OPEN')";

constexpr char kInsertAnswer[] =
    "INSERT INTO answers (invitation_id, question_id, score) VALUES (:id, :question_id, :score)";

constexpr char kMarkExpired[] = R"(
  UPDATE invitations SET state = 'EXPIRED'
  WHERE state = 'OPEN' AND invitation_id IN (
    SELECT invitation_id FROM invitations
    WHERE state = 'OPEN' AND expire_time <= :now ORDER BY expire_time LIMIT :most))";

constexpr char kCountOpen[] = "SELECT COUNT(*) FROM invitations WHERE state = 'OPEN'";

domain::Invitation::State StateOf(std::string_view name) {
  if (name == "ANSWERED") return domain::Invitation::State::kAnswered;
  if (name == "EXPIRED") return domain::Invitation::State::kExpired;
  return domain::Invitation::State::kOpen;
}

}  // namespace

absl::StatusOr<bool> AddInvitation(sql::Session& tx, const crypto::Keyring& keys,
                                   const domain::Invitation& invitation, std::string_view token,
                                   absl::Time now) {
  const std::string index = keys.Index(token, kTokenColumn);
  const std::string sealed = keys.Seal(token, kSealedTokenColumn);
  ASSIGN_OR_RETURN(const std::int64_t added,
                   tx.Execute(kInsert, {invitation.id, invitation.dossier, invitation.ward,
                                        invitation.procedure_title, index, sealed,
                                        invitation.questionnaire, now, invitation.expire_time}));
  return added == 1;
}

std::vector<std::string> TokenIndices(const crypto::Keyring& keys, std::string_view token) {
  return keys.Indices(token, kTokenColumn);
}

absl::StatusOr<std::optional<domain::Invitation>> FindInvitation(
    sql::Session& session, const std::vector<std::string>& token_indices) {
  std::optional<domain::Invitation> found;
  for (const std::string& index : token_indices) {
    RETURN_IF_ERROR(session.Query(kFind, {index}, [&](const sql::Row& row) {
      found = domain::Invitation{.id = row.Text(0),
                                 .dossier = row.Text(1),
                                 .ward = row.Text(2),
                                 .procedure_title = row.Text(3),
                                 .questionnaire = row.Text(4),
                                 .state = StateOf(row.Text(5)),
                                 .expire_time = row.Time(6)};
    }));
    if (found) break;
  }
  return found;
}

absl::StatusOr<bool> MarkAnswered(sql::Session& tx, std::string_view invitation_id,
                                  std::string_view comment_sealed, absl::Time now) {
  const sql::Param comment = comment_sealed.empty() ? sql::Param(nullptr) : comment_sealed;
  ASSIGN_OR_RETURN(const std::int64_t changed,
                   tx.Execute(kMarkAnswered, {now, comment, invitation_id}));
  return changed == 1;
}

absl::Status AddAnswers(sql::Session& tx, std::string_view invitation_id,
                        const std::vector<domain::Answer>& answers) {
  for (const domain::Answer& answer : answers) {
    RETURN_IF_ERROR(tx.Post(kInsertAnswer, {invitation_id, answer.question_id, answer.score}));
  }
  return absl::OkStatus();
}

absl::StatusOr<int> MarkExpired(sql::Session& tx, absl::Time now, int limit) {
  ASSIGN_OR_RETURN(const std::int64_t changed, tx.Execute(kMarkExpired, {now, limit}));
  return static_cast<int>(changed);
}

absl::StatusOr<std::int64_t> CountOpen(sql::Session& session) {
  std::int64_t count = 0;
  RETURN_IF_ERROR(session.Query(kCountOpen, {}, [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

}  // namespace tancua::survey::store
