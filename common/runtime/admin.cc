#include "common/runtime/admin.h"

#include "common/runtime/file_metrics.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"
#include "prometheus/text_serializer.h"

namespace tancua::runtime {
namespace {

constexpr char kText[] = "text/plain; charset=utf-8";

http::Response Ready(const Admin::Health& health) {
  nlohmann::ordered_json body{{"ready", health.ready}, {"checks", health.checks}};
  return {.status = health.ready ? 200 : 503, .body = body.dump(2) + "\n"};
}

http::Response Metrics(prometheus::Registry& metrics, const std::string& folder) {
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8",
          .body = prometheus::TextSerializer().Serialize(metrics.Collect()) + FileMetrics(folder)};
}

}  // namespace

absl::StatusOr<std::unique_ptr<Admin>> Admin::Start(const Listener& listener,
                                                    prometheus::Registry& metrics,
                                                    std::function<Health()> health,
                                                    std::function<std::string()> keys,
                                                    std::string metrics_folder) {
  auto handler = [&metrics, health = std::move(health), keys = std::move(keys),
                  folder = std::move(metrics_folder)](http::Request& request) -> http::Response {
    if (request.method() != "GET")
      return {.status = 405, .content_type = kText, .body = "GET only\n"};
    if (request.path() == "/livez") return {.content_type = kText, .body = "ok\n"};
    if (request.path() == "/readyz") return Ready(health());
    if (request.path() == "/keys") return {.body = keys()};
    if (request.path() == "/metrics") return Metrics(metrics, folder);
    return {.status = 404, .content_type = kText, .body = "/livez /readyz /keys /metrics\n"};
  };
  auto admin = std::make_unique<Admin>();
  ASSIGN_OR_RETURN(admin->server_, http::Server::Start({.address = listener.address,
                                                        .port = listener.port,
                                                        .tls = listener.tls,
                                                        .handler_threads = 2,
                                                        .max_connections = 64},
                                                       std::move(handler)));
  return admin;
}

}  // namespace tancua::runtime
