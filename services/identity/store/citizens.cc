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
constexpr char kSelectCitizen[] =
    "SELECT profile_sealed, level, verified_at FROM citizens "
    "WHERE id = :id AND number_index <> 'erased/' || id";

// The profile is sealed as one text: its parts are never looked up apart, and one seal is
// cheaper than six.
std::string SealProfile(const crypto::Keyring& keys, const domain::Profile& profile) {
  const nlohmann::json json = {{"number", profile.number},
                               {"name", profile.name},
                               {"birth_date", profile.birth_date},
                               {"sex", static_cast<int>(profile.sex)},
                               {"phone", profile.phone}};
  return keys.Seal(json.dump(), kProfileColumn);
}

absl::StatusOr<domain::Profile> OpenProfile(const crypto::Keyring& keys,
                                            const std::string& sealed) {
  ASSIGN_OR_RETURN(const std::string text, keys.Open(sealed, kProfileColumn));
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

}  // namespace

absl::StatusOr<domain::Citizen> UpsertCitizen(sql::Session& tx, const crypto::Keyring& keys,
                                              const domain::Profile& profile,
                                              const std::string& new_id, absl::Time now) {
  const std::string index = keys.Index(profile.number, kNumberColumn);
  const std::string sealed = SealProfile(keys, profile);
  domain::Citizen citizen{.id = "", .profile = profile, .verified_at = now};
  RETURN_IF_ERROR(tx.Query(kUpsertCitizen, {new_id, index, sealed, profile.level, now, now},
                           [&](const sql::Row& row) { citizen.id = row.Text(0); }));
  return citizen;
}

absl::StatusOr<std::optional<domain::Citizen>> FindCitizen(sql::Session& session,
                                                           const crypto::Keyring& keys,
                                                           const std::string& id) {
  std::optional<domain::Citizen> found;
  std::string sealed;
  RETURN_IF_ERROR(session.Query(kSelectCitizen, {id}, [&](const sql::Row& row) {
    found.emplace();
    sealed = row.Text(0);
    found->profile.level = static_cast<int>(row.Int(1));
    found->verified_at = row.Time(2);
  }));
  if (!found) return found;
  const int level = found->profile.level;
  ASSIGN_OR_RETURN(found->profile, OpenProfile(keys, sealed));
  found->id = id;
  found->profile.level = level;
  return found;
}

}  // namespace tancua::identity::store
