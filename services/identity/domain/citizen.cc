#include "services/identity/domain/citizen.h"

#include "common/person/citizen_number.h"

namespace tancua::identity::domain {

std::vector<std::string> Warnings(const Profile& profile) {
  const auto number = person::ParseCitizenNumber(profile.number);
  if (!number.ok()) return {};  // a stored profile was checked when it came
  const char* sex = profile.sex == Sex::kMale     ? "male"
                    : profile.sex == Sex::kFemale ? "female"
                                                  : "";
  return person::CrossCheck(*number, profile.birth_date, sex);
}

}  // namespace tancua::identity::domain
