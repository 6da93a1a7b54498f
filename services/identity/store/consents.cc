#include "services/identity/store/consents.h"

#include "common/status/macros.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_CONSENT_COLUMNS                                                         \
  "id, citizen, purpose, text_version, text_sha256, channel, actor, evidence_sealed, " \
  "grant_time, withdraw_time"

constexpr char kInsertConsent[] =
    "INSERT INTO consents (" TANCUA_CONSENT_COLUMNS
    ") VALUES (:id, :citizen, :purpose, :version, :sha, :channel, :actor, :evidence, :now, NULL)";
constexpr char kSelectConsent[] = "SELECT " TANCUA_CONSENT_COLUMNS " FROM consents WHERE id = :id";
constexpr char kSelectConsents[] =
    "SELECT " TANCUA_CONSENT_COLUMNS
    " FROM consents WHERE citizen = :citizen AND id < :before ORDER BY id DESC LIMIT :limit";
constexpr char kWithdrawOne[] =
    "UPDATE consents SET withdraw_time = :now, withdraw_actor = :actor, "
    "withdraw_evidence_sealed = :evidence WHERE id = :id AND withdraw_time IS NULL";
constexpr char kWithdrawPurpose[] =
    "UPDATE consents SET withdraw_time = :now, withdraw_actor = :actor, "
    "withdraw_evidence_sealed = :evidence WHERE citizen = :citizen AND withdraw_time IS NULL "
    "AND purpose = :purpose RETURNING purpose";
constexpr char kWithdrawAll[] =
    "UPDATE consents SET withdraw_time = :now, withdraw_actor = :actor, "
    "withdraw_evidence_sealed = :evidence WHERE citizen = :citizen AND withdraw_time IS NULL "
    "RETURNING purpose";

#undef TANCUA_CONSENT_COLUMNS

#define TANCUA_OLD_CONSENTS                                                                \
  "FROM consents WHERE withdraw_time < :before AND NOT EXISTS (SELECT 1 FROM legal_holds " \
  "WHERE subject = 'citizens/' || consents.citizen AND release_time IS NULL)"

constexpr char kCountOldConsents[] = "SELECT COUNT(*) " TANCUA_OLD_CONSENTS;
constexpr char kDeleteOldConsents[] =
    "DELETE FROM consents WHERE id IN (SELECT id " TANCUA_OLD_CONSENTS
    " ORDER BY withdraw_time LIMIT :limit)";

#undef TANCUA_OLD_CONSENTS

domain::Consent ReadConsent(const sql::Row& row) {
  return {.id = row.Text(0),
          .citizen = row.Text(1),
          .purpose = row.Text(2),
          .text_version = row.Text(3),
          .text_sha256 = row.Text(4),
          .channel = row.Text(5),
          .actor = row.Text(6),
          .evidence = row.Text(7),
          .grant_time = row.Time(8),
          .withdraw_time = row.OptionalTime(9)};
}

std::string SealEvidence(const crypto::Keyring& keys, const std::string& evidence) {
  return evidence.empty() ? std::string() : keys.Seal(evidence, kEvidenceColumn);
}

absl::Status OpenEvidence(const crypto::Keyring& keys, domain::Consent& consent) {
  if (consent.evidence.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(consent.evidence, keys.Open(consent.evidence, kEvidenceColumn));
  return absl::OkStatus();
}

}  // namespace

absl::Status InsertConsent(sql::Session& tx, const crypto::Keyring& keys,
                           const domain::Consent& consent) {
  const std::string evidence = SealEvidence(keys, consent.evidence);
  return tx
      .Execute(kInsertConsent,
               {consent.id, consent.citizen, consent.purpose, consent.text_version,
                consent.text_sha256, consent.channel, consent.actor, evidence, consent.grant_time})
      .status();
}

absl::StatusOr<std::optional<domain::Consent>> FindConsent(sql::Session& session,
                                                           const crypto::Keyring& keys,
                                                           const std::string& id) {
  std::optional<domain::Consent> found;
  RETURN_IF_ERROR(
      session.Query(kSelectConsent, {id}, [&](const sql::Row& row) { found = ReadConsent(row); }));
  if (found) RETURN_IF_ERROR(OpenEvidence(keys, *found));
  return found;
}

absl::StatusOr<std::vector<domain::Consent>> ListConsents(sql::Session& session,
                                                          const crypto::Keyring& keys,
                                                          const std::string& citizen,
                                                          const Page& page) {
  std::vector<domain::Consent> consents;
  const std::string bound = page.Bound();
  RETURN_IF_ERROR(
      session.Query(kSelectConsents, {citizen, bound, page.limit},
                    [&](const sql::Row& row) { consents.push_back(ReadConsent(row)); }));
  for (domain::Consent& consent : consents) RETURN_IF_ERROR(OpenEvidence(keys, consent));
  return consents;
}

absl::StatusOr<bool> WithdrawConsent(sql::Session& tx, const crypto::Keyring& keys,
                                     const std::string& id, const domain::Withdrawal& withdrawal) {
  const std::string evidence = SealEvidence(keys, withdrawal.evidence);
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kWithdrawOne, {withdrawal.time, withdrawal.actor, evidence, id}));
  return rows == 1;
}

absl::StatusOr<std::vector<std::string>> WithdrawConsents(sql::Session& tx,
                                                          const crypto::Keyring& keys,
                                                          const std::string& citizen,
                                                          const std::string& purpose,
                                                          const domain::Withdrawal& withdrawal) {
  const std::string evidence = SealEvidence(keys, withdrawal.evidence);
  std::vector<std::string> purposes;
  const auto keep = [&](const sql::Row& row) { purposes.push_back(row.Text(0)); };
  if (purpose.empty()) {
    RETURN_IF_ERROR(
        tx.Query(kWithdrawAll, {withdrawal.time, withdrawal.actor, evidence, citizen}, keep));
  } else {
    RETURN_IF_ERROR(tx.Query(
        kWithdrawPurpose, {withdrawal.time, withdrawal.actor, evidence, citizen, purpose}, keep));
  }
  return purposes;
}

absl::StatusOr<std::int64_t> CountOldConsents(sql::Session& session, absl::Time before) {
  std::int64_t count = 0;
  RETURN_IF_ERROR(
      session.Query(kCountOldConsents, {before}, [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<int> DeleteOldConsents(sql::Session& tx, absl::Time before, int limit) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kDeleteOldConsents, {before, limit}));
  return static_cast<int>(rows);
}

}  // namespace tancua::identity::store
