#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/statistics/domain/figures.h"
#include "services/statistics/domain/period.h"

// What a report reads; its cost grows with the days asked for, not with the dossiers.
namespace tancua::statistics::store {

[[nodiscard]] absl::StatusOr<std::vector<domain::Cell>> ReadCells(sql::Session& session,
                                                                  std::string_view ward,
                                                                  const domain::Period& period);

// Dossiers received in the period that are still being handled after their due time.
[[nodiscard]] absl::StatusOr<std::int64_t> CountOverdue(sql::Session& session,
                                                        std::string_view ward,
                                                        const domain::Period& period,
                                                        absl::Time now);

// How far the events of one ward, or of all, are counted.
struct Progress {
  std::int64_t events = 0;
  std::optional<absl::Time> last_event_time;  // none: no event yet
  std::string formula;                        // of one ward; empty: no event yet
};
[[nodiscard]] absl::StatusOr<Progress> ReadProgress(sql::Session& session, std::string_view ward);
[[nodiscard]] absl::StatusOr<Progress> ReadTotalProgress(sql::Session& session);

}  // namespace tancua::statistics::store
