#include "services/identity/store/citizens.h"

#include "common/status/macros.h"
#include "nlohmann/json.hpp"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

// Finds or makes the row, and holds it until the transaction ends: the assignment that changes
// nothing is what locks a row that exists, and lets it be returned.
constexpr char kHoldCitizen[] =
    "INSERT INTO citizens (id, number_index, profile_sealed, level, created_at, verified_at) "
    "VALUES (:id, :number_index, :profile, :level, :created_at, :verified_at) "
    "ON CONFLICT (number_index) DO UPDATE SET level = citizens.level "
    "RETURNING id, profile_sealed, level, verified_at";
// The same of a row whose index has not followed the keys yet. The index stays as it is.
constexpr char kHoldByIndex[] =
    "UPDATE citizens SET level = level WHERE number_index = :number_index "
    "RETURNING id, profile_sealed, level, verified_at";
constexpr char kUpdateCitizen[] =
    "UPDATE citizens SET profile_sealed = :profile, level = :level, verified_at = :verified_at "
    "WHERE id = :id";
constexpr char kInsertHistory[] =
    "INSERT INTO citizen_history (id, citizen_id, profile_sealed, stated_at, replaced_at, "
    "verification) VALUES (:id, :citizen, :profile, :stated_at, :replaced_at, :verification)";
constexpr char kSelectHistory[] =
    "SELECT profile_sealed, stated_at, replaced_at, verification FROM citizen_history "
    "WHERE citizen_id = :citizen ORDER BY replaced_at, id";
// verified_at = 0: no provider has stated this person yet. What a provider states stays.
constexpr char kUpsertSeenCitizen[] =
    "INSERT INTO citizens (id, number_index, profile_sealed, level, created_at, verified_at) "
    "VALUES (:id, :number_index, :profile, 0, :created_at, 0) "
    "ON CONFLICT (number_index) DO UPDATE SET profile_sealed = CASE WHEN citizens.verified_at = 0 "
    "THEN excluded.profile_sealed ELSE citizens.profile_sealed END RETURNING id";
constexpr char kSeeByIndex[] =
    "UPDATE citizens SET profile_sealed = CASE WHEN verified_at = 0 THEN :profile "
    "ELSE profile_sealed END WHERE number_index = :number_index RETURNING id";
constexpr char kSelectCitizen[] =
    "SELECT id, profile_sealed, level, verified_at FROM citizens WHERE id = :id";
constexpr char kSelectByNumber[] =
    "SELECT id, profile_sealed, level, verified_at FROM citizens WHERE number_index = :index";
constexpr char kForget[] =
    "UPDATE citizens SET number_index = :number_index, profile_sealed = :profile, level = 0 "
    "WHERE id = :id";
constexpr char kForgetHistory[] = "DELETE FROM citizen_history WHERE citizen_id = :id";

absl::StatusOr<nlohmann::json> OpenJson(const crypto::Keyring& keys, std::string_view sealed,
                                        const char* column) {
  ASSIGN_OR_RETURN(const std::string text, keys.Open(sealed, column));
  auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::DataLossError("sealed profile is damaged");
  return json;
}

// Keeps the row of a forgotten person unique; no number looks like this.
std::string ForgottenIndex(const crypto::Keyring& keys, const std::string& id) {
  return keys.Index("forgotten/" + id, kNumberColumn);
}

absl::StatusOr<std::optional<domain::Citizen>> ReadCitizen(sql::Session& session,
                                                           const crypto::Keyring& keys,
                                                           const char* select,
                                                           const std::string& value) {
  std::optional<domain::Citizen> found;
  std::string sealed;
  int level = 0;
  RETURN_IF_ERROR(session.Query(select, {value}, [&](const sql::Row& row) {
    found.emplace();
    found->id = row.Text(0);
    sealed = row.Text(1);
    level = static_cast<int>(row.Int(2));
    found->verified_at = row.Time(3);
  }));
  if (!found) return found;
  ASSIGN_OR_RETURN(found->profile, OpenProfile(keys, sealed, kProfileColumn));
  if (found->profile.number.empty()) return std::nullopt;  // forgotten
  found->profile.level = level;
  return found;
}

}  // namespace

// The profile is sealed as one text: its parts are never looked up apart, and one seal is
// cheaper than six.
std::string SealProfile(const crypto::Keyring& keys, const domain::Profile& profile,
                        const char* column) {
  const nlohmann::json json = {{"number", profile.number},
                               {"name", profile.name},
                               {"birth_date", profile.birth_date},
                               {"sex", static_cast<int>(profile.sex)},
                               {"phone", profile.phone}};
  return keys.Seal(json.dump(), column);
}

absl::StatusOr<std::string> NumberIndexOf(const crypto::Keyring& keys, std::string_view sealed) {
  ASSIGN_OR_RETURN(const nlohmann::json json, OpenJson(keys, sealed, kProfileColumn));
  const std::string forgotten = json.value("forgotten", "");
  return forgotten.empty() ? keys.Index(json.value("number", ""), kNumberColumn)
                           : ForgottenIndex(keys, forgotten);
}

absl::StatusOr<domain::Profile> OpenProfile(const crypto::Keyring& keys, std::string_view sealed,
                                            const char* column) {
  ASSIGN_OR_RETURN(const nlohmann::json json, OpenJson(keys, sealed, column));
  domain::Profile profile;
  profile.number = json.value("number", "");
  profile.name = json.value("name", "");
  profile.birth_date = json.value("birth_date", "");
  profile.sex = static_cast<domain::Sex>(json.value("sex", 0));
  profile.phone = json.value("phone", "");
  return profile;
}

