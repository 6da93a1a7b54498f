#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/dossier/domain/state.h"

// Tasks are handed to positions, never to persons: whoever holds a position has its tasks.
namespace tancua::dossier::domain {

struct Assignment {
  std::string position;  // "wards/{code}/positions/{id}"
  absl::Time time;
  std::string actor;  // "officers/{uuid}"
};

// From the receipt to the decision somebody handles a dossier; before, it waits for the one-stop
// clerk to receive it, after, for the citizen to collect the result.
[[nodiscard]] constexpr bool IsHandled(State state) {
  return state == State::kReceived || state == State::kNeedSupplement ||
         state == State::kSubmittedForApproval;
}

// POSITION_INVALID unless `position` is "wards/{ward}/positions/{id}".
[[nodiscard]] absl::Status CheckPosition(std::string_view position, std::string_view ward);

}  // namespace tancua::dossier::domain
