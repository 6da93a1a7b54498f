#include "services/dossier/store/sealing.h"

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/dossier/store/sealed_columns.h"
#include "tancua/dossier/v1/dossier.pb.h"

namespace tancua::dossier::store {
namespace {

namespace pb = tancua::dossier::v1;

// Each binds a sealed value to its column.
constexpr char kApplicant[] = "dossiers.applicant";
constexpr char kForm[] = "dossiers.form";
constexpr char kNote[] = "transitions.note";
constexpr char kNumberIndex[] = "dossiers.citizen_number";
constexpr char kSecretIndex[] = "dossiers.lookup_secret";
constexpr char kSecret[] = "dossiers.lookup_secret_sealed";

absl::StatusOr<std::string> RenewNumberIndex(const crypto::Keyring& keys,
                                             std::string_view applicant_sealed) {
  ASSIGN_OR_RETURN(const domain::Applicant applicant, OpenApplicant(keys, applicant_sealed));
  return keys.Index(applicant.citizen_number, kNumberIndex);
}

absl::StatusOr<std::string> RenewSecretIndex(const crypto::Keyring& keys,
                                             std::string_view secret_sealed) {
  ASSIGN_OR_RETURN(const std::string secret, keys.Open(secret_sealed, kSecret));
  return keys.Index(secret, kSecretIndex);
}

}  // namespace

std::string SealApplicant(const crypto::Keyring& keys, const domain::Applicant& applicant) {
  pb::Applicant row;
  row.set_citizen(applicant.citizen);
  row.set_display_name(applicant.display_name);
  row.set_citizen_number(applicant.citizen_number);
  row.set_phone(applicant.phone);
  row.set_birth_date(applicant.birth_date);
  return keys.Seal(row.SerializeAsString(), kApplicant);
}

std::vector<std::string> NumberIndices(const crypto::Keyring& keys, std::string_view number) {
  return keys.Indices(number, kNumberIndex);
}

SealedDossier Seal(const crypto::Keyring& keys, const domain::Applicant& applicant,
                   std::string_view form, std::string_view lookup_secret) {
  return {.applicant = SealApplicant(keys, applicant),
          .citizen_number_index = keys.Index(applicant.citizen_number, kNumberIndex),
          .form = keys.Seal(form, kForm),
          .lookup_secret_index = keys.Index(lookup_secret, kSecretIndex),
          .lookup_secret = keys.Seal(lookup_secret, kSecret)};
}

absl::StatusOr<domain::Applicant> OpenApplicant(const crypto::Keyring& keys,
                                                std::string_view sealed) {
  ASSIGN_OR_RETURN(const std::string bytes, keys.Open(sealed, kApplicant));
  pb::Applicant row;
  if (!row.ParseFromString(bytes)) return absl::DataLossError("applicant is damaged");
  return domain::Applicant{.citizen = row.citizen(),
                           .display_name = row.display_name(),
                           .citizen_number = row.citizen_number(),
                           .phone = row.phone(),
                           .birth_date = row.birth_date()};
}

absl::StatusOr<std::string> OpenForm(const crypto::Keyring& keys, std::string_view sealed) {
  return keys.Open(sealed, kForm);
}

std::vector<std::string> LookupSecretIndices(const crypto::Keyring& keys, std::string_view secret) {
  return keys.Indices(secret, kSecretIndex);
}

std::string SealNote(const crypto::Keyring& keys, std::string_view note) {
  return note.empty() ? std::string() : keys.Seal(note, kNote);
}

absl::StatusOr<std::string> OpenNote(const crypto::Keyring& keys, std::string_view sealed) {
  if (sealed.empty()) return std::string();
  return keys.Open(sealed, kNote);
}

std::vector<rotation::Column> SealedColumns() {
  return {rotation::Sealed("dossiers", "code", "applicant_sealed", kApplicant),
          rotation::Indexed("dossiers", "code", "citizen_number_index", "applicant_sealed",
                            RenewNumberIndex),
          rotation::Sealed("dossiers", "code", "form_sealed", kForm),
          rotation::Sealed("dossiers", "code", "lookup_secret_sealed", kSecret),
          rotation::Indexed("dossiers", "code", "lookup_secret_index", "lookup_secret_sealed",
                            RenewSecretIndex),
          rotation::Sealed("transitions", "dossier", "note_sealed", kNote),
          rotation::Sealed("requests", "request_id", "sealed_response", rpc::kResponseContext)};
}

}  // namespace tancua::dossier::store
