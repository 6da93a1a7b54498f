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

http::Response Problems() {
  std::string body = "[";
  for (const std::string& line : log::RecentProblems()) {
    body += (body.size() == 1 ? "\n" : ",\n") + line;
  }
  return {.body = body + "\n]\n"};
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

http::Response Admin::Read(const Sources& sources, std::string_view path) {
  if (path == "/livez") return Text(200, "ok");
  if (path == "/readyz") return Ready(sources.health());
  if (path == "/keys") return {.body = sources.keys()};
  if (path == "/metrics") return Metrics(sources.metrics);
  if (path == "/problems") return Problems();
  if (path == kLogLevel) return Text(200, log::Level());
  std::string known = "/livez /readyz /keys /metrics /problems /loglevel";
  for (const auto& [page, handler] : sources.pages) known += " " + page;
  return Text(404, known);
}

absl::StatusOr<std::unique_ptr<Admin>> Admin::Start(const Listener& listener, Sources sources) {
  auto handler = [sources = std::move(sources)](http::Request& request) -> http::Response {
    const auto page = sources.pages.find(std::string(request.path()));
    if (page != sources.pages.end()) return page->second(request);
    if (request.method() == "GET") return Read(sources, request.path());
    if (request.path() == kLogLevel && request.method() == "PUT") return ChangeLogLevel(request);
    return Text(405, "GET only; PUT for /loglevel");
  };
  auto admin = std::make_unique<Admin>();
  ASSIGN_OR_RETURN(admin->server_, http::Server::Start({.address = listener.address,
                                                        .port = listener.port,
                                                        .tls = listener.tls,
                                                        .handler_threads = 4,
                                                        .max_connections = 64},
                                                       std::move(handler)));
  return admin;
}

}  // namespace tancua::runtime
