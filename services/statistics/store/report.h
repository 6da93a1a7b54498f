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

// The dossiers of a ward that are still being handled.
struct OpenDossiers {
  std::int64_t all = 0;
  std::int64_t due_soon = 0;  // until `soon`, and not overdue
  std::int64_t overdue = 0;
};
[[nodiscard]] absl::StatusOr<OpenDossiers> CountOpen(sql::Session& session, std::string_view ward,
                                                     absl::Time now, absl::Time soon);

// The next wards after `after` that have counts, in their order.
[[nodiscard]] absl::StatusOr<std::vector<std::string>> NextWards(sql::Session& session,
                                                                 std::string_view after, int limit);

}  // namespace tancua::statistics::store
