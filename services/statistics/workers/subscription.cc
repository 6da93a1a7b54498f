#include "services/statistics/workers/subscription.h"

#include "common/status/macros.h"
#include "services/statistics/store/activations.h"
#include "services/statistics/store/facts.h"
#include "services/statistics/wire.h"

namespace tancua::statistics::workers {

events::Subscription Facts(Metrics& metrics) {
  events::Subscription subscription("statistics", {"dossier", "survey", "identity"});
  subscription.On<dossier::v1::DossierChanged>(
      [&metrics](sql::Session& tx, const events::Header& header,
                 const dossier::v1::DossierChanged& event) -> absl::Status {
        ASSIGN_OR_RETURN(const domain::Fact fact, wire::ToFact(event));
        metrics.Counting(header.time);
        return store::ApplyFact(tx, fact, header.time);
      });
  subscription.On<survey::v1::SurveyAnswered>(
      [&metrics](sql::Session& tx, const events::Header& header,
                 const survey::v1::SurveyAnswered& event) -> absl::Status {
        ASSIGN_OR_RETURN(const domain::Rating rating, wire::ToRating(event));
        metrics.Counting(header.time);
        return store::ApplyRating(tx, rating, header.time);
      });
  subscription.On<identity::v1::LevelActivated>(
      [&metrics](sql::Session& tx, const events::Header& header,
                 const identity::v1::LevelActivated& event) -> absl::Status {
        ASSIGN_OR_RETURN(const domain::Activation activation, wire::ToActivation(event));
        metrics.Counting(header.time);
        return store::ApplyActivation(tx, activation, header.time);
      });
  return subscription;
}

}  // namespace tancua::statistics::workers
