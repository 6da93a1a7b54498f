#pragma once

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/statistics/domain/activation.h"
#include "services/statistics/domain/period.h"

// Activations and the daily counts that follow them, always in one transaction.
namespace tancua::statistics::store {

// Replaces the credit and moves its count, unless one of the same or a newer revision is there.
[[nodiscard]] absl::Status ApplyActivation(sql::Session& tx, const domain::Activation& activation,
                                           absl::Time event_time);

struct CountedActivations {
  domain::ByQuarter quarters;                 // those with at least one
  std::optional<absl::Time> last_event_time;  // none: nothing was counted
};
[[nodiscard]] absl::StatusOr<CountedActivations> ReadActivations(sql::Session& session,
                                                                 std::string_view ward,
                                                                 const domain::Period& period);

}  // namespace tancua::statistics::store
