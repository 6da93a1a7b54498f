#include "services/identity/store/clients.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/identity/domain/client_errors.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_CLIENT_COLUMNS                                                      \
  "id, display_name, scopes, wards, calls_per_second, calls_burst, auth_methods, " \
  "disabled, revision, created_at, updated_at"

constexpr char kInsertClient[] =
    "INSERT INTO clients (" TANCUA_CLIENT_COLUMNS
    ") VALUES (:id, :display_name, :scopes, :wards, :per_second, :burst, :auth_methods, :disabled, "
    ":revision, :created_at, :updated_at) ON CONFLICT (id) DO NOTHING";
constexpr char kUpdateClient[] =
    "UPDATE clients SET display_name = :display_name, scopes = :scopes, wards = :wards, "
    "calls_per_second = :per_second, calls_burst = :burst, auth_methods = :auth_methods, "
    "disabled = :disabled, revision = :revision, updated_at = :updated_at "
    "WHERE id = :id AND revision = :before";
constexpr char kSelectClient[] = "SELECT " TANCUA_CLIENT_COLUMNS " FROM clients WHERE id = :id";
constexpr char kSelectClients[] =
    "SELECT " TANCUA_CLIENT_COLUMNS " FROM clients WHERE id > :after ORDER BY id LIMIT :limit";
constexpr char kSelectClientsOfWard[] =
    "SELECT " TANCUA_CLIENT_COLUMNS
    " FROM clients WHERE wards = :ward AND id > :after ORDER BY id LIMIT :limit";

#undef TANCUA_CLIENT_COLUMNS

std::string JoinedWords(const std::vector<std::string>& words) { return absl::StrJoin(words, " "); }
std::vector<std::string> SplitWords(const std::string& text) {
  return absl::StrSplit(text, ' ', absl::SkipEmpty());
}

domain::Client ReadClient(const sql::Row& row) {
  return {.id = row.Text(0),
          .display_name = row.Text(1),
          .scopes = SplitWords(row.Text(2)),
          .wards = SplitWords(row.Text(3)),
          .limit = {.per_second = row.Double(4), .burst = static_cast<int>(row.Int(5))},
          .auth_methods = SplitWords(row.Text(6)),
          .disabled = row.Int(7) != 0,
          .revision = row.Int(8),
          .created_at = row.Time(9),
          .updated_at = row.Time(10)};
}

}  // namespace

absl::StatusOr<bool> InsertClient(sql::Session& tx, const domain::Client& client) {
  const std::string scopes = JoinedWords(client.scopes);
  const std::string wards = JoinedWords(client.wards);
  const std::string methods = JoinedWords(client.auth_methods);
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kInsertClient, {client.id, client.display_name, scopes, wards,
                                              client.limit.per_second, client.limit.burst, methods,
                                              client.disabled, client.revision, client.created_at,
                                              client.updated_at}));
  return rows == 1;
}

absl::Status UpdateClient(sql::Session& tx, const domain::Client& client) {
  const std::string scopes = JoinedWords(client.scopes);
  const std::string wards = JoinedWords(client.wards);
  const std::string methods = JoinedWords(client.auth_methods);
  ASSIGN_OR_RETURN(
      const std::int64_t rows,
      tx.Execute(kUpdateClient, {client.display_name, scopes, wards, client.limit.per_second,
                                 client.limit.burst, methods, client.disabled, client.revision,
                                 client.updated_at, client.id, client.revision - 1}));
  return rows == 1 ? absl::OkStatus()
                   : status::Error(kClientEtagMismatch, {.field = "client.etag"});
}

absl::StatusOr<std::optional<domain::Client>> FindClient(sql::Session& session,
                                                         const std::string& id) {
  std::optional<domain::Client> found;
  RETURN_IF_ERROR(
      session.Query(kSelectClient, {id}, [&](const sql::Row& row) { found = ReadClient(row); }));
  return found;
}

absl::StatusOr<std::vector<domain::Client>> ListClients(sql::Session& session,
                                                        const ClientQuery& query) {
  std::vector<domain::Client> clients;
  const auto keep = [&](const sql::Row& row) { clients.push_back(ReadClient(row)); };
  RETURN_IF_ERROR(
      query.ward.empty()
          ? session.Query(kSelectClients, {query.after, query.limit}, keep)
          : session.Query(kSelectClientsOfWard, {query.ward, query.after, query.limit}, keep));
  return clients;
}

}  // namespace tancua::identity::store
