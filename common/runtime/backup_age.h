#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// Where a backup of `data_dir` leaves word of its success, as Prometheus text:
//   tancua_backup_last_success_timestamp_seconds 1795327200
[[nodiscard]] std::string BackupFile(const std::string& data_dir);

// Shows when the data were last backed up; 0: never. The word is in the file, not in the process
// that wrote it: that one has ended.
class BackupAge {
 public:
  BackupAge(prometheus::Registry& registry, const std::string& data_dir);

  // Returns 0: nothing was changed. A file that does not say when counts as no backup.
  [[nodiscard]] absl::StatusOr<int> Measure();

 private:
  const std::string file_;
  prometheus::Gauge& last_success_;
};

}  // namespace tancua::runtime
