#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/http/server.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// What a process tells its operator over HTTP:
//   /livez    200 while the process runs: restart it when this fails;
//   /readyz   200 while it should get traffic, else 503, with one line per check;
//   /keys     which keys seal and open, and how far the rotation has come;
//   /metrics  Prometheus text;
//   /problems the last warnings and errors of the log, newest first, as a JSON array;
//   /loglevel what is logged; PUT of "debug", "info", "warning" or "error", from this machine only,
//             changes it until the next start;
// and the pages of its modules.
class Admin {
 public:
  struct Health {
    bool ready = false;
    std::map<std::string, std::string> checks;  // name → "ok" or what is wrong
  };
  struct Listener {
    std::string address;
    int port = 0;
    const tls::Credentials* tls = nullptr;  // null: in the clear; outlives this
  };
  // What it reads from; all of it outlives this.
  struct Sources {
    prometheus::Registry& metrics;
    std::function<Health()> health;
    std::function<std::string()> keys;
    std::map<std::string, http::Handler> pages;  // by path
  };
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Admin>> Start(const Listener& listener,
                                                                    Sources sources);
  // The answer to GET `path`, pages apart.
  [[nodiscard]] static http::Response Read(const Sources& sources, std::string_view path);
  [[nodiscard]] int port() const { return server_->port(); }

 private:
  std::unique_ptr<http::Server> server_;
};

}  // namespace tancua::runtime
