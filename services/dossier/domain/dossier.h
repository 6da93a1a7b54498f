#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/dossier/domain/applicant.h"
#include "services/dossier/domain/channel.h"
#include "services/dossier/domain/state.h"

namespace tancua::dossier::domain {

// One dossier as it stands, without its form, papers and history.
struct Dossier {
  std::string code;               // "H29.27442-261122-0001"
  std::string ward;               // "27442"
  std::string procedure;          // "1.014027"
  std::string procedure_version;  // the procedure's version at receipt
  std::string procedure_title;    // as received under
  Channel channel = Channel::kOnline;
  State state = State::kSubmitted;
  std::int64_t revision = 1;  // one more with each change
  Applicant applicant;
  absl::Time receive_time;
  std::optional<absl::Time> due_time;  // absent while the term waits for the citizen
  std::string due_explanation;
  std::optional<absl::Time> finish_time;  // when handling ended
  int supplement_requests = 0;
  std::int64_t fee_vnd = 0;
  std::string position;   // whose task it is, "wards/{code}/positions/{id}"; empty for nobody's
  bool assisted = false;  // the citizen filed with an assistant
};

// One change of state, as the history keeps it.
struct Transition {
  std::optional<State> from;  // absent for the filing
  State to = State::kSubmitted;
  absl::Time time;
  std::string actor;  // "officers/{uuid}" or "citizens/{uuid}"
  std::string note;
};

}  // namespace tancua::dossier::domain
