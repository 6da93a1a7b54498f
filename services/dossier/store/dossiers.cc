#include "services/dossier/store/dossiers.h"

#include <utility>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/dossier_row.h"

namespace tancua::dossier::store {
namespace {

constexpr char kTakeNumber[] =
    "INSERT INTO numbers (agency, day, last) VALUES (:agency, :day, 1) "
    "ON CONFLICT (agency, day) DO UPDATE SET last = numbers.last + 1 "
    "RETURNING last";

constexpr char kSetNumber[] =
    "UPDATE numbers SET last = :last WHERE agency = :agency AND day = :day";

constexpr char kInsert[] =
    "INSERT INTO dossiers (code, ward, procedure_code, procedure_version, procedure_title, "
    "channel, state, revision, citizen, applicant_sealed, citizen_number_index, form_sealed, "
    "lookup_secret_index, lookup_secret_sealed, receive_time, due_time, due_explanation, "
    "finish_time, supplement_requests, fee_vnd, assisted) "
    "VALUES (:code, :ward, :procedure_code, :procedure_version, :procedure_title, "
    ":channel, :state, :revision, :citizen, :applicant_sealed, :citizen_number_index, "
    ":form_sealed, :lookup_secret_index, :lookup_secret_sealed, :receive_time, :due_time, "
    ":due_explanation, :finish_time, :supplement_requests, :fee_vnd, :assisted)";

constexpr char kUpdate[] =
    "UPDATE dossiers SET state = :state, revision = :revision, due_time = :due_time, "
    "due_explanation = :due_explanation, finish_time = :finish_time, "
    "supplement_requests = :supplement_requests "
    "WHERE code = :code AND revision = :before";

constexpr char kSetPosition[] =
    "UPDATE dossiers SET position = :position, revision = :revision "
    "WHERE code = :code AND revision = :before";

constexpr char kLoadDossier[] =
    "SELECT " TANCUA_DOSSIER_COLUMNS " FROM dossiers WHERE code = :code";

constexpr char kLoadForm[] = "SELECT form_sealed FROM dossiers WHERE code = :code";

constexpr char kLoadSecret[] = "SELECT lookup_secret_index FROM dossiers WHERE code = :code";

constexpr char kCountOpen[] =
    "SELECT state, COUNT(*) FROM dossiers "
    "WHERE state IN ('SUBMITTED', 'RECEIVED', 'NEED_SUPPLEMENT', 'SUBMITTED_FOR_APPROVAL', "
    "'APPROVED') GROUP BY state";

std::optional<std::string_view> NullWhenEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

}  // namespace

absl::StatusOr<std::int64_t> TakeNumber(sql::Session& tx, std::string_view agency,
                                        absl::CivilDay day) {
  std::int64_t number = 0;
  const std::string code_day = domain::CodeDay(day);
  const std::string key = absl::StrCat("numbers/", std::string(agency), "/", code_day);
  if (const std::optional<std::int64_t> held = tx.Held(key)) {
    number = *held + 1;
    RETURN_IF_ERROR(tx.Post(kSetNumber, {number, agency, code_day}));
  } else {
    RETURN_IF_ERROR(tx.Query(kTakeNumber, {agency, code_day},
                             [&](const sql::Row& row) { number = row.Int(0); }));
  }
  tx.Hold(key, number);
  return number;
}

absl::Status Insert(sql::Session& tx, const domain::Dossier& d, const SealedDossier& sealed) {
  return tx.Post(kInsert, {d.code,
                           d.ward,
                           d.procedure,
                           d.procedure_version,
                           d.procedure_title,
                           domain::Name(d.channel),
                           domain::Name(d.state),
                           d.revision,
                           NullWhenEmpty(d.applicant.citizen),
                           sealed.applicant,
                           sealed.citizen_number_index,
                           sealed.form,
                           sealed.lookup_secret_index,
                           sealed.lookup_secret,
                           d.receive_time,
                           d.due_time,
                           d.due_explanation,
                           d.finish_time,
                           d.supplement_requests,
                           d.fee_vnd,
                           d.assisted});
}

absl::Status Update(sql::Session& tx, const domain::Dossier& d) {
  ASSIGN_OR_RETURN(
      const std::int64_t changed,
      tx.Execute(kUpdate, {domain::Name(d.state), d.revision, d.due_time, d.due_explanation,
                           d.finish_time, d.supplement_requests, d.code, d.revision - 1}));
  return changed == 1 ? absl::OkStatus() : status::Error(kEtagMismatch);
}

absl::Status SetPosition(sql::Session& tx, const domain::Dossier& d) {
  ASSIGN_OR_RETURN(const std::int64_t changed,
                   tx.Execute(kSetPosition, {d.position, d.revision, d.code, d.revision - 1}));
  return changed == 1 ? absl::OkStatus() : status::Error(kEtagMismatch);
}

absl::StatusOr<domain::Dossier> Load(sql::Session& tx, const crypto::Keyring& keys,
                                     std::string_view code) {
  std::optional<DossierRow> found;
  RETURN_IF_ERROR(
      tx.Query(kLoadDossier, {code}, [&](const sql::Row& row) { found = ReadDossierRow(row); }));
  if (!found) return status::Error(kDossierNotFound);
  return Open(keys, *std::move(found));
}

absl::StatusOr<std::string> LoadForm(sql::Session& tx, const crypto::Keyring& keys,
                                     std::string_view code) {
  std::string sealed;
  RETURN_IF_ERROR(tx.Query(kLoadForm, {code}, [&](const sql::Row& row) { sealed = row.Text(0); }));
  if (sealed.empty()) return status::Error(kDossierNotFound);
  return OpenForm(keys, sealed);
}

absl::StatusOr<std::string> LoadLookupSecretIndex(sql::Session& tx, std::string_view code) {
  std::string index;
  RETURN_IF_ERROR(tx.Query(kLoadSecret, {code}, [&](const sql::Row& row) { index = row.Text(0); }));
  return index;
}

absl::StatusOr<std::vector<StateCount>> CountOpen(sql::Session& tx) {
  std::vector<StateCount> counts;
  RETURN_IF_ERROR(tx.Query(kCountOpen, {}, [&](const sql::Row& row) {
    if (const auto state = domain::ParseState(row.Text(0))) {
      counts.push_back({.state = *state, .dossiers = row.Int(1)});
    }
  }));
  return counts;
}

}  // namespace tancua::dossier::store
