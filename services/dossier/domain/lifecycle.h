#pragma once

#include <array>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/calendar/calendar.h"
#include "services/dossier/domain/dossier.h"
#include "services/dossier/domain/state.h"

// The life of a dossier after its filing: which verb is allowed in which state, where it
// leads, and what it does to the term.
namespace tancua::dossier::domain {

enum class Verb {
  kAccept,
  kRequestSupplement,
  kSupplement,
  kRefuse,
  kSubmitForApproval,
  kApprove,
  kReturn,
};

inline constexpr std::array kVerbs = {
    Verb::kAccept, Verb::kRequestSupplement, Verb::kSupplement,
    Verb::kRefuse, Verb::kSubmitForApproval, Verb::kApprove,
    Verb::kReturn,
};

// What a move does to the term.
enum class TermEffect {
  kNone,
  kStop,     // it waits for the citizen: no due time
  kRestart,  // it runs again from its beginning (Decree 61/2018/NĐ-CP art. 19.4)
  kEnd,      // handling is finished
};

struct Move {
  Verb verb;
  State from;
  State to;
  TermEffect term;
};

// Every move there is; what is not here is refused.
inline constexpr Move kMoves[] = {
    {Verb::kAccept, State::kSubmitted, State::kReceived, TermEffect::kNone},
    {Verb::kRequestSupplement, State::kSubmitted, State::kNeedSupplement, TermEffect::kStop},
    {Verb::kRequestSupplement, State::kReceived, State::kNeedSupplement, TermEffect::kStop},
    {Verb::kSupplement, State::kNeedSupplement, State::kReceived, TermEffect::kRestart},
    {Verb::kRefuse, State::kSubmitted, State::kRefused, TermEffect::kEnd},
    {Verb::kRefuse, State::kReceived, State::kRefused, TermEffect::kEnd},
    {Verb::kRefuse, State::kSubmittedForApproval, State::kRefused, TermEffect::kEnd},
    {Verb::kSubmitForApproval, State::kReceived, State::kSubmittedForApproval, TermEffect::kNone},
    {Verb::kApprove, State::kSubmittedForApproval, State::kApproved, TermEffect::kEnd},
    {Verb::kReturn, State::kApproved, State::kReturned, TermEffect::kNone},
};

// The move of `verb` out of `from`; nullptr when it is not allowed.
[[nodiscard]] const Move* FindMove(State from, Verb verb);

// Moves `dossier` on by `verb` at `now`: state, revision, term and counters. `due_from` gives the
// due time of a term that starts at a time; it is asked only when the term restarts.
// DOSSIER_WRONG_STATE when the move is not allowed; then nothing is changed.
[[nodiscard]] absl::Status Apply(
    Verb verb, absl::Time now,
    absl::FunctionRef<absl::StatusOr<calendar::Due>(absl::Time)> due_from, Dossier& dossier);

}  // namespace tancua::dossier::domain
