#include "services/identity/domain/citizen.h"

#include "common/person/citizen_number.h"

namespace tancua::identity::domain {

bool Supersedes(const Profile& stated, const Profile& kept) { return stated.level >= kept.level; }

Profile Complete(Profile stated, const Profile& kept) {
  if (stated.birth_date.empty()) stated.birth_date = kept.birth_date;
  if (stated.sex == Sex::kUnknown) stated.sex = kept.sex;
  if (stated.phone.empty()) stated.phone = kept.phone;
  return stated;
}

bool SameData(const Profile& a, const Profile& b) {
  return a.number == b.number && a.name == b.name && a.birth_date == b.birth_date &&
         a.sex == b.sex && a.phone == b.phone;
}

std::vector<std::string> Warnings(const Profile& profile) {
  const auto number = person::ParseCitizenNumber(profile.number);
  if (!number.ok()) return {};  // a stored profile was checked when it came
  const char* sex = profile.sex == Sex::kMale     ? "male"
                    : profile.sex == Sex::kFemale ? "female"
                                                  : "";
  return person::CrossCheck(*number, profile.birth_date, sex);
}

}  // namespace tancua::identity::domain
