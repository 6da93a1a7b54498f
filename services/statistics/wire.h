#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/statistics/domain/activation.h"
#include "services/statistics/domain/fact.h"
#include "services/statistics/domain/figures.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/identity/v1/activation_events.pb.h"
#include "tancua/statistics/v1/activation_statistics_service.pb.h"
#include "tancua/statistics/v1/statistics_service.pb.h"
#include "tancua/survey/v1/events.pb.h"

// Between messages and the domain.
namespace tancua::statistics::wire {

// INVALID_ARGUMENT when the event lacks what a fact needs, or names a channel or state that
// this version does not know: it goes to the dead letters and can be driven again later.
[[nodiscard]] absl::StatusOr<domain::Fact> ToFact(const dossier::v1::DossierChanged& event);
[[nodiscard]] absl::StatusOr<domain::Rating> ToRating(const survey::v1::SurveyAnswered& event);

[[nodiscard]] absl::StatusOr<domain::Activation> ToActivation(
    const identity::v1::LevelActivated& event);

// "27442" of "wards/27442/statistics", `report` being "/statistics"; empty for any other form.
[[nodiscard]] std::string_view WardOfReport(std::string_view name, std::string_view report);

// Fills the figures in; lists every channel and every state, also with zero.
void FillFigures(const domain::Figures& figures, v1::WardStatistics& out);
// Fills the quarters and their total in.
void FillActivations(const domain::ByQuarter& quarters, v1::ActivationStatistics& out);

}  // namespace tancua::statistics::wire
