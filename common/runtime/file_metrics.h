#pragma once

#include <string>

namespace tancua::runtime {

// The Prometheus text of every *.prom file in `folder`, by name: figures of what runs apart from
// the services, such as backups. Nothing when there is no folder.
[[nodiscard]] std::string FileMetrics(const std::string& folder);

}  // namespace tancua::runtime
