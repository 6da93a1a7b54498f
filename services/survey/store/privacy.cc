#include "services/survey/store/privacy.h"

#include "common/events/id_bound.h"
#include "common/status/macros.h"

namespace tancua::survey::store {
namespace {

constexpr char kUpsertOptOut[] = R"(
  INSERT INTO opt_outs (citizen, reason, opted_out, change_time)
  VALUES (:citizen, :reason, :opted_out, :time)
  ON CONFLICT (citizen, reason) DO UPDATE
  SET opted_out = excluded.opted_out, change_time = excluded.change_time
  WHERE opt_outs.change_time < excluded.change_time)";
constexpr char kFindOptOut[] =
    "SELECT 1 FROM opt_outs WHERE citizen = :citizen AND opted_out = 1 LIMIT 1";

constexpr char kEraseComment[] = R"(
  UPDATE invitations
  SET comment_sealed = NULL, state = CASE WHEN state = 'OPEN' THEN 'EXPIRED' ELSE state END
  WHERE dossier = :dossier)";

constexpr char kShow[] = R"(
  SELECT invitation_id, state, invite_time, answer_time, comment_sealed
  FROM invitations WHERE dossier = :dossier)";
constexpr char kShowScores[] =
    "SELECT question_id, score FROM answers WHERE invitation_id = :id ORDER BY question_id";

// Ids are UUIDv7, in order of time.
#define TANCUA_OLD_ANSWERS                                                    \
  "FROM invitations WHERE anonymise_time IS NULL AND invitation_id < :bound " \
  "AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE held = 1 AND subject = invitations.dossier)"

constexpr char kCountOldAnswers[] = "SELECT COUNT(*) " TANCUA_OLD_ANSWERS;
// Dossier and token must stay unique.
constexpr char kAnonymise[] =
    "UPDATE invitations SET anonymise_time = :now, comment_sealed = NULL, "
    "dossier = 'anonymous/' || invitation_id, token_index = 'anonymous/' || invitation_id, "
    "state = CASE WHEN state = 'OPEN' THEN 'EXPIRED' ELSE state END "
    "WHERE invitation_id IN (SELECT invitation_id " TANCUA_OLD_ANSWERS
    " ORDER BY invitation_id LIMIT :limit)";

#undef TANCUA_OLD_ANSWERS

}  // namespace

absl::Status ApplyOptOut(sql::Session& tx, std::string_view citizen, const char* reason,
                         bool opted_out, absl::Time time) {
  return tx.Execute(kUpsertOptOut, {citizen, reason, opted_out, time}).status();
}

absl::StatusOr<bool> IsOptedOut(sql::Session& session, std::string_view citizen) {
  bool found = false;
  RETURN_IF_ERROR(session.Query(kFindOptOut, {citizen}, [&](const sql::Row&) { found = true; }));
  return found;
}

absl::StatusOr<std::int64_t> EraseComment(sql::Session& tx, std::string_view dossier) {
  return tx.Execute(kEraseComment, {dossier});
}

absl::StatusOr<std::optional<ShownAnswer>> ShowAnswer(sql::Session& session,
                                                      std::string_view dossier) {
  std::optional<ShownAnswer> shown;
  std::string id;
  RETURN_IF_ERROR(session.Query(kShow, {dossier}, [&](const sql::Row& row) {
    id = row.Text(0);
    shown = ShownAnswer{.state = row.Text(1),
                        .invite_time = row.Time(2),
                        .answer_time = row.OptionalTime(3),
                        .comment_sealed = row.Text(4)};
  }));
  if (!shown) return shown;
  RETURN_IF_ERROR(session.Query(kShowScores, {id}, [&](const sql::Row& row) {
    shown->scores.push_back({.question_id = row.Text(0), .score = row.Int(1)});
  }));
  return shown;
}

absl::StatusOr<std::int64_t> CountOldAnswers(sql::Session& session, absl::Time before) {
  std::int64_t count = 0;
  const std::string bound = events::FirstIdAt(before);
  RETURN_IF_ERROR(
      session.Query(kCountOldAnswers, {bound}, [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<int> AnonymiseOldAnswers(sql::Session& tx, absl::Time before, absl::Time now,
                                        int limit) {
  const std::string bound = events::FirstIdAt(before);
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kAnonymise, {now, bound, limit}));
  return static_cast<int>(rows);
}

}  // namespace tancua::survey::store
