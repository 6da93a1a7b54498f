#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace tancua::gateway {

// tancua_gateway_requests_total{route,method,code}, tancua_gateway_request_duration_seconds{route,
// method} and tancua_gateway_open_uploads. Labels are bounded: `route` is a path template.
class GatewayMetrics {
 public:
  explicit GatewayMetrics(prometheus::Registry& registry);

  class Route {
   public:
    void Observe(int code, absl::Duration took);

   private:
    friend class GatewayMetrics;
    Route(GatewayMetrics& metrics, prometheus::Labels labels);
    prometheus::Counter& CounterOf(int code);

    static constexpr std::size_t kCodes = 32;
    GatewayMetrics& metrics_;
    const prometheus::Labels labels_;
    prometheus::Histogram& duration_;
    // By place of the code in a fixed list; made when first seen.
    std::array<std::atomic<prometheus::Counter*>, kCodes> counters_{};
  };

  // Lives as long as the metrics.
  [[nodiscard]] Route& AddRoute(const std::string& route, const std::string& method);
  [[nodiscard]] prometheus::Gauge& uploads() { return uploads_; }

 private:
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Gauge& uploads_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace tancua::gateway
