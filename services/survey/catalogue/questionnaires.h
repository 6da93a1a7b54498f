#pragma once

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/survey/domain/questionnaire.h"

// The questionnaires of the data folder.
namespace tancua::survey::catalogue {

// One file. INVALID_ARGUMENT names the line and what is missing or wrong.
[[nodiscard]] absl::StatusOr<domain::Questionnaire> ParseQuestionnaire(std::string_view yaml);

class Questionnaires {
 public:
  // Every *.yaml of the folder. Refuses a key that is there twice and a folder without any.
  [[nodiscard]] static absl::StatusOr<Questionnaires> Load(const std::string& folder);

  // nullptr when there is none. Lives as long as this.
  [[nodiscard]] const domain::Questionnaire* Find(std::string_view key) const;
  // The one to send on `day`; of several, that which came into force last.
  [[nodiscard]] const domain::Questionnaire* ValidOn(absl::CivilDay day) const;

 private:
  std::map<std::string, domain::Questionnaire, std::less<>> by_key_;
};

}  // namespace tancua::survey::catalogue
