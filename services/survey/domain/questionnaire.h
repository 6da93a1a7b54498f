#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

namespace tancua::survey::domain {

// The question whose score is the dossier's rating; every questionnaire has it, required.
inline constexpr char kOverall[] = "overall";

struct Question {
  std::string id;
  std::string title;  // Vietnamese
  bool required = false;
};

// One version of the questions, with the days on which it is sent out.
struct Questionnaire {
  std::string id;
  std::string version;
  absl::CivilDay valid_from;
  std::optional<absl::CivilDay> valid_to;  // the last day; none: still in force
  std::vector<std::string> legal_basis;
  std::vector<std::string> provisional;
  int answer_days = 0;  // how long a link can be answered
  std::vector<Question> questions;

  // "satisfaction/2025-07": what an invitation keeps.
  [[nodiscard]] std::string Key() const { return id + "/" + version; }
  [[nodiscard]] bool ValidOn(absl::CivilDay day) const {
    return day >= valid_from && (!valid_to || day <= *valid_to);
  }
};

}  // namespace tancua::survey::domain
