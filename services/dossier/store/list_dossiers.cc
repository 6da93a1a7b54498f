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

constexpr char kOfCitizen[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS " FROM dossiers WHERE citizen = :citizen " TANCUA_PAGE;

constexpr char kOfCitizenInState[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE citizen = :citizen AND state = :state " TANCUA_PAGE;

#undef TANCUA_PAGE

}  // namespace

absl::StatusOr<std::vector<domain::Dossier>> List(sql::Session& tx, const crypto::Keyring& keys,
                                                  const ListQuery& query) {
  std::vector<DossierRow> rows;
  const auto keep = [&](const sql::Row& row) { rows.push_back(ReadDossierRow(row)); };
  const bool ward = !query.ward.empty();
  const std::string& owner = ward ? query.ward : query.citizen;
  if (query.state) {
    RETURN_IF_ERROR(tx.Query(
        ward ? kOfWardInState : kOfCitizenInState,
        {owner, domain::Name(*query.state), query.before_time, query.before_code, query.limit},
        keep));
  } else {
    RETURN_IF_ERROR(tx.Query(ward ? kOfWard : kOfCitizen,
                             {owner, query.before_time, query.before_code, query.limit}, keep));
  }
  std::vector<domain::Dossier> dossiers;
  dossiers.reserve(rows.size());
  for (DossierRow& row : rows) {
    ASSIGN_OR_RETURN(domain::Dossier dossier, Open(keys, std::move(row)));
    dossiers.push_back(std::move(dossier));
  }
  return dossiers;
}

}  // namespace tancua::dossier::store
