#include <algorithm>
#include <tuple>
#include <utility>

#include "common/status/macros.h"
#include "services/dossier/store/dossier_row.h"
#include "services/dossier/store/dossiers.h"

namespace tancua::dossier::store {
namespace {

// A page begins after the last dossier of the page before, in the order of the index.
#define TANCUA_PAGE                              \
  "AND (receive_time, code) < (:time, :before) " \
  "ORDER BY receive_time DESC, code DESC LIMIT :limit"

constexpr char kOfWard[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS " FROM dossiers WHERE ward = :ward " TANCUA_PAGE;

constexpr char kOfWardInState[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE ward = :ward AND state = :state " TANCUA_PAGE;

constexpr char kUnassigned[] = "SELECT " TANCUA_DOSSIER_COLUMNS
                               " FROM dossiers WHERE ward = :ward AND position = '' " TANCUA_PAGE;

constexpr char kUnassignedInState[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE ward = :ward AND state = :state AND position = '' " TANCUA_PAGE;

constexpr char kOfPosition[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE position = :position AND position <> '' " TANCUA_PAGE;

constexpr char kOfPositionInState[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE position = :position AND position <> '' AND state = :state " TANCUA_PAGE;

constexpr char kOfCitizen[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS " FROM dossiers WHERE citizen = :citizen " TANCUA_PAGE;

constexpr char kOfCitizenInState[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE citizen = :citizen AND state = :state " TANCUA_PAGE;

#undef TANCUA_PAGE

// The same list, with and without a state.
struct Statements {
  const char* all;
  const char* in_state;
};
constexpr Statements kWards{kOfWard, kOfWardInState};
constexpr Statements kUnassignedOnes{kUnassigned, kUnassignedInState};
constexpr Statements kPositions{kOfPosition, kOfPositionInState};
constexpr Statements kCitizens{kOfCitizen, kOfCitizenInState};

absl::Status AddRows(sql::Session& tx, const Statements& statements, const std::string& owner,
                     const ListQuery& query, std::vector<DossierRow>& rows) {
  const auto keep = [&](const sql::Row& row) { rows.push_back(ReadDossierRow(row)); };
  if (!query.state) {
    return tx.Query(statements.all, {owner, query.before_time, query.before_code, query.limit},
                    keep);
  }
  return tx.Query(
      statements.in_state,
      {owner, domain::Name(*query.state), query.before_time, query.before_code, query.limit}, keep);
}

// Each position has an ordered list of its own: the first of all of them are the page.
absl::Status AddRowsOfPositions(sql::Session& tx, const ListQuery& query,
                                std::vector<DossierRow>& rows) {
  for (const std::string& position : *query.positions) {
    RETURN_IF_ERROR(AddRows(tx, kPositions, position, query, rows));
  }
  std::sort(rows.begin(), rows.end(), [](const DossierRow& a, const DossierRow& b) {
    return std::tie(a.dossier.receive_time, a.dossier.code) >
           std::tie(b.dossier.receive_time, b.dossier.code);
  });
  if (rows.size() > static_cast<std::size_t>(query.limit)) {
    rows.erase(rows.begin() + query.limit, rows.end());
  }
  return absl::OkStatus();
}

absl::Status ReadRows(sql::Session& tx, const ListQuery& query, std::vector<DossierRow>& rows) {
  if (query.positions) return AddRowsOfPositions(tx, query, rows);
  if (query.ward.empty()) return AddRows(tx, kCitizens, query.citizen, query, rows);
  return AddRows(tx, query.unassigned ? kUnassignedOnes : kWards, query.ward, query, rows);
}

}  // namespace

absl::StatusOr<std::vector<domain::Dossier>> List(sql::Session& tx, const crypto::Keyring& keys,
                                                  const ListQuery& query) {
  std::vector<DossierRow> rows;
  RETURN_IF_ERROR(ReadRows(tx, query, rows));
  std::vector<domain::Dossier> dossiers;
  dossiers.reserve(rows.size());
  for (DossierRow& row : rows) {
    ASSIGN_OR_RETURN(domain::Dossier dossier, Open(keys, std::move(row)));
    dossiers.push_back(std::move(dossier));
  }
  return dossiers;
}

}  // namespace tancua::dossier::store
