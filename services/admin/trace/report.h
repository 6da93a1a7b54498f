#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/admin/trace/log_lines.h"

namespace tancua::trace_report {

// The traces that `id` names, each as a tree of its steps with times, the oldest first. `id` is
// that of a trace, a dossier's code (or "dossiers/{code}"), or the id of a request, an error, an
// event or a message. NOT_FOUND when no line names it.
[[nodiscard]] absl::StatusOr<std::string> Report(const std::vector<Line>& lines,
                                                 std::string_view id);

// The same for scripts: every line of these traces, by trace and time.
[[nodiscard]] absl::StatusOr<std::vector<const Line*>> LinesOf(const std::vector<Line>& lines,
                                                               std::string_view id);

}  // namespace tancua::trace_report
