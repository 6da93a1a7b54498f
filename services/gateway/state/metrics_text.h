#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tancua::gateway::state {

// One sample of a metric: tancua_events_lag_seconds{group="survey"} 0.5.
struct Sample {
  std::string name;
  std::map<std::string, std::string> labels;
  double value = 0;

  [[nodiscard]] std::string Label(const std::string& label) const;
};

// The samples of a text as Prometheus reads it; what is malformed is passed over.
[[nodiscard]] std::vector<Sample> ParseMetrics(std::string_view text);

}  // namespace tancua::gateway::state
