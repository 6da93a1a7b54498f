#include "services/statistics/workers/subscription.h"

#include "common/status/macros.h"
#include "services/statistics/store/facts.h"
#include "services/statistics/wire.h"

namespace tancua::statistics::workers {
namespace {

absl::Status OnDossierChanged(sql::Session& tx, const events::Header& header,
                              const dossier::v1::DossierChanged& event) {
  ASSIGN_OR_RETURN(const domain::Fact fact, wire::ToFact(event));
  RETURN_IF_ERROR(store::NoteEvent(tx, fact.ward, header.time));
  return store::ApplyFact(tx, fact);
}

absl::Status OnSurveyAnswered(sql::Session& tx, const events::Header& header,
                              const survey::v1::SurveyAnswered& event) {
  ASSIGN_OR_RETURN(const domain::Rating rating, wire::ToRating(event));
  RETURN_IF_ERROR(store::NoteEvent(tx, rating.ward, header.time));
  return store::ApplyRating(tx, rating);
}

}  // namespace

events::Subscription Facts() {
  events::Subscription subscription("statistics", {"dossier", "survey"});
  subscription.On<dossier::v1::DossierChanged>(OnDossierChanged);
  subscription.On<survey::v1::SurveyAnswered>(OnSurveyAnswered);
  return subscription;
}

}  // namespace tancua::statistics::workers
