#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace tancua::statistics::domain {

// What one dossier is, as its newest event says. Channel and state are the names of
// the enumerators ("ONLINE", "RETURNED"): the same word everywhere.
struct Fact {
  std::string dossier;  // "dossiers/{code}"
  std::string ward;     // five digits; never changes
  std::int64_t revision = 0;
  std::string procedure;  // "procedures/{code}"
  std::string channel;
  std::string state;
  absl::Time receive_time;
  std::optional<absl::Time> due_time;
  std::optional<absl::Time> finish_time;
  int supplement_requests = 0;
};

// What one citizen said about one dossier.
struct Rating {
  std::string dossier;
  std::string ward;
  int overall_score = 0;  // 1 to 5
};

}  // namespace tancua::statistics::domain
