#pragma once

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "prometheus/counter.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace tancua::rpc {

// Rate, errors and duration of every RPC of the process.
class RpcMetrics {
 public:
  explicit RpcMetrics(prometheus::Registry& registry);
  // Before the first Observe of `method`; not thread-safe.
  void AddMethod(const std::string& method);
  void Observe(std::string_view method, absl::StatusCode code, absl::Duration took);

 private:
  static constexpr int kCodes = 17;
  struct Method {
    std::string name;
    prometheus::Histogram* duration = nullptr;
    std::array<std::atomic<prometheus::Counter*>, kCodes> by_code{};
  };
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& duration_;
  std::map<std::string, std::unique_ptr<Method>, std::less<>> methods_;
};

}  // namespace tancua::rpc
