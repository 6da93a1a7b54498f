#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/testing/redis.h"
#include "tests/partner/client.h"
#include "tests/support/process.h"

namespace tancua::testing {

// A whole installation on this machine, on free ports, with its own Redis and data.
class Deployment {
 public:
  enum class Shape {
    kSuite,     // all services in one process
    kServices,  // every service in its own
  };
  // `environment` is added to every process that it concerns, for example another database. With
  // two `copies` every service but the simulator runs twice, behind one name; it then needs a
  // database that both can use.
  explicit Deployment(Shape shape, std::map<std::string, std::string> environment = {},
                      int copies = 1);

  // Starts what is not running and waits until all is ready.
  [[nodiscard]] absl::Status Start();
  [[nodiscard]] partner::Endpoints endpoints() const;
  [[nodiscard]] std::string grpc_target(const std::string& service) const;
  [[nodiscard]] std::string admin_url(const std::string& process) const;

  // By name: "suite", or "identity", "dossier", …; a second copy is "dossier-2".
  [[nodiscard]] ServiceProcess& process(const std::string& name);
  [[nodiscard]] const std::map<std::string, std::unique_ptr<ServiceProcess>>& processes() const {
    return processes_;
  }
  [[nodiscard]] RedisServer& redis() { return redis_; }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }
  // Everything that the processes have logged since their last starts.
  [[nodiscard]] std::string Logs() const;

 private:
  [[nodiscard]] std::map<std::string, std::string> Environment(const std::string& service,
                                                               const std::string& suffix) const;
  void Add(const std::string& service, const std::string& suffix);

  const std::map<std::string, std::string> extra_;
  const int copies_;
  TemporaryFolder folder_;
  RedisServer redis_;
  std::map<std::string, int> ports_;  // "dossier", "gateway", "admin.dossier", …
  std::map<std::string, std::unique_ptr<ServiceProcess>> processes_;
};

}  // namespace tancua::testing
