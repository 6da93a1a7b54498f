#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "services/statistics/domain/fact.h"
#include "services/statistics/domain/figures.h"
#include "services/statistics/domain/period.h"

// What the store must say, found by looking at every dossier: for tests.
namespace tancua::statistics::store {

class Truth {
 public:
  void Add(const domain::Fact& fact);
  void Add(const domain::Rating& rating);

  [[nodiscard]] domain::ByChannel Counts(const std::string& ward,
                                         const domain::Period& period) const;
  [[nodiscard]] std::int64_t Overdue(const std::string& ward, const domain::Period& period,
                                     absl::Time now) const;

 private:
  std::map<std::string, domain::Fact> facts_;
  std::map<std::string, int> scores_;
};

// "ONLINE RETURNED 3 ON_TIME 2 LATE 1 rated 1 good 1", one line per channel, without zeros: what
// differs shows.
[[nodiscard]] std::string ToText(const domain::ByChannel& channels);

}  // namespace tancua::statistics::store
