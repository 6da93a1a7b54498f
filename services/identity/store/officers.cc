#include "services/identity/store/officers.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

constexpr char kDeactivateAll[] = "UPDATE officers SET active = 0";
constexpr char kUpsertOfficer[] =
    "INSERT INTO officers (id, username, display_name_sealed, ward, roles, active) "
    "VALUES (:id, :username, :name, :ward, :roles, 1) "
    "ON CONFLICT (username) DO UPDATE SET display_name_sealed = excluded.display_name_sealed, "
    "ward = excluded.ward, roles = excluded.roles, active = 1";
constexpr char kSelectById[] =
    "SELECT id, display_name_sealed, ward, roles FROM officers WHERE id = :id AND active = 1";
constexpr char kSelectByUsername[] =
    "SELECT id, display_name_sealed, ward, roles FROM officers "
    "WHERE username = :username AND active = 1";

absl::StatusOr<std::optional<domain::Officer>> Find(sql::Session& session,
                                                    const crypto::Keyring& keys, const char* select,
                                                    const std::string& value) {
  std::optional<domain::Officer> found;
  std::string sealed;
  RETURN_IF_ERROR(session.Query(select, {value}, [&](const sql::Row& row) {
    found.emplace();
    found->id = row.Text(0);
    sealed = row.Text(1);
    found->ward = row.Text(2);
    found->roles = absl::StrSplit(row.Text(3), ' ', absl::SkipEmpty());
  }));
  if (found) {
    ASSIGN_OR_RETURN(found->display_name, keys.Open(sealed, kOfficerNameColumn));
  }
  return found;
}

}  // namespace

absl::Status ReplaceOfficers(sql::Session& tx, const crypto::Keyring& keys, Ids& ids,
                             const std::vector<domain::RosterEntry>& roster) {
  RETURN_IF_ERROR(tx.Execute(kDeactivateAll, {}).status());
  for (const domain::RosterEntry& entry : roster) {
    const std::string id = ids.NewUuid();
    const std::string name = keys.Seal(entry.display_name, kOfficerNameColumn);
    const std::string roles = absl::StrJoin(entry.roles, " ");
    RETURN_IF_ERROR(
        tx.Execute(kUpsertOfficer, {id, entry.username, name, entry.ward, roles}).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<domain::Officer>> FindOfficer(sql::Session& session,
                                                           const crypto::Keyring& keys,
                                                           const std::string& id) {
  return Find(session, keys, kSelectById, id);
}

absl::StatusOr<std::optional<domain::Officer>> FindOfficerByUsername(sql::Session& session,
                                                                     const crypto::Keyring& keys,
                                                                     const std::string& username) {
  return Find(session, keys, kSelectByUsername, username);
}

}  // namespace tancua::identity::store
