#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/statistics/domain/figures.h"
#include "services/statistics/domain/period.h"

// What a report reads; its cost grows with the days asked for, not with the dossiers.
namespace tancua::statistics::store {

struct Counted {
  domain::ByChannel channels;
  std::optional<absl::Time> last_event_time;  // none: nothing was received
};
[[nodiscard]] absl::StatusOr<Counted> ReadCounts(sql::Session& session, std::string_view ward,
                                                 const domain::Period& period);

// Dossiers received in the period that are still being handled after their due time.
[[nodiscard]] absl::StatusOr<std::int64_t> CountOverdue(sql::Session& session,
                                                        std::string_view ward,
                                                        const domain::Period& period,
                                                        absl::Time now);

}  // namespace tancua::statistics::store
