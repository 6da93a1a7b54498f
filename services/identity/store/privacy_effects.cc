#include "services/identity/store/privacy_effects.h"

#include "common/status/macros.h"
#include "services/identity/store/citizens.h"

namespace tancua::identity::store {
namespace {

constexpr char kEndSessions[] =
    "UPDATE sessions SET revoked_at = :now WHERE subject = :subject AND revoked_at IS NULL";
constexpr char kRestrict[] =
    "INSERT INTO restrictions (citizen, data_request, restrict_time) "
    "VALUES (:citizen, :data_request, :now) ON CONFLICT (citizen) DO NOTHING";
constexpr char kSelectSessions[] =
    "SELECT provider, created_at FROM sessions WHERE subject = :subject ORDER BY created_at";
constexpr char kSelectRestricted[] = "SELECT 1 FROM restrictions WHERE citizen = :citizen";

}  // namespace

absl::StatusOr<std::int64_t> EraseCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                          const std::string& citizen, absl::Time now) {
  ASSIGN_OR_RETURN(const std::int64_t profiles, ForgetCitizen(tx, keys, citizen));
  ASSIGN_OR_RETURN(const std::int64_t sessions,
                   tx.Execute(kEndSessions, {now, "citizens/" + citizen}));
  return profiles + sessions;
}

absl::Status RestrictCitizen(sql::Session& tx, const std::string& citizen,
                             const std::string& data_request, absl::Time now) {
  return tx.Execute(kRestrict, {citizen, data_request, now}).status();
}

absl::StatusOr<std::vector<SessionRow>> ListSessions(sql::Session& session,
                                                     const std::string& subject) {
  std::vector<SessionRow> sessions;
  RETURN_IF_ERROR(session.Query(kSelectSessions, {subject}, [&](const sql::Row& row) {
    sessions.push_back({.provider = row.Text(0), .created_at = row.Time(1)});
  }));
  return sessions;
}

absl::StatusOr<bool> IsRestricted(sql::Session& session, const std::string& citizen) {
  bool restricted = false;
  RETURN_IF_ERROR(
      session.Query(kSelectRestricted, {citizen}, [&](const sql::Row&) { restricted = true; }));
  return restricted;
}

}  // namespace tancua::identity::store
