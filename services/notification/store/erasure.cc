#include "services/notification/store/erasure.h"

#include <algorithm>
#include <string>

#include "common/events/id_bound.h"
#include "common/status/macros.h"

namespace tancua::notification::store {
namespace {

constexpr char kEraseMessages[] = "DELETE FROM messages WHERE dossier = :dossier";
constexpr char kRememberErased[] =
    "INSERT INTO erased_dossiers (dossier, erase_us) VALUES (:dossier, :now) "
    "ON CONFLICT (dossier) DO NOTHING";
constexpr char kEraseLate[] =
    "DELETE FROM messages WHERE dossier IN "
    "(SELECT dossier FROM erased_dossiers WHERE erase_us > :since)";

// The id of a message is that of its event: a UUIDv7, in order of time.
#define TANCUA_OLD_MESSAGES                                                                   \
  "FROM messages WHERE id < :bound AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE held = 1 " \
  "AND subject = 'dossiers/' || messages.dossier)"

constexpr char kCountOld[] = "SELECT COUNT(*) " TANCUA_OLD_MESSAGES;
constexpr char kDeleteOld[] =
    "DELETE FROM messages WHERE id IN (SELECT id " TANCUA_OLD_MESSAGES " ORDER BY id LIMIT :limit)";

#undef TANCUA_OLD_MESSAGES

}  // namespace

absl::StatusOr<std::int64_t> EraseMessages(sql::Session& tx, std::string_view code,
                                           absl::Time now) {
  RETURN_IF_ERROR(tx.Execute(kRememberErased, {code, now}).status());
  return tx.Execute(kEraseMessages, {code});
}

absl::StatusOr<std::int64_t> EraseLateMessages(sql::Session& tx, absl::Time since) {
  return tx.Execute(kEraseLate, {since});
}

absl::StatusOr<std::int64_t> CountOldMessages(sql::Session& session, absl::Time before) {
  std::int64_t count = 0;
  const std::string bound = events::FirstIdAt(before);
  RETURN_IF_ERROR(
      session.Query(kCountOld, {bound}, [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<int> DeleteOldMessages(sql::Session& tx, absl::Time before, int limit) {
  const std::string bound = events::FirstIdAt(before);
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kDeleteOld, {bound, limit}));
  return static_cast<int>(rows);
}

}  // namespace tancua::notification::store
