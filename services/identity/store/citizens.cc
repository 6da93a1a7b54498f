#include "services/identity/store/citizens.h"

#include "common/status/macros.h"
#include "nlohmann/json.hpp"

namespace tancua::identity::store {
namespace {

constexpr char kNumberColumn[] = "citizens.number";
constexpr char kProfileColumn[] = "citizens.profile";

constexpr char kUpsertCitizen[] =
    "INSERT INTO citizens (id, number_index, profile_sealed, level, created_at, verified_at) "
    "VALUES (:id, :number_index, :profile, :level, :created_at, :verified_at) "
    "ON CONFLICT (number_index) DO UPDATE SET profile_sealed = excluded.profile_sealed, "
    "level = excluded.level, verified_at = excluded.verified_at RETURNING id";
// verified_at = 0: no provider has stated this person yet. What a provider states stays.
constexpr char kUpsertSeenCitizen[] =
    "INSERT INTO citizens (id, number_index, profile_sealed, level, created_at, verified_at) "
    "VALUES (:id, :number_index, :profile, 0, :created_at, 0) "
    "ON CONFLICT (number_index) DO UPDATE SET profile_sealed = CASE WHEN citizens.verified_at = 0 "
    "THEN excluded.profile_sealed ELSE citizens.profile_sealed END RETURNING id";
constexpr char kSelectCitizen[] =
    "SELECT id, profile_sealed, level, verified_at FROM citizens WHERE id = :id";
constexpr char kSelectByNumber[] =
    "SELECT id, profile_sealed, level, verified_at FROM citizens WHERE number_index = :index";

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

absl::StatusOr<domain::Profile> OpenProfile(const crypto::Keyring& keys, const std::string& sealed,
                                            const char* column) {
  ASSIGN_OR_RETURN(const std::string text, keys.Open(sealed, column));
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::DataLossError("sealed profile is damaged");
  domain::Profile profile;
  profile.number = json.value("number", "");
  profile.name = json.value("name", "");
  profile.birth_date = json.value("birth_date", "");
  profile.sex = static_cast<domain::Sex>(json.value("sex", 0));
  profile.phone = json.value("phone", "");
  return profile;
}

absl::StatusOr<domain::Citizen> UpsertCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                              const domain::Profile& profile,
                                              const std::string& new_id, absl::Time now) {
  const std::string index = keys.Index(profile.number, kNumberColumn);
  const std::string sealed = SealProfile(keys, profile, kProfileColumn);
  domain::Citizen citizen{.id = "", .profile = profile, .verified_at = now};
  RETURN_IF_ERROR(tx.Query(kUpsertCitizen, {new_id, index, sealed, profile.level, now, now},
                           [&](const sql::Row& row) { citizen.id = row.Text(0); }));
  return citizen;
}

absl::StatusOr<std::string> UpsertSeenCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                              const domain::Profile& profile,
                                              const std::string& new_id, absl::Time now) {
  const std::string index = keys.Index(profile.number, kNumberColumn);
  const std::string sealed = SealProfile(keys, profile, kProfileColumn);
  std::string id;
  RETURN_IF_ERROR(tx.Query(kUpsertSeenCitizen, {new_id, index, sealed, now},
                           [&](const sql::Row& row) { id = row.Text(0); }));
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
  return ReadCitizen(session, keys, kSelectByNumber, keys.Index(number, kNumberColumn));
}

}  // namespace tancua::identity::store
