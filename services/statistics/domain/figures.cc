#include "services/statistics/domain/figures.h"

#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::domain {
namespace {

void Add(const Cell& cell, Figures& figures) {
  figures.received += cell.dossiers;
  figures.by_channel[cell.channel] += cell.dossiers;
  figures.by_state[cell.state] += cell.dossiers;

  if (cell.outcome == kOnTime) figures.on_time.numerator += cell.dossiers;
  if (cell.outcome == kOnTime || cell.outcome == kLate) {
    figures.on_time.denominator += cell.dossiers;
  }
  if (cell.outcome == kUndated) figures.finished_undated += cell.dossiers;

  if (cell.channel == "ONLINE") figures.online.numerator += cell.dossiers;
  figures.online.denominator += cell.dossiers;

  figures.satisfaction.numerator += cell.satisfied;
  figures.satisfaction.denominator += cell.answers;
  figures.survey_response.numerator += cell.answers;
  // Every dossier that is returned is invited to be rated, and no other.
  if (cell.state == "RETURNED") figures.survey_response.denominator += cell.dossiers;
}

}  // namespace

std::optional<double> Percent(const Ratio& ratio) {
  if (ratio.denominator == 0) return std::nullopt;
  // In whole hundredths of a percent, so that a half is exactly a half.
  const std::int64_t hundredths =
      (2 * 10000 * ratio.numerator + ratio.denominator) / (2 * ratio.denominator);
  return static_cast<double>(hundredths) / 100.0;
}

Figures Sum(const std::vector<Cell>& cells) {
  Figures figures;
  for (const Cell& cell : cells) Add(cell, figures);
  return figures;
}

}  // namespace tancua::statistics::domain
