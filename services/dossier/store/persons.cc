#include "services/dossier/store/persons.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"
#include "services/dossier/store/dossier_row.h"
#include "services/dossier/store/sealing.h"

namespace tancua::dossier::store {
namespace {

constexpr char kByAccount[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS " FROM dossiers WHERE citizen = :citizen";
constexpr char kByNumber[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS
    " FROM dossiers WHERE citizen IS NULL AND citizen_number_index = :number";
constexpr char kCodesByAccount[] =
    "SELECT code FROM dossiers WHERE citizen = :citizen ORDER BY code";
constexpr char kAccount[] = "SELECT citizen FROM dossiers WHERE code = :code";
constexpr char kForgetApplicant[] =
    "UPDATE dossiers SET citizen = NULL, applicant_sealed = :applicant, erase_time = :now, "
    "lookup_secret_index = CASE WHEN state IN ('REFUSED', 'RETURNED') THEN '' "
    "ELSE lookup_secret_index END "
    "WHERE code = :code AND erase_time IS NULL";

}  // namespace

absl::StatusOr<std::vector<domain::Dossier>> DossiersOf(sql::Session& tx,
                                                        const crypto::Keyring& keys,
                                                        const Person& person) {
  std::vector<DossierRow> rows;
  const auto keep = [&](const sql::Row& row) { rows.push_back(ReadDossierRow(row)); };
  RETURN_IF_ERROR(tx.Query(kByAccount, {person.citizen}, keep));
  if (!person.number.empty()) {
    for (const std::string& number : NumberIndices(keys, person.number)) {
      RETURN_IF_ERROR(tx.Query(kByNumber, {number}, keep));
    }
  }
  std::vector<domain::Dossier> dossiers;
  dossiers.reserve(rows.size());
  for (DossierRow& row : rows) {
    ASSIGN_OR_RETURN(domain::Dossier dossier, Open(keys, std::move(row)));
    dossiers.push_back(std::move(dossier));
  }
  std::sort(dossiers.begin(), dossiers.end(), [](const auto& a, const auto& b) {
    return std::tie(a.receive_time, a.code) < std::tie(b.receive_time, b.code);
  });
  return dossiers;
}

absl::StatusOr<std::vector<std::string>> CodesOf(sql::Session& tx, const std::string& citizen) {
  std::vector<std::string> codes;
  RETURN_IF_ERROR(tx.Query(kCodesByAccount, {citizen},
                           [&](const sql::Row& row) { codes.push_back(row.Text(0)); }));
  return codes;
}

absl::StatusOr<std::string> AccountOf(sql::Session& tx, const std::string& code) {
  std::string citizen;
  RETURN_IF_ERROR(tx.Query(kAccount, {code}, [&](const sql::Row& row) { citizen = row.Text(0); }));
  return citizen;
}

absl::StatusOr<bool> ForgetApplicant(sql::Session& tx, const crypto::Keyring& keys,
                                     const domain::Dossier& dossier, absl::Time now) {
  domain::Applicant left = dossier.applicant;
  left.citizen.clear();
  left.phone.clear();
  const std::string sealed = SealApplicant(keys, left);
  ASSIGN_OR_RETURN(const std::int64_t changed,
                   tx.Execute(kForgetApplicant, {sealed, now, dossier.code}));
  return changed == 1;
}

}  // namespace tancua::dossier::store
