#include "services/identity/domain/assurance.h"

#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {

int ReadLevel(const std::string& text) { return text == "2" ? 2 : text == "1" ? 1 : 0; }

absl::Status CheckAssurance(const Assurance& assurance, const AssuranceDemand& demand,
                            absl::Time now) {
  if (assurance.level < demand.min_level) {
    return status::Error(kIdentityLevelTooLow,
                         {.metadata = {{"level", absl::StrCat(assurance.level)},
                                       {"required_level", absl::StrCat(demand.min_level)}}});
  }
  if (assurance.verified_at > now + kClockSkew) {
    return status::Error(kIdentityRefused, {.metadata = {{"cause", "auth_time"}}});
  }
  if (demand.max_age && now - assurance.verified_at > *demand.max_age + kClockSkew) {
    return status::Error(
        status::kVerificationTooOld,
        {.metadata = {{"max_age", absl::StrCat(absl::ToInt64Seconds(*demand.max_age))}}});
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::domain
