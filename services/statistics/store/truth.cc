#include "services/statistics/store/truth.h"

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::store {
namespace {

bool Matches(const domain::Fact& fact, const std::string& ward, const domain::Period& period) {
  const absl::CivilDay day = calendar::LocalDay(fact.receive_time);
  return fact.ward == ward && day >= period.from && day <= period.to;
}

}  // namespace

void Truth::Add(const domain::Fact& fact) {
  domain::Fact& known = facts_[fact.dossier];
  if (fact.revision > known.revision) known = fact;
}

void Truth::Add(const domain::Rating& rating) {
  scores_.emplace(rating.dossier, rating.overall_score);
}

domain::ByChannel Truth::Counts(const std::string& ward, const domain::Period& period) const {
  domain::ByChannel channels;
  for (const auto& [dossier, fact] : facts_) {
    if (!Matches(fact, ward, period)) continue;
    const auto score = scores_.find(dossier);
    channels[fact.channel] +=
        domain::CountsOf(fact.state, domain::OutcomeOf(fact),
                         score == scores_.end() ? 0 : score->second, fact.assisted);
  }
  return channels;
}

std::int64_t Truth::Overdue(const std::string& ward, const domain::Period& period,
                            absl::Time now) const {
  std::int64_t overdue = 0;
  for (const auto& [dossier, fact] : facts_) {
    const bool open = domain::OutcomeOf(fact) == domain::kOpen;
    if (Matches(fact, ward, period) && open && fact.due_time && *fact.due_time < now) ++overdue;
  }
  return overdue;
}

std::string ToText(const domain::ByChannel& channels) {
  std::string text;
  const auto add = [&](std::string_view what, std::int64_t count) {
    if (count != 0) absl::StrAppend(&text, " ", std::string(what), " ", count);
  };
  for (const auto& [channel, counts] : channels) {
    if (counts == domain::Counts()) continue;
    absl::StrAppend(&text, channel);
    for (std::size_t i = 0; i < domain::kStates.size(); ++i) {
      add(domain::kStates[i], counts.by_state[i]);
    }
    add(domain::kOnTime, counts.on_time);
    add(domain::kLate, counts.late);
    add(domain::kUndated, counts.undated);
    add("rated", counts.answers);
    add("good", counts.satisfied);
    add("assisted", counts.assisted);
    absl::StrAppend(&text, "\n");
  }
  return text;
}

}  // namespace tancua::statistics::store
