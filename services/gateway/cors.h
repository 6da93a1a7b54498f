#pragma once

#include <string>
#include <vector>

#include "common/http/server.h"

namespace tancua::gateway {

// Which pages of other origins may call (the Fetch standard's CORS protocol). Tokens travel in
// the Authorization header, never in cookies, so that credentials are not allowed.
class Cors {
 public:
  explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  // Adds what the browser must see, if the request's origin is allowed.
  void Allow(const http::Request& request, http::Response& response) const;
  // Adds the answer to a preflight.
  void AllowPreflight(const http::Request& request, const std::string& methods,
                      http::Response& response) const;

 private:
  [[nodiscard]] bool Allows(std::string_view origin) const;

  const std::vector<std::string> origins_;
};

}  // namespace tancua::gateway
