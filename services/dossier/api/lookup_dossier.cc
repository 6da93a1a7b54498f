#include <optional>
#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/api/dossier_view.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/domain/lookup_secret.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/store/lookup_attempts.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

// How an attempt ended. A refused one is a result, not an error: it must be committed.
struct Outcome {
  Metrics::Lookup kind = Metrics::Lookup::kWrong;
  absl::Duration blocked_for;
  pb::DossierStatus status;
};

absl::StatusOr<pb::DossierStatus> LoadStatus(const Deps& deps, sql::Session& tx,
                                             const std::string& code) {
  ASSIGN_OR_RETURN(const domain::Dossier dossier, store::Load(tx, deps.keys, code));
  pb::DossierStatus status = wire::ToStatus(dossier, AgencyTitle(deps, dossier));
  ASSIGN_OR_RETURN(const auto history, store::LoadTransitions(tx, deps.keys, code));
  for (domain::Transition transition : history) {
    transition.actor.clear();
    transition.note.clear();
    *status.add_history() = wire::ToProto(transition);
  }
  return status;
}

// True when one of `given` opens the dossier. An unknown code takes the same comparisons.
absl::StatusOr<bool> Opens(sql::Session& tx, const std::string& code,
                           const std::vector<std::string>& given) {
  ASSIGN_OR_RETURN(const std::string index, store::LoadLookupSecretIndex(tx, code));
  const std::string nobodys(given.front().size(), '-');
  bool opens = false;
  for (const std::string& one : given) {
    opens |= crypto::EqualConstantTime(index.empty() ? nobodys : index, one);
  }
  return opens;
}

absl::StatusOr<Outcome> Attempt(const Deps& deps, sql::Session& tx, const std::string& code,
                                const std::vector<std::string>& secret_indices) {
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(
      const store::Attempt attempt,
      store::CountAttempt(tx, code, now, deps.config.lookup_block, deps.config.lookup_attempts));
  if (attempt.count > deps.config.lookup_attempts) {
    return Outcome{.kind = Metrics::Lookup::kBlocked, .blocked_for = attempt.window_end - now};
  }
  ASSIGN_OR_RETURN(const bool opens, Opens(tx, code, secret_indices));
  if (!opens) return Outcome{.kind = Metrics::Lookup::kWrong};
  RETURN_IF_ERROR(store::ForgetAttempts(tx, code));
  Outcome found{.kind = Metrics::Lookup::kFound};
  ASSIGN_OR_RETURN(found.status, LoadStatus(deps, tx, code));
  return found;
}

}  // namespace

absl::StatusOr<pb::DossierStatus> LookupDossier(const Deps& deps, const rpc::Call&,
                                                const pb::LookupDossierRequest& request) {
  const std::string code = domain::NormaliseTypedCode(request.code());
  if (!domain::ParseCode(code).ok()) return status::Error(kDossierNotFound);
  const std::vector<std::string> secret_indices =
      store::LookupSecretIndices(deps.keys, domain::NormaliseLookupSecret(request.secret()));
  ASSIGN_OR_RETURN(const Outcome outcome, deps.database.Write(code, [&](sql::Session& tx) {
    return Attempt(deps, tx, code, secret_indices);
  }));
  deps.metrics.CountLookup(outcome.kind);
  switch (outcome.kind) {
    case Metrics::Lookup::kFound:
      return outcome.status;
    case Metrics::Lookup::kBlocked:
      return status::Error(kLookupBlocked, {.retry_after = outcome.blocked_for});
    case Metrics::Lookup::kWrong:
      break;
  }
  return status::Error(kDossierNotFound);
}

}  // namespace tancua::dossier::api
