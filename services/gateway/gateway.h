#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/http/server.h"
#include "common/id/ids.h"
#include "common/json/codec.h"
#include "common/rpc/invoker.h"
#include "prometheus/registry.h"
#include "services/gateway/binding.h"
#include "services/gateway/body.h"
#include "services/gateway/call_context.h"
#include "services/gateway/config.h"
#include "services/gateway/cors.h"
#include "services/gateway/metrics.h"
#include "services/gateway/route_table.h"

namespace tancua::gateway {

// HTTP/JSON in front of every RPC that is annotated with google.api.http. Knows no service: a
// new RPC needs no code here.
class Gateway {
 public:
  struct Deps {
    const Clock& clock;
    Ids& ids;
    prometheus::Registry& metrics;
    // Of proto package "tancua.<service>.v1"; asked once per binding.
    std::function<rpc::Invoker&(const std::string& service)> invoker;
  };

  // `files`: where to look for services. `openapi`: what /openapi.json answers.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Gateway>> Build(
      const GatewayConfig& config, Deps deps,
      const std::vector<const google::protobuf::FileDescriptor*>& files, std::string openapi);

  // Answers one request. Thread-safe.
  [[nodiscard]] http::Response Handle(http::Request& request);
  // Answers what the HTTP server refuses by itself, in the form of every other error.
  [[nodiscard]] http::Response Refusal(int status);

  [[nodiscard]] const std::vector<Binding>& bindings() const { return bindings_; }

 private:
  // What serves one binding.
  struct Endpoint {
    rpc::Invoker* invoker;
    GatewayMetrics::Route* metrics;
  };
  // An answer, and what the log and the metrics say of it.
  struct Answer {
    http::Response response;
    std::string reason = {};  // of an error
    GatewayMetrics::Route* metrics = nullptr;
    std::string_view route = {};
  };

  Gateway(const GatewayConfig& config, Deps deps, std::vector<Binding> bindings,
          std::string openapi);
  absl::Status AddRoutes();

  Answer Dispatch(http::Request& request);
  Answer Page(const http::Request& request, std::string_view page);
  Answer NoBinding(const http::Request& request, const std::string& allowed);
  Answer Call(http::Request& request, const RouteTable::Match& match);
  absl::Status ReadMessage(http::Request& request, const RouteTable::Match& match,
                           google::protobuf::Message& message);
  absl::Status CallUnary(http::Request& request, const RouteTable::Match& match,
                         std::string& answer);
  absl::Status CallWithRawBody(http::Request& request, const RouteTable::Match& match,
                               std::string& answer);
  absl::Status CallWithRawAnswer(http::Request& request, const RouteTable::Match& match);
  Answer Fail(const absl::Status& error, const Binding* binding);
  void Log(const http::Request& request, const Answer& answer, absl::Duration took) const;

  const GatewayConfig config_;
  const Deps deps_;
  const std::vector<Binding> bindings_;
  const std::string openapi_;
  const Cors cors_;
  GatewayMetrics metrics_;
  GatewayMetrics::Route& no_route_metrics_;
  GatewayMetrics::Route& page_metrics_;
  BodySlots body_slots_;
  json::Codec codec_;
  RouteTable routes_;
  std::unordered_map<const Binding*, Endpoint> endpoints_;
};

}  // namespace tancua::gateway
