#include "services/identity/store/verifications.h"

#include <optional>

#include "common/status/macros.h"
#include "nlohmann/json.hpp"
#include "services/identity/domain/errors.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

constexpr char kInsert[] =
    "INSERT INTO verifications (id, provider, redirect_uri, client, state, secrets_sealed, "
    "created_at, expires_at, min_level, max_age_s) VALUES (:id, :provider, :redirect_uri, :client, "
    ":state, :secrets, :now, :expires_at, :min_level, :max_age)";
constexpr char kSelectVerification[] =
    "SELECT id, provider, redirect_uri, state, secrets_sealed, expires_at, min_level, max_age_s, "
    "client FROM verifications WHERE id = :id";
constexpr char kMove[] =
    "UPDATE verifications SET state = :new_state WHERE id = :id AND state = :old_state";

constexpr char kNoteCitizen[] = "UPDATE verifications SET citizen = :citizen WHERE id = :id";
constexpr char kSelectCitizenOf[] =
    "SELECT citizen FROM verifications "
    "WHERE id = :id AND state = 'COMPLETED' AND created_at >= :since";

std::string SealSecrets(const crypto::Keyring& keys, const domain::Verification& verification) {
  const nlohmann::json secrets = {{"state", verification.browser_state},
                                  {"nonce", verification.nonce},
                                  {"code_verifier", verification.code_verifier}};
  return keys.Seal(secrets.dump(), kSecretsColumn);
}

absl::Status OpenSecrets(const crypto::Keyring& keys, const std::string& sealed,
                         domain::Verification& verification) {
  ASSIGN_OR_RETURN(const std::string text, keys.Open(sealed, kSecretsColumn));
  const auto secrets = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!secrets.is_object()) return absl::DataLossError("sealed secrets are damaged");
  verification.browser_state = secrets.value("state", "");
  verification.nonce = secrets.value("nonce", "");
  verification.code_verifier = secrets.value("code_verifier", "");
  return absl::OkStatus();
}

}  // namespace

absl::Status InsertVerification(sql::Session& tx, const crypto::Keyring& keys,
                                const domain::Verification& verification, absl::Time now) {
  const std::string secrets = SealSecrets(keys, verification);
  std::optional<std::int64_t> max_age_s;
  if (verification.demand.max_age) max_age_s = absl::ToInt64Seconds(*verification.demand.max_age);
  return tx
      .Execute(kInsert, {verification.id, verification.provider, verification.redirect_uri,
                         verification.client, domain::Word(verification.state), secrets, now,
                         verification.expires_at, verification.demand.min_level, max_age_s})
      .status();
}

absl::StatusOr<domain::Verification> FindVerification(sql::Session& session,
                                                      const crypto::Keyring& keys,
                                                      const std::string& id) {
  std::optional<domain::Verification> found;
  std::string secrets;
  RETURN_IF_ERROR(session.Query(kSelectVerification, {id}, [&](const sql::Row& row) {
    found.emplace();
    found->id = row.Text(0);
    found->provider = row.Text(1);
    found->redirect_uri = row.Text(2);
    found->state = domain::StateOf(row.Text(3));
    secrets = row.Text(4);
    found->expires_at = row.Time(5);
    found->demand.min_level = static_cast<int>(row.Int(6));
    if (!row.IsNull(7)) found->demand.max_age = absl::Seconds(row.Int(7));
    found->client = row.Text(8);
  }));
  if (!found) return status::Error(kVerificationNotFound);
  RETURN_IF_ERROR(OpenSecrets(keys, secrets, *found));
  return *std::move(found);
}

absl::StatusOr<bool> MoveVerification(sql::Session& tx, const std::string& id,
                                      domain::Verification::State from,
                                      domain::Verification::State to) {
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kMove, {domain::Word(to), id, domain::Word(from)}));
  return rows == 1;
}

absl::Status NoteCitizen(sql::Session& tx, const std::string& id, const std::string& citizen) {
  return tx.Execute(kNoteCitizen, {citizen, id}).status();
}

absl::StatusOr<std::string> CitizenOfVerification(sql::Session& session, const std::string& id,
                                                  absl::Time since) {
  std::string citizen;
  RETURN_IF_ERROR(session.Query(kSelectCitizenOf, {id, since},
                                [&](const sql::Row& row) { citizen = row.Text(0); }));
  return citizen;
}

}  // namespace tancua::identity::store
