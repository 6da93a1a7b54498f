#include "services/statistics/wire.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "google/protobuf/timestamp.pb.h"
#include "tancua/dossier/v1/dossier.pb.h"

namespace tancua::statistics::wire {
namespace {

constexpr std::string_view kWards = "wards/";
constexpr std::size_t kWardDigits = 5;

std::optional<absl::Time> OptionalTime(bool present, const google::protobuf::Timestamp& time) {
  if (!present) return std::nullopt;
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

bool IsWardCode(std::string_view text) {
  if (text.size() != kWardDigits) return false;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::StatusOr<std::string> WardOf(std::string_view name) {
  if (!name.starts_with(kWards) || !IsWardCode(name.substr(kWards.size()))) {
    return absl::InvalidArgumentError("event names no ward");
  }
  return std::string(name.substr(kWards.size()));
}

void Fill(const domain::Ratio& ratio, v1::Ratio& out) {
  out.set_numerator(ratio.numerator);
  out.set_denominator(ratio.denominator);
  if (const std::optional<double> percent = domain::Percent(ratio)) out.set_percent(*percent);
}

void FillCount(const domain::ActivationCount& count, v1::ActivationCount& out) {
  out.set_level1(count.level1);
  out.set_level2(count.level2);
  out.set_recorded(count.recorded);
  out.set_automatic(count.automatic);
}

}  // namespace

absl::StatusOr<domain::Fact> ToFact(const dossier::v1::DossierChanged& event) {
  const std::string& channel = dossier::v1::Channel_Name(event.channel());
  const std::string& state = dossier::v1::State_Name(event.state());
  if (channel.empty() || event.channel() == 0) {
    return absl::InvalidArgumentError(absl::StrCat("unknown channel ", event.channel()));
  }
  if (std::find(domain::kStates.begin(), domain::kStates.end(), state) == domain::kStates.end()) {
    return absl::InvalidArgumentError(absl::StrCat("unknown state ", event.state()));
  }
  if (event.dossier().empty() || event.revision() < 1 || !event.has_receive_time()) {
    return absl::InvalidArgumentError("event lacks dossier, revision or receive_time");
  }
  ASSIGN_OR_RETURN(std::string ward, WardOf(event.ward()));
  return domain::Fact{
      .dossier = event.dossier(),
      .ward = std::move(ward),
      .revision = event.revision(),
      .procedure = event.procedure(),
      .channel = channel,
      .state = state,
      .receive_time = *OptionalTime(true, event.receive_time()),
      .due_time = OptionalTime(event.has_due_time(), event.due_time()),
      .finish_time = OptionalTime(event.has_finish_time(), event.finish_time()),
      .supplement_requests = event.supplement_requests(),
      .assisted = event.assisted(),
  };
}

absl::StatusOr<domain::Rating> ToRating(const survey::v1::SurveyAnswered& event) {
  if (event.dossier().empty() || event.overall_score() < 1 || event.overall_score() > 5) {
    return absl::InvalidArgumentError("event lacks a dossier or a score from 1 to 5");
  }
  ASSIGN_OR_RETURN(std::string ward, WardOf(event.ward()));
  return domain::Rating{
      .dossier = event.dossier(), .ward = std::move(ward), .overall_score = event.overall_score()};
}

absl::StatusOr<domain::Activation> ToActivation(const identity::v1::LevelActivated& event) {
  using identity::v1::LevelActivated;
  if (event.level() != 1 && event.level() != 2) {
    return absl::InvalidArgumentError(absl::StrCat("unknown level ", event.level()));
  }
  if (event.source() != LevelActivated::AUTOMATIC && event.source() != LevelActivated::RECORDED) {
    return absl::InvalidArgumentError(absl::StrCat("unknown source ", event.source()));
  }
  if (event.activation().empty() || event.revision() < 1 || !event.has_activate_time()) {
    return absl::InvalidArgumentError("event lacks activation, revision or activate_time");
  }
  ASSIGN_OR_RETURN(std::string ward, WardOf(event.ward()));
  return domain::Activation{.activation = event.activation(),
                            .revision = event.revision(),
                            .ward = std::move(ward),
                            .quarter = event.quarter(),
                            .level = event.level(),
                            .source = LevelActivated::Source_Name(event.source()),
                            .activate_time = *OptionalTime(true, event.activate_time())};
}

std::string_view WardOfReport(std::string_view name, std::string_view report) {
  if (!name.starts_with(kWards)) return {};
  name.remove_prefix(kWards.size());
  if (!name.ends_with(report)) return {};
  name.remove_suffix(report.size());
  return name;
}

void FillFigures(const domain::Figures& figures, v1::WardStatistics& out) {
  out.set_received(figures.received);
  const google::protobuf::EnumDescriptor& channels = *dossier::v1::Channel_descriptor();
  for (int i = 0; i < channels.value_count(); ++i) {
    if (channels.value(i)->number() == dossier::v1::CHANNEL_UNSPECIFIED) continue;
    v1::ChannelCount& count = *out.add_received_by_channel();
    count.set_channel(channels.value(i)->name());
    const auto found = figures.by_channel.find(count.channel());
    count.set_count(found == figures.by_channel.end() ? 0 : found->second);
  }
  for (std::size_t i = 0; i < domain::kStates.size(); ++i) {
    v1::StateCount& count = *out.add_received_by_state();
    count.set_state(std::string(domain::kStates[i]));
    count.set_count(figures.by_state[i]);
  }
  Fill(figures.on_time, *out.mutable_on_time());
  Fill(figures.online, *out.mutable_online());
  Fill(figures.satisfaction, *out.mutable_satisfaction());
  Fill(figures.survey_response, *out.mutable_survey_response());
  Fill(figures.assisted, *out.mutable_assisted());
  out.set_finished_undated(figures.finished_undated);
}

void FillActivations(const domain::ByQuarter& quarters, v1::ActivationStatistics& out) {
  FillCount(domain::TotalOf(quarters), *out.mutable_total());
  for (const auto& [quarter, count] : quarters) {
    v1::QuarterActivations& shown = *out.add_quarters();
    shown.set_quarter(quarter);
    FillCount(count, *shown.mutable_count());
  }
}

}  // namespace tancua::statistics::wire
