#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/http/server.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// What a process tells its operator over HTTP:
//   /livez    200 while the process runs: restart it when this fails;
//   /readyz   200 while it should get traffic, else 503, with one line per check;
//   /keys     which keys seal and open, and how far the rotation has come;
//   /metrics  Prometheus text, with that of the files in `metrics_folder`.
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
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Admin>> Start(
      const Listener& listener, prometheus::Registry& metrics, std::function<Health()> health,
      std::function<std::string()> keys, std::string metrics_folder);
  [[nodiscard]] int port() const { return server_->port(); }

 private:
  std::unique_ptr<http::Server> server_;
};

}  // namespace tancua::runtime
