#include "services/gateway/metrics.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tancua::gateway {
namespace {

const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto* const buckets = new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  return *buckets;
}

constexpr int kKnownCodes[] = {200, 204, 400, 401, 403, 404, 405, 409, 413,
                               415, 429, 431, 499, 500, 501, 503, 504};

std::size_t PlaceOf(int code) {
  return static_cast<std::size_t>(std::distance(
      std::begin(kKnownCodes), std::find(std::begin(kKnownCodes), std::end(kKnownCodes), code)));
}

}  // namespace

GatewayMetrics::GatewayMetrics(prometheus::Registry& registry)
    : requests_(prometheus::BuildCounter()
                    .Name("tancua_gateway_requests_total")
                    .Help("HTTP requests answered, by path template, method and status")
                    .Register(registry)),
      durations_(prometheus::BuildHistogram()
                     .Name("tancua_gateway_request_duration_seconds")
                     .Help("Time from the request's header to its answer")
                     .Register(registry)),
      uploads_(prometheus::BuildGauge()
                   .Name("tancua_gateway_open_uploads")
                   .Help("Bodies that are arriving now, beyond small JSON")
                   .Register(registry)
                   .Add({})) {}

GatewayMetrics::Route& GatewayMetrics::AddRoute(const std::string& route,
                                                const std::string& method) {
  routes_.emplace_back(new Route(*this, {{"route", route}, {"method", method}}));
  return *routes_.back();
}

GatewayMetrics::Route::Route(GatewayMetrics& metrics, prometheus::Labels labels)
    : metrics_(metrics),
      labels_(std::move(labels)),
      duration_(metrics.durations_.Add(labels_, Buckets())) {
  // The share of requests that fail has a value also when none has succeeded yet.
  (void)CounterOf(200);
}

prometheus::Counter& GatewayMetrics::Route::CounterOf(int code) {
  static_assert(std::size(kKnownCodes) < kCodes);
  auto& counter = counters_[PlaceOf(code)];
  auto* known = counter.load(std::memory_order_acquire);
  if (known == nullptr) {
    auto labels = labels_;
    labels["code"] = PlaceOf(code) < std::size(kKnownCodes) ? std::to_string(code) : "other";
    known = &metrics_.requests_.Add(labels);  // the same one, if two threads come here
    counter.store(known, std::memory_order_release);
  }
  return *known;
}

void GatewayMetrics::Route::Observe(int code, absl::Duration took) {
  CounterOf(code).Increment();
  duration_.Observe(absl::ToDoubleSeconds(took));
}

}  // namespace tancua::gateway
