#include "services/identity/store/assisted_verifications.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

constexpr char kCodeColumn[] = "assisted_verifications.code";
constexpr char kTriesContext[] = "attempt_limits.one_time_code_tries";
constexpr char kCodesContext[] = "attempt_limits.one_time_codes";

constexpr char kInsertAssisted[] =
    "INSERT INTO assisted_verifications (id, state, ward, assistant, paper_seen, place, device_id, "
    "confirmation, warnings, person_sealed, code_index, code_issued_at, code_expires_at, "
    "signed_paper, signed_paper_sha256, citizen, created_at, expires_at, confirmed_at) "
    "VALUES (:id, 'PENDING', :ward, :assistant, :paper_seen, :place, :device_id, :confirmation, "
    ":warnings, :person, :code_index, :code_issued_at, :code_expires_at, '', '', '', :created_at, "
    ":expires_at, NULL)";
constexpr char kSelectAssisted[] =
    "SELECT id, state, ward, assistant, paper_seen, place, device_id, confirmation, warnings, "
    "person_sealed, code_index, code_issued_at, code_expires_at, signed_paper, "
    "signed_paper_sha256, citizen, created_at, expires_at, confirmed_at "
    "FROM assisted_verifications WHERE id = :id";
constexpr char kReplaceCode[] =
    "UPDATE assisted_verifications SET code_index = :code_index, code_issued_at = :issued_at, "
    "code_expires_at = :expires_at WHERE id = :id AND state = 'PENDING' "
    "AND code_issued_at <= :not_after";
constexpr char kConfirmAssisted[] =
    "UPDATE assisted_verifications SET state = 'CONFIRMED', person_sealed = '', code_index = '', "
    "signed_paper = :signed_paper, signed_paper_sha256 = :sha256, citizen = :citizen, "
    "confirmed_at = :confirmed_at WHERE id = :id AND state = 'PENDING'";
constexpr char kLastWard[] =
    "SELECT ward FROM assisted_verifications WHERE citizen = :citizen AND state = 'CONFIRMED' "
    "ORDER BY confirmed_at DESC LIMIT 1";

domain::AssistedVerification ReadAssistedRow(const sql::Row& row) {
  return {.id = row.Text(0),
          .confirmed = row.Text(1) == "CONFIRMED",
          .ward = row.Text(2),
          .assistant = row.Text(3),
          .paper_seen = row.Text(4),
          .place = row.Text(5),
          .device_id = row.Text(6),
          .confirmation = row.Text(7),
          .warnings = absl::StrSplit(row.Text(8), ' ', absl::SkipEmpty()),
          .code_index = row.Text(10),
          .code_issued_at = row.OptionalTime(11),
          .code_expires_at = row.OptionalTime(12),
          .signed_paper = row.Text(13),
          .signed_paper_sha256 = row.Text(14),
          .citizen = row.Text(15),
          .created_at = row.Time(16),
          .expires_at = row.Time(17),
          .confirmed_at = row.OptionalTime(18)};
}

}  // namespace

std::string CodeIndex(const crypto::Keyring& keys, std::string_view id, std::string_view code) {
  return keys.Index(absl::StrCat(View(id), ":", View(code)), kCodeColumn);
}
bool IsCode(const crypto::Keyring& keys, const domain::AssistedVerification& verification,
            std::string_view code) {
  bool is_code = false;
  const std::string text = absl::StrCat(verification.id, ":", View(code));
  for (const std::string& index : keys.Indices(text, kCodeColumn)) {
    if (crypto::EqualConstantTime(verification.code_index, index)) is_code = true;
  }
  return is_code;
}
std::string TriesKey(const crypto::Keyring& keys, std::string_view phone) {
  return keys.Index(phone, kTriesContext);
}
std::string CodesKey(const crypto::Keyring& keys, std::string_view phone) {
  return keys.Index(phone, kCodesContext);
}

absl::Status InsertAssisted(sql::Session& tx, const crypto::Keyring& keys,
                            const domain::AssistedVerification& v) {
  const std::string person = SealProfile(keys, v.person, kPersonColumn);
  const std::string warnings = absl::StrJoin(v.warnings, " ");
  return tx
      .Execute(kInsertAssisted, {v.id, v.ward, v.assistant, v.paper_seen, v.place, v.device_id,
                                 v.confirmation, warnings, person, v.code_index, v.code_issued_at,
                                 v.code_expires_at, v.created_at, v.expires_at})
      .status();
}

absl::StatusOr<domain::AssistedVerification> LoadAssisted(sql::Session& session,
                                                          const crypto::Keyring& keys,
                                                          const std::string& id) {
  std::optional<domain::AssistedVerification> found;
  std::string person;
  RETURN_IF_ERROR(session.Query(kSelectAssisted, {id}, [&](const sql::Row& row) {
    found = ReadAssistedRow(row);
    person = row.Text(9);
  }));
  if (!found) return status::Error(kAssistedVerificationNotFound, {.field = "name"});
  if (!person.empty()) {
    ASSIGN_OR_RETURN(found->person, OpenProfile(keys, person, kPersonColumn));
  }
  return *std::move(found);
}

absl::StatusOr<bool> ReplaceCode(sql::Session& tx, const domain::AssistedVerification& v,
                                 absl::Time not_after) {
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kReplaceCode, {v.code_index, v.code_issued_at, v.code_expires_at,
                                             v.id, not_after}));
  return rows == 1;
}

absl::StatusOr<bool> ConfirmAssisted(sql::Session& tx, const domain::AssistedVerification& v) {
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kConfirmAssisted, {v.signed_paper, v.signed_paper_sha256, v.citizen,
                                                 v.confirmed_at, v.id}));
  return rows == 1;
}

absl::StatusOr<std::string> LastAssistedWard(sql::Session& session, std::string_view citizen) {
  std::string ward;
  RETURN_IF_ERROR(
      session.Query(kLastWard, {citizen}, [&](const sql::Row& row) { ward = row.Text(0); }));
  return ward;
}

}  // namespace tancua::identity::store
