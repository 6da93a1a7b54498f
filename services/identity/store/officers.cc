#include "services/identity/store/officers.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/identity/domain/directory.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_OFFICER_COLUMNS \
  "id, display_name_sealed, ward, roles, username, active, source, revision"

constexpr char kDeactivateAll[] = "UPDATE officers SET active = 0 WHERE source = 'FILE'";
constexpr char kUpsertOfficer[] =
    "INSERT INTO officers (id, username, display_name_sealed, ward, roles, active) "
    "VALUES (:id, :username, :name, :ward, :roles, 1) "
    "ON CONFLICT (username) DO UPDATE SET display_name_sealed = excluded.display_name_sealed, "
    "ward = excluded.ward, roles = excluded.roles, active = 1, revision = officers.revision + 1 "
    "WHERE officers.source = 'FILE'";
// Whoever the file has deactivated or sent to another ward.
constexpr char kVacateForeign[] =
    "UPDATE positions SET holder = NULL, revision = revision + 1 "
    "WHERE holder IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM officers WHERE officers.id = positions.holder AND officers.active = 1 "
    "AND officers.ward = positions.ward)";
constexpr char kSelectById[] =
    "SELECT " TANCUA_OFFICER_COLUMNS " FROM officers WHERE id = :id AND active = 1";
constexpr char kSelectByUsername[] =
    "SELECT " TANCUA_OFFICER_COLUMNS " FROM officers WHERE username = :username AND active = 1";
constexpr char kSelectAnyOfficer[] =
    "SELECT " TANCUA_OFFICER_COLUMNS " FROM officers WHERE id = :id";
constexpr char kSelectOfWard[] =
    "SELECT " TANCUA_OFFICER_COLUMNS
    " FROM officers WHERE ward = :ward AND username > :after ORDER BY username LIMIT :limit";
constexpr char kInsertOfficer[] =
    "INSERT INTO officers (id, username, display_name_sealed, ward, roles, active, source, "
    "revision) VALUES (:id, :username, :name, :ward, :roles, 1, 'DIRECTORY', 1) "
    "ON CONFLICT (username) DO NOTHING";
constexpr char kUpdateOfficer[] =
    "UPDATE officers SET display_name_sealed = :name, ward = :ward, roles = :roles, "
    "active = :active, source = 'DIRECTORY', revision = :revision "
    "WHERE id = :id AND revision = :before";
constexpr char kSelectHeldPositions[] =
    "SELECT ward, id, roles FROM positions WHERE holder = :holder ORDER BY ward, id";

#undef TANCUA_OFFICER_COLUMNS

std::vector<std::string> WordsOf(const std::string& text) {
  return absl::StrSplit(text, ' ', absl::SkipEmpty());
}

// The name stays sealed: a row must be read to its end before anything else is.
domain::Officer ReadOfficerRow(const sql::Row& row) {
  return {.id = row.Text(0),
          .display_name = row.Text(1),
          .ward = row.Text(2),
          .roles = WordsOf(row.Text(3)),
          .username = row.Text(4),
          .granted_roles = WordsOf(row.Text(3)),
          .active = row.Int(5) != 0,
          .from_file = row.Text(6) == "FILE",
          .revision = row.Int(7)};
}

absl::Status Complete(sql::Session& session, const crypto::Keyring& keys,
                      domain::Officer& officer) {
  ASSIGN_OR_RETURN(officer.display_name, keys.Open(officer.display_name, kOfficerNameColumn));
  return session.Query(kSelectHeldPositions, {officer.id}, [&](const sql::Row& row) {
    officer.positions.push_back(domain::PositionName(row.Text(0), row.Text(1)));
    for (std::string& role : WordsOf(row.Text(2))) {
      if (std::find(officer.roles.begin(), officer.roles.end(), role) == officer.roles.end()) {
        officer.roles.push_back(std::move(role));
      }
    }
  });
}

absl::StatusOr<std::vector<domain::Officer>> ReadOfficers(
    sql::Session& session, const crypto::Keyring& keys, const char* select,
    std::initializer_list<sql::Param> params) {
  std::vector<domain::Officer> officers;
  RETURN_IF_ERROR(session.Query(
      select, params, [&](const sql::Row& row) { officers.push_back(ReadOfficerRow(row)); }));
  for (domain::Officer& officer : officers) RETURN_IF_ERROR(Complete(session, keys, officer));
  return officers;
}

absl::StatusOr<std::optional<domain::Officer>> Find(sql::Session& session,
                                                    const crypto::Keyring& keys, const char* select,
                                                    const std::string& value) {
  ASSIGN_OR_RETURN(std::vector<domain::Officer> officers,
                   ReadOfficers(session, keys, select, {value}));
  if (officers.empty()) return std::nullopt;
  return std::move(officers.front());
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
  return tx.Execute(kVacateForeign, {}).status();
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

absl::StatusOr<domain::Officer> LoadOfficer(sql::Session& session, const crypto::Keyring& keys,
                                            const std::string& id) {
  ASSIGN_OR_RETURN(std::optional<domain::Officer> officer,
                   Find(session, keys, kSelectAnyOfficer, id));
  if (!officer) return status::Error(kOfficerNotFound);
  return *std::move(officer);
}

absl::StatusOr<std::vector<domain::Officer>> ListOfficers(sql::Session& session,
                                                          const crypto::Keyring& keys,
                                                          std::string_view ward,
                                                          std::string_view after, int limit) {
  return ReadOfficers(session, keys, kSelectOfWard, {ward, after, limit});
}

absl::Status InsertOfficer(sql::Session& tx, const crypto::Keyring& keys,
                           const domain::Officer& officer) {
  const std::string name = keys.Seal(officer.display_name, kOfficerNameColumn);
  const std::string roles = absl::StrJoin(officer.granted_roles, " ");
  ASSIGN_OR_RETURN(
      const std::int64_t rows,
      tx.Execute(kInsertOfficer, {officer.id, officer.username, name, officer.ward, roles}));
  return rows == 1 ? absl::OkStatus()
                   : status::Error(kDirectoryNameTaken, {.field = "officer.username"});
}

absl::Status UpdateOfficer(sql::Session& tx, const crypto::Keyring& keys,
                           const domain::Officer& officer) {
  const std::string name = keys.Seal(officer.display_name, kOfficerNameColumn);
  const std::string roles = absl::StrJoin(officer.granted_roles, " ");
  ASSIGN_OR_RETURN(
      const std::int64_t rows,
      tx.Execute(kUpdateOfficer, {name, officer.ward, roles, officer.active, officer.revision,
                                  officer.id, officer.revision - 1}));
  return rows == 1 ? absl::OkStatus() : status::Error(kOfficerEtagMismatch);
}

}  // namespace tancua::identity::store
