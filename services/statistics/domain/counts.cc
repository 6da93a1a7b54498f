#include "services/statistics/domain/counts.h"

#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::domain {
namespace {

void AddTimes(std::int64_t times, const Counts& from, Counts& to) {
  for (std::size_t i = 0; i < kStates.size(); ++i) to.by_state[i] += times * from.by_state[i];
  to.on_time += times * from.on_time;
  to.late += times * from.late;
  to.undated += times * from.undated;
  to.answers += times * from.answers;
  to.satisfied += times * from.satisfied;
  to.assisted += times * from.assisted;
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  AddTimes(1, other, *this);
  return *this;
}

Counts& Counts::operator-=(const Counts& other) {
  AddTimes(-1, other, *this);
  return *this;
}

Counts CountsOf(std::string_view state, std::string_view outcome, int score, bool assisted) {
  Counts counts;
  if (state.empty()) return counts;
  for (std::size_t i = 0; i < kStates.size(); ++i) counts.by_state[i] = state == kStates[i];
  counts.on_time = outcome == kOnTime;
  counts.late = outcome == kLate;
  counts.undated = outcome == kUndated;
  counts.answers = score > 0;
  counts.satisfied = IsSatisfied(score);
  counts.assisted = assisted;
  return counts;
}

}  // namespace tancua::statistics::domain
