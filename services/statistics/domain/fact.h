#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace tancua::statistics::domain {

// Where a dossier can stand, in the order of the API. A new state needs a column of `daily` too.
inline constexpr std::array<std::string_view, 7> kStates = {
    "SUBMITTED", "RECEIVED", "NEED_SUPPLEMENT", "REFUSED", "SUBMITTED_FOR_APPROVAL",
    "APPROVED",  "RETURNED"};

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
  bool assisted = false;  // filed by a citizen with an assistant
};

// What one citizen said about one dossier.
struct Rating {
  std::string dossier;
  std::string ward;
  int overall_score = 0;  // 1 to 5
};

}  // namespace tancua::statistics::domain
