#include "common/runtime/admin.h"

#include "absl/strings/ascii.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "nlohmann/json.hpp"
#include "prometheus/text_serializer.h"

namespace tancua::runtime {
namespace {

constexpr char kText[] = "text/plain; charset=utf-8";
constexpr std::string_view kLogLevel = "/loglevel";
constexpr std::size_t kLongestLevel = 64;

http::Response Ready(const Admin::Health& health) {
  nlohmann::ordered_json body{{"ready", health.ready}, {"checks", health.checks}};
  return {.status = health.ready ? 200 : 503, .body = body.dump(2) + "\n"};
}

http::Response Metrics(prometheus::Registry& metrics) {
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8",
          .body = prometheus::TextSerializer().Serialize(metrics.Collect())};
}

http::Response Text(int status, std::string_view line) {
  return {.status = status, .content_type = kText, .body = std::string(line) + "\n"};
}

bool IsThisMachine(std::string_view peer) {
  return peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
}

http::Response ChangeLogLevel(http::Request& request) {
  if (!IsThisMachine(request.peer())) {
    return Text(403, "the log level is changed from this machine only (127.0.0.1)");
  }
  const auto body = request.ReadAll(kLongestLevel);
  const std::string_view level = body.ok() ? StdView(absl::StripAsciiWhitespace(*body)) : "";
  if (!log::ChangeLevel(level)) {
    return Text(400, "the log level must be debug, info, warning or error, as the whole body");
  }
  return Text(200, log::Level());
}

}  // namespace

absl::StatusOr<std::unique_ptr<Admin>> Admin::Start(const Listener& listener,
                                                    prometheus::Registry& metrics,
                                                    std::function<Health()> health,
                                                    std::function<std::string()> keys) {
  auto read = [&metrics, health = std::move(health),
               keys = std::move(keys)](http::Request& request) -> http::Response {
    if (request.path() == "/livez") return {.content_type = kText, .body = "ok\n"};
    if (request.path() == "/readyz") return Ready(health());
    if (request.path() == "/keys") return {.body = keys()};
    if (request.path() == "/metrics") return Metrics(metrics);
    if (request.path() == kLogLevel) return Text(200, log::Level());
    return Text(404, "/livez /readyz /keys /metrics /loglevel");
  };
  auto handler = [read = std::move(read)](http::Request& request) -> http::Response {
    if (request.method() == "GET") return read(request);
    if (request.path() == kLogLevel && request.method() == "PUT") return ChangeLogLevel(request);
    return Text(405, "GET only; PUT for /loglevel");
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
