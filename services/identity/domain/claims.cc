#include "services/identity/domain/claims.h"

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/person/citizen_number.h"
#include "common/person/phone.h"
#include "common/text/text.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {
namespace {

absl::Status Unreadable(const char* what) {
  return status::Error(kIdentityRefused, {.metadata = {{"cause", absl::StrCat("claim_", what)}}});
}

absl::StatusOr<std::string> ReadBirthDate(std::string text) {
  if (text.empty()) return text;
  if (text.size() == 10 && text[2] == '/' && text[5] == '/') {
    text = absl::StrCat(text.substr(6), "-", text.substr(3, 2), "-", text.substr(0, 2));
  }
  if (!calendar::ParseDay(text).ok()) return Unreadable("birth_date");
  return text;
}

Sex ReadSex(const std::string& text) {
  const std::string key = text::SearchKey(text);
  if (key == "nam" || key == "male" || key == "m") return Sex::kMale;
  if (key == "nu" || key == "female" || key == "f") return Sex::kFemale;
  return Sex::kUnknown;
}

std::string ReadPhone(const std::string& text) {
  const auto phone = person::ParsePhone(text);
  return phone.ok() && phone->mobile ? phone->e164 : "";
}

}  // namespace

absl::StatusOr<Profile> ReadProfile(const CitizenClaims& claims) {
  Profile profile;
  const auto number = person::ParseCitizenNumber(claims.number);
  if (!number.ok()) return Unreadable("number");
  profile.number = number->digits;
  auto name = person::ParsePersonName(claims.name);
  if (!name.ok()) return Unreadable("name");
  profile.name = *std::move(name);
  auto birth_date = ReadBirthDate(claims.birth_date);
  if (!birth_date.ok()) return birth_date.status();
  profile.birth_date = *std::move(birth_date);
  profile.sex = ReadSex(claims.sex);
  profile.phone = ReadPhone(claims.phone);
  return profile;
}

}  // namespace tancua::identity::domain
