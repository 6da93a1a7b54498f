#include "services/statistics/domain/figures.h"

#include <algorithm>
#include <numeric>

namespace tancua::statistics::domain {
namespace {

// Every dossier is in exactly one state.
std::int64_t Dossiers(const Counts& counts) {
  return std::accumulate(counts.by_state.begin(), counts.by_state.end(), std::int64_t{0});
}

std::int64_t InState(const Counts& counts, std::string_view state) {
  const auto found = std::find(kStates.begin(), kStates.end(), state);
  return counts.by_state.at(static_cast<std::size_t>(found - kStates.begin()));
}

}  // namespace

std::optional<double> Percent(const Ratio& ratio) {
  if (ratio.denominator == 0) return std::nullopt;
  // In whole hundredths of a percent, so that a half is exactly a half.
  const std::int64_t hundredths =
      (2 * 10000 * ratio.numerator + ratio.denominator) / (2 * ratio.denominator);
  return static_cast<double>(hundredths) / 100.0;
}

Figures FiguresOf(const ByChannel& channels) {
  Figures figures;
  Counts all;
  for (const auto& [channel, counts] : channels) {
    all += counts;
    figures.by_channel[channel] = Dossiers(counts);
  }
  figures.received = Dossiers(all);
  figures.by_state = all.by_state;
  figures.on_time = {all.on_time, all.on_time + all.late};
  const auto online = figures.by_channel.find("ONLINE");
  figures.online = {online == figures.by_channel.end() ? 0 : online->second, figures.received};
  figures.satisfaction = {all.satisfied, all.answers};
  // Every dossier that is returned is invited to be rated, and no other.
  figures.survey_response = {all.answers, InState(all, "RETURNED")};
  figures.assisted = {all.assisted, figures.received};
  figures.finished_undated = all.undated;
  return figures;
}

}  // namespace tancua::statistics::domain
