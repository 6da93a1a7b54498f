#include "services/simulator/router.h"

#include "common/log/log.h"
#include "common/trace/span.h"
#include "services/simulator/reply.h"

namespace tancua::simulator {

void Router::Route(std::string_view method, std::string_view path, Handler handler) {
  routes_[std::string(path)][std::string(method)] = std::move(handler);
}

http::Response Router::Serve(http::Request& request) const {
  const trace::Scope scope(trace::Span::Under(request.header("traceparent")));
  http::Response response = Dispatch(request);
  const bool known = routes_.find(request.path()) != routes_.end();
  log::Often("simulator.request", {{"method", known ? request.method() : ""},
                                   {"path", known ? request.path() : ""},
                                   {"status", response.status}});
  response.headers.emplace_back("X-Simulator", "tancua");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response Router::Dispatch(http::Request& request) const {
  if (request.path() == "/" && request.method() == "GET") return Index();
  const auto path = routes_.find(request.path());
  if (path == routes_.end()) {
    return Json(404, {{"error", "not_found"}, {"simulator", "nothing is simulated at this path"}});
  }
  const auto handler = path->second.find(request.method());
  if (handler == path->second.end()) {
    return Json(405, {{"error", "method_not_allowed"}});
  }
  return handler->second(request);
}

http::Response Router::Index() const {
  std::string rows;
  for (const Entry& entry : entries_) {
    rows += "<li><code>" + EscapeHtml(entry.path) + "</code>: " + EscapeHtml(entry.vi) +
            " <em lang=\"en\">" + EscapeHtml(entry.en) + "</em></li>";
  }
  return Page("Những gì được mô phỏng",
              "<p>Các dịch vụ bên ngoài dưới đây là bản mô phỏng, chỉ dùng để phát triển và trình "
              "diễn. <em lang=\"en\">These outside services are simulated, for development and "
              "demonstration only.</em></p><ul>" +
                  rows + "</ul>");
}

}  // namespace tancua::simulator
