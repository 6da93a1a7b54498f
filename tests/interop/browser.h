#pragma once

#include <map>
#include <string>

#include "common/http/client.h"

namespace tancua::interop {

// A person's browser: goes where it is sent, and keeps cookies.
class Browser {
 public:
  // Opens `uri` and follows every redirect; the query of the one that leads to `redirect_uri`,
  // which is not opened. Empty, with a failed expectation, when it never gets there.
  [[nodiscard]] std::map<std::string, std::string> GoUntil(std::string uri,
                                                           const std::string& redirect_uri);

 private:
  void Keep(const http::ClientResponse& response);
  [[nodiscard]] std::string Cookies() const;

  http::Client http_;
  std::map<std::string, std::string> cookies_;
};

}  // namespace tancua::interop
