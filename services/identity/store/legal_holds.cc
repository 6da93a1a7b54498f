#include "services/identity/store/legal_holds.h"

#include "common/status/macros.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_HOLD_COLUMNS "id, subject, ward, officer, reason_sealed, place_time, release_time"

constexpr char kInsertHold[] = "INSERT INTO legal_holds (" TANCUA_HOLD_COLUMNS
                               ") VALUES (:id, :subject, :ward, :officer, :reason, :now, NULL)";
constexpr char kReleaseHold[] =
    "UPDATE legal_holds SET release_time = :now WHERE id = :id AND release_time IS NULL";
constexpr char kSelectHold[] = "SELECT " TANCUA_HOLD_COLUMNS " FROM legal_holds WHERE id = :id";
constexpr char kSelectHeld[] =
    "SELECT 1 FROM legal_holds WHERE subject = :subject AND release_time IS NULL";
constexpr char kHoldsOfWard[] =
    "SELECT " TANCUA_HOLD_COLUMNS
    " FROM legal_holds WHERE ward = :ward AND id < :before ORDER BY id DESC LIMIT :limit";
constexpr char kAllHolds[] = "SELECT " TANCUA_HOLD_COLUMNS
                             " FROM legal_holds WHERE id < :before ORDER BY id DESC LIMIT :limit";

#undef TANCUA_HOLD_COLUMNS

domain::LegalHold ReadHold(const sql::Row& row) {
  return {.id = row.Text(0),
          .subject = row.Text(1),
          .ward = row.Text(2),
          .officer = row.Text(3),
          .reason = row.Text(4),
          .place_time = row.Time(5),
          .release_time = row.OptionalTime(6)};
}

absl::Status OpenReason(const crypto::Keyring& keys, domain::LegalHold& hold) {
  ASSIGN_OR_RETURN(hold.reason, keys.Open(hold.reason, kReasonColumn));
  return absl::OkStatus();
}

}  // namespace

absl::Status InsertLegalHold(sql::Session& tx, const crypto::Keyring& keys,
                             const domain::LegalHold& hold) {
  const std::string reason = keys.Seal(hold.reason, kReasonColumn);
  return tx
      .Execute(kInsertHold,
               {hold.id, hold.subject, hold.ward, hold.officer, reason, hold.place_time})
      .status();
}

absl::StatusOr<bool> ReleaseLegalHold(sql::Session& tx, const std::string& id, absl::Time now) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kReleaseHold, {now, id}));
  return rows == 1;
}

absl::StatusOr<std::optional<domain::LegalHold>> FindLegalHold(sql::Session& session,
                                                               const crypto::Keyring& keys,
                                                               const std::string& id) {
  std::optional<domain::LegalHold> found;
  RETURN_IF_ERROR(
      session.Query(kSelectHold, {id}, [&](const sql::Row& row) { found = ReadHold(row); }));
  if (found) RETURN_IF_ERROR(OpenReason(keys, *found));
  return found;
}

absl::StatusOr<bool> IsHeld(sql::Session& session, const std::string& subject) {
  bool held = false;
  RETURN_IF_ERROR(session.Query(kSelectHeld, {subject}, [&](const sql::Row&) { held = true; }));
  return held;
}

absl::StatusOr<std::vector<domain::LegalHold>> ListLegalHolds(
    sql::Session& session, const crypto::Keyring& keys, const std::optional<std::string>& ward,
    const Page& page) {
  std::vector<domain::LegalHold> holds;
  const auto keep = [&](const sql::Row& row) { holds.push_back(ReadHold(row)); };
  const std::string before = page.Bound();
  if (ward) {
    RETURN_IF_ERROR(session.Query(kHoldsOfWard, {*ward, before, page.limit}, keep));
  } else {
    RETURN_IF_ERROR(session.Query(kAllHolds, {before, page.limit}, keep));
  }
  for (domain::LegalHold& hold : holds) RETURN_IF_ERROR(OpenReason(keys, hold));
  return holds;
}

}  // namespace tancua::identity::store