namespace {

// A row as it was before.
struct Held {
  std::string id;
  std::string sealed;
  int level = 0;
  absl::Time stated_at;
};

// The row of the person: one that an older key indexed, else one under the sealing key, which is
// made when there is none.
absl::StatusOr<Held> Hold(sql::Session& tx, const crypto::Keyring& keys,
                          const StatedCitizen& stated, absl::Time now) {
  const domain::Profile& profile = stated.profile;
  const std::vector<std::string> indices = keys.Indices(profile.number, kNumberColumn);
  Held held;
  const auto read = [&](const sql::Row& row) {
    held = {row.Text(0), row.Text(1), static_cast<int>(row.Int(2)), row.Time(3)};
  };
  for (std::size_t i = 1; i < indices.size() && held.id.empty(); ++i) {
    RETURN_IF_ERROR(tx.Query(kHoldByIndex, {indices[i]}, read));
  }
  if (!held.id.empty()) return held;
  const std::string sealed = SealProfile(keys, profile, kProfileColumn);
  RETURN_IF_ERROR(tx.Query(
      kHoldCitizen, {stated.new_id, indices.front(), sealed, profile.level, now, now}, read));
  return held;
}

// The citizen of a row that was there, brought up to what is known now.
absl::StatusOr<domain::Citizen> Replace(sql::Session& tx, const crypto::Keyring& keys,
                                        const Held& held, const StatedCitizen& stated,
                                        absl::Time now) {
  domain::Citizen citizen{.id = held.id, .profile = {}, .verified_at = held.stated_at};
  ASSIGN_OR_RETURN(citizen.profile, OpenProfile(keys, held.sealed, kProfileColumn));
  citizen.profile.level = held.level;
  if (!domain::Supersedes(stated.profile, citizen.profile)) return citizen;

  const domain::Profile profile = domain::Complete(stated.profile, citizen.profile);
  const bool same = domain::SameData(profile, citizen.profile);
  if (!same) {
    RETURN_IF_ERROR(tx.Execute(kInsertHistory, {stated.history_id, held.id, held.sealed,
                                                held.stated_at, now, stated.verification})
                        .status());
  }
  const std::string sealed = same ? held.sealed : SealProfile(keys, profile, kProfileColumn);
  RETURN_IF_ERROR(tx.Execute(kUpdateCitizen, {sealed, profile.level, now, held.id}).status());
  return domain::Citizen{.id = held.id, .profile = profile, .verified_at = now};
}

}  // namespace

absl::StatusOr<domain::Citizen> SaveCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                            const StatedCitizen& stated, absl::Time now) {
  ASSIGN_OR_RETURN(const Held held, Hold(tx, keys, stated, now));
  if (held.id != stated.new_id) return Replace(tx, keys, held, stated, now);
  return domain::Citizen{.id = held.id, .profile = stated.profile, .verified_at = now};
}

absl::StatusOr<std::vector<FormerProfile>> CitizenHistory(sql::Session& session,
                                                          const crypto::Keyring& keys,
                                                          const std::string& citizen_id) {
  std::vector<FormerProfile> history;
  std::vector<std::string> sealed;
  RETURN_IF_ERROR(session.Query(kSelectHistory, {citizen_id}, [&](const sql::Row& row) {
    sealed.push_back(row.Text(0));
    history.push_back({.profile = {},
                       .stated_at = row.Time(1),
                       .replaced_at = row.Time(2),
                       .verification = row.Text(3)});
  }));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    ASSIGN_OR_RETURN(history[i].profile, OpenProfile(keys, sealed[i], kProfileColumn));
  }
  return history;
}

absl::StatusOr<std::string> UpsertSeenCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                              const domain::Profile& profile,
                                              const std::string& new_id, absl::Time now) {
  const std::vector<std::string> indices = keys.Indices(profile.number, kNumberColumn);
  const std::string sealed = SealProfile(keys, profile, kProfileColumn);
  std::string id;
  const auto read = [&](const sql::Row& row) { id = row.Text(0); };
  for (std::size_t i = 1; i < indices.size() && id.empty(); ++i) {
    RETURN_IF_ERROR(tx.Query(kSeeByIndex, {sealed, indices[i]}, read));
  }
  if (!id.empty()) return id;
  RETURN_IF_ERROR(tx.Query(kUpsertSeenCitizen, {new_id, indices.front(), sealed, now}, read));
  return id;
}

absl::StatusOr<std::optional<domain::Citizen>> FindCitizen(sql::Session& session,
                                                           const crypto::Keyring& keys,
                                                           const std::string& id) {
  return ReadCitizen(session, keys, kSelectCitizen, id);
}

absl::StatusOr<std::optional<domain::Citizen>> FindCitizenByNumber(sql::Session& session,
                                                                   const crypto::Keyring& keys,
                                                                   const std::string& number) {
  std::optional<domain::Citizen> found;
  for (const std::string& index : keys.Indices(number, kNumberColumn)) {
    ASSIGN_OR_RETURN(found, ReadCitizen(session, keys, kSelectByNumber, index));
    if (found) break;
  }
  return found;
}

absl::StatusOr<std::int64_t> ForgetCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                           const std::string& id) {
  const std::string nobody = keys.Seal(nlohmann::json({{"forgotten", id}}).dump(), kProfileColumn);
  ASSIGN_OR_RETURN(const std::int64_t profiles,
                   tx.Execute(kForget, {ForgottenIndex(keys, id), nobody, id}));
  ASSIGN_OR_RETURN(const std::int64_t former, tx.Execute(kForgetHistory, {id}));
  return profiles + former;
}

}  // namespace tancua::identity::store
