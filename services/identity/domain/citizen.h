#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace tancua::identity::domain {

enum class Sex { kUnknown, kMale, kFemale };

// What a provider states of a citizen, checked and normalised.
struct Profile {
  std::string number;      // 12 digits
  std::string name;        // NFC
  std::string birth_date;  // "YYYY-MM-DD", or "" when the provider does not say
  Sex sex = Sex::kUnknown;
  std::string phone;  // E.164 of a mobile, or ""
  int level = 0;      // VNeID level
};

struct Citizen {
  std::string id;
  Profile profile;
  absl::Time verified_at;  // the epoch when no provider has stated the person yet
};

struct Officer {
  std::string id;
  std::string display_name;
  std::string ward;  // five digits; empty for the city's officers
  // "one_stop_clerk", …: those given directly and those of the positions held.
  std::vector<std::string> roles;
  std::vector<std::string> positions;  // "wards/{code}/positions/{id}"
  std::string username;                // as the staff provider says it
  std::vector<std::string> granted_roles;
  bool active = true;
  bool from_file = false;  // the officers file governs the row
  std::int64_t revision = 1;
};

// Whether what was stated replaces what is kept. A weaker proof changes nothing: else an account of
// level 1 could send a person's messages to another phone.
[[nodiscard]] bool Supersedes(const Profile& stated, const Profile& kept);

// `stated` with what the provider leaves out filled in from `kept`: not every provider knows a
// phone, and that it does not is no news of the person.
[[nodiscard]] Profile Complete(Profile stated, const Profile& kept);

// Whether the person's own data are the same; the level belongs to a sign-in.
[[nodiscard]] bool SameData(const Profile& a, const Profile& b);

// What does not agree among number, birth date and sex: "birth_year_mismatch",
// "sex_mismatch", "province_unknown". Warnings only, because the law lets people change.
[[nodiscard]] std::vector<std::string> Warnings(const Profile& profile);

}  // namespace tancua::identity::domain
