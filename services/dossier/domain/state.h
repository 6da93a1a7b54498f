#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace tancua::dossier::domain {

// Where a dossier stands. The names are those of the API, the SQL column and the metric label.
enum class State {
  kSubmitted,
  kReceived,
  kNeedSupplement,
  kRefused,
  kSubmittedForApproval,
  kApproved,
  kReturned,
};

inline constexpr std::array kStates = {
    State::kSubmitted,
    State::kReceived,
    State::kNeedSupplement,
    State::kRefused,
    State::kSubmittedForApproval,
    State::kApproved,
    State::kReturned,
};

[[nodiscard]] std::string_view Name(State state);   // "NEED_SUPPLEMENT"
[[nodiscard]] std::string_view Title(State state);  // "Chờ bổ sung", for people
[[nodiscard]] std::optional<State> ParseState(std::string_view name);

// True while somebody, officer or citizen, still has to do something.
[[nodiscard]] constexpr bool IsOpen(State state) {
  return state != State::kRefused && state != State::kReturned;
}

}  // namespace tancua::dossier::domain
