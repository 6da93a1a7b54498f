#include "services/gateway/cors.h"

#include <algorithm>

namespace tancua::gateway {

bool Cors::Allows(std::string_view origin) const {
  return !origin.empty() && std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

void Cors::Allow(const http::Request& request, http::Response& response) const {
  if (origins_.empty()) return;
  response.headers.emplace_back("Vary", "Origin");
  const std::string_view origin = request.header("origin");
  if (!Allows(origin)) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
}

void Cors::AllowPreflight(const http::Request& request, const std::string& methods,
                          http::Response& response) const {
  if (!Allows(request.header("origin"))) return;
  response.headers.emplace_back("Access-Control-Allow-Methods", methods);
  response.headers.emplace_back(
      "Access-Control-Allow-Headers",
      "Authorization, Content-Type, Traceparent, X-Request-Id, X-Request-Timeout");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
}

}  // namespace tancua::gateway
