#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::survey::domain {

// One dossier's invitation to be rated.
struct Invitation {
  enum class State { kOpen, kAnswered, kExpired };

  std::string id;
  std::string dossier;  // "dossiers/{code}"
  std::string ward;     // "wards/{code}"
  std::string procedure_title;
  std::string questionnaire;  // Questionnaire::Key()
  State state = State::kOpen;
  absl::Time expire_time;  // the first moment at which it cannot be answered
};

// SURVEY_EXPIRED when it was not answered in time; an answered one can still be looked at.
[[nodiscard]] absl::Status CheckReadable(const Invitation& invitation, absl::Time now);
// SURVEY_ALREADY_ANSWERED or SURVEY_EXPIRED.
[[nodiscard]] absl::Status CheckAnswerable(const Invitation& invitation, absl::Time now);

}  // namespace tancua::survey::domain
