#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// What a process needs of its machine, under the names that all programs have for it
// (process_…), and the room that is left where it keeps its files.
class ProcessMetrics {
 public:
  ProcessMetrics(prometheus::Registry& registry, std::string data_dir);

  // Returns 0: nothing was changed. Not thread-safe.
  [[nodiscard]] absl::StatusOr<int> Measure();

 private:
  void MeasureCpu();
  void MeasureMemory();
  void MeasureFiles();
  void MeasureDisk();

  const std::string data_dir_;
  prometheus::Counter& cpu_;
  prometheus::Gauge& memory_;
  prometheus::Gauge& files_;
  prometheus::Gauge& most_files_;
  prometheus::Gauge& disk_free_;
  prometheus::Gauge& disk_size_;
};

}  // namespace tancua::runtime
