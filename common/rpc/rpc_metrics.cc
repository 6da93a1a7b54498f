#include "common/rpc/rpc_metrics.h"

namespace tancua::rpc {

RpcMetrics::RpcMetrics(prometheus::Registry& registry)
    : requests_(prometheus::BuildCounter()
                    .Name("tancua_rpc_requests_total")
                    .Help("RPCs answered, by method and gRPC code")
                    .Register(registry)),
      duration_(prometheus::BuildHistogram()
                    .Name("tancua_rpc_duration_seconds")
                    .Help("Time from the arrival of an RPC to its answer")
                    .Register(registry)) {}

void RpcMetrics::AddMethod(const std::string& name) {
  auto method = std::make_unique<Method>();
  method->name = name;
  method->duration = &duration_.Add(
      {{"method", name}},
      prometheus::Histogram::BucketBoundaries{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                              0.25, 0.5, 1, 2.5, 5, 10});
  methods_.insert_or_assign(name, std::move(method));
}

void RpcMetrics::Observe(std::string_view name, absl::StatusCode code, absl::Duration took) {
  auto it = methods_.find(name);
  if (it == methods_.end()) return;
  Method& method = *it->second;
  auto& slot = method.by_code[static_cast<int>(code) % kCodes];
  prometheus::Counter* counter = slot.load(std::memory_order_acquire);
  if (counter == nullptr) {
    // Family::Add gives the same counter for the same labels, so a race does no harm.
    counter = &requests_.Add({{"method", method.name}, {"code", absl::StatusCodeToString(code)}});
    slot.store(counter, std::memory_order_release);
  }
  counter->Increment();
  method.duration->Observe(absl::ToDoubleSeconds(took));
}

}  // namespace tancua::rpc
