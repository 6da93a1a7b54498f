#pragma once

#include <random>
#include <string>
#include <vector>

#include "common/sql/database.h"
#include "services/statistics/domain/fact.h"
#include "services/statistics/domain/period.h"

// Invented lives of dossiers as the service sees them, and whether it counted them rightly: for
// tests.
namespace tancua::statistics::store {

inline constexpr domain::Period kAllDays{absl::CivilDay(2026, 1, 1), absl::CivilDay(2026, 12, 31)};

// One thing that happened.
struct Event {
  bool is_rating = false;
  domain::Fact fact;
  domain::Rating rating;
  absl::Time time;
};

class EventStream {
 public:
  explicit EventStream(unsigned seed) : random_(seed) {}

  // The life of `count` dossiers in the wards 27442 and 26944: some are rated, some stop half-way.
  std::vector<Event> Lives(int count);
  // Each event up to three times, in any order.
  std::vector<Event> Disorder(std::vector<Event> events);

 private:
  int Pick(int below);
  void AddLife(const std::string& dossier, std::vector<Event>& events);

  std::mt19937 random_;
};

[[nodiscard]] absl::Status ApplyEvent(sql::Session& tx, const Event& event);
// In one transaction.
[[nodiscard]] absl::Status ApplyAll(sql::Database& database, const std::vector<Event>& events);

// Expects the counts that one gets by looking at every dossier.
void ExpectTrue(sql::Database& database, const std::vector<Event>& events);

// Every row of the daily counts as it is stored.
[[nodiscard]] std::string Stored(sql::Database& database);

}  // namespace tancua::statistics::store
