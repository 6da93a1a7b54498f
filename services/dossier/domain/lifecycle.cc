#include "services/dossier/domain/lifecycle.h"

#include <optional>
#include <string>
#include <utility>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

void SetTerm(std::optional<calendar::Due> due, Dossier& dossier) {
  dossier.due_time = due ? std::optional(due->time) : std::nullopt;
  dossier.due_explanation = due ? std::move(due->explanation) : std::string();
}

}  // namespace

const Move* FindMove(State from, Verb verb) {
  for (const Move& move : kMoves) {
    if (move.from == from && move.verb == verb) return &move;
  }
  return nullptr;
}

absl::Status Apply(Verb verb, absl::Time now,
                   absl::FunctionRef<absl::StatusOr<calendar::Due>(absl::Time)> due_from,
                   Dossier& dossier) {
  const Move* move = FindMove(dossier.state, verb);
  if (move == nullptr) {
    return status::Error(kDossierWrongState,
                         {.metadata = {{"state", std::string(Name(dossier.state))}}});
  }
  switch (move->term) {
    case TermEffect::kNone:
      break;
    case TermEffect::kStop:
      SetTerm(std::nullopt, dossier);
      break;
    case TermEffect::kRestart: {
      ASSIGN_OR_RETURN(calendar::Due due, due_from(now));
      SetTerm(std::move(due), dossier);
      break;
    }
    case TermEffect::kEnd:
      dossier.finish_time = now;
      break;
  }
  if (verb == Verb::kRequestSupplement) ++dossier.supplement_requests;
  dossier.state = move->to;
  ++dossier.revision;
  return absl::OkStatus();
}

}  // namespace tancua::dossier::domain
