#include "services/identity/store/attempt_limits.h"

#include "common/status/macros.h"

namespace tancua::identity::store {
namespace {

constexpr char kCountAttempt[] =
    "INSERT INTO attempt_limits (key_index, attempts, window_end) "
    "VALUES (:key_index, 1, :first_end) "
    "ON CONFLICT (key_index) DO UPDATE SET "
    "attempts = CASE WHEN attempt_limits.window_end <= :now_a THEN 1 "
    "ELSE attempt_limits.attempts + 1 END, "
    "window_end = CASE WHEN attempt_limits.window_end <= :now_b "
    "OR attempt_limits.attempts < :limit THEN :next_end ELSE attempt_limits.window_end END "
    "RETURNING attempts, window_end";
constexpr char kForgetAttempts[] = "DELETE FROM attempt_limits WHERE key_index = :key_index";

}  // namespace

absl::StatusOr<CountedAttempt> CountAttempt(sql::Session& tx, std::string_view key_index,
                                            absl::Time now, absl::Duration window, int limit) {
  CountedAttempt attempt;
  RETURN_IF_ERROR(tx.Query(
      kCountAttempt, {key_index, now + window, now, now, limit, now + window},
      [&](const sql::Row& row) { attempt = {.count = row.Int(0), .window_end = row.Time(1)}; }));
  return attempt;
}

absl::Status ForgetAttempts(sql::Session& tx, std::string_view key_index) {
  return tx.Execute(kForgetAttempts, {key_index}).status();
}

}  // namespace tancua::identity::store
