#include "services/dossier/store/lookup_attempts.h"

#include "common/status/macros.h"

namespace tancua::dossier::store {
namespace {

constexpr char kCount[] =
    "INSERT INTO lookup_attempts (code, attempts, window_end) "
    "VALUES (:code, 1, :first_end) "
    "ON CONFLICT (code) DO UPDATE SET "
    "attempts = CASE WHEN lookup_attempts.window_end <= :now_a THEN 1 "
    "ELSE lookup_attempts.attempts + 1 END, "
    "window_end = CASE WHEN lookup_attempts.window_end <= :now_b "
    "OR lookup_attempts.attempts < :limit THEN :next_end ELSE lookup_attempts.window_end END "
    "RETURNING attempts, window_end";

constexpr char kForget[] = "DELETE FROM lookup_attempts WHERE code = :code";

constexpr char kDeleteEnded[] =
    "DELETE FROM lookup_attempts WHERE code IN (SELECT code FROM lookup_attempts "
    "WHERE window_end <= :now_a LIMIT :limit) AND window_end <= :now_b";

}  // namespace

absl::StatusOr<Attempt> CountAttempt(sql::Session& tx, std::string_view code, absl::Time now,
                                     absl::Duration window, int limit) {
  Attempt attempt;
  RETURN_IF_ERROR(tx.Query(
      kCount, {code, now + window, now, now, limit, now + window},
      [&](const sql::Row& row) { attempt = {.count = row.Int(0), .window_end = row.Time(1)}; }));
  return attempt;
}

absl::Status ForgetAttempts(sql::Session& tx, std::string_view code) {
  return tx.Post(kForget, {code});
}

absl::StatusOr<std::int64_t> DeleteEndedAttempts(sql::Session& tx, absl::Time now, int limit) {
  return tx.Execute(kDeleteEnded, {now, limit, now});
}

}  // namespace tancua::dossier::store
