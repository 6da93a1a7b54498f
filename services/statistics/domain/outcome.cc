#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::domain {
namespace {

constexpr int kMostSupplementRequests = 1;

bool HasEnded(const Fact& fact) {
  const bool final_state =
      fact.state == "APPROVED" || fact.state == "RETURNED" || fact.state == "REFUSED";
  return final_state && fact.finish_time.has_value();
}

}  // namespace

std::string_view OutcomeOf(const Fact& fact) {
  if (!HasEnded(fact)) return kOpen;
  if (!fact.due_time) return kUndated;
  if (fact.supplement_requests > kMostSupplementRequests) return kLate;
  return *fact.finish_time <= *fact.due_time ? kOnTime : kLate;
}

}  // namespace tancua::statistics::domain
