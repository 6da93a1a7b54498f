#include "services/survey/metrics.h"

#include <string>

namespace tancua::survey {

Metrics::Metrics(prometheus::Registry& registry)
    : answers_(),
      expired_(prometheus::BuildCounter()
                   .Name("tancua_survey_expired_invitations_total")
                   .Help("Invitations that ended without an answer")
                   .Register(registry)
                   .Add({})),
      open_(prometheus::BuildGauge()
                .Name("tancua_survey_open_invitations")
                .Help("Invitations that can still be answered")
                .Register(registry)
                .Add({})) {
  auto& answers = prometheus::BuildCounter()
                      .Name("tancua_survey_answers_total")
                      .Help("Answered surveys by overall score")
                      .Register(registry);
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    answers_[i] = &answers.Add({{"score", std::to_string(i + 1)}});
  }
}

void Metrics::CountAnswer(int overall_score) {
  answers_.at(static_cast<std::size_t>(overall_score - 1))->Increment();
}

void Metrics::CountExpired(int invitations) { expired_.Increment(invitations); }

void Metrics::SetOpen(std::int64_t invitations) { open_.Set(static_cast<double>(invitations)); }

}  // namespace tancua::survey
