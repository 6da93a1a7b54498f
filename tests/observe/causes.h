#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/observe/prometheus.h"
#include "tests/partner/client.h"
#include "tests/support/deployment.h"

// Real troubles, and the alert that each must raise.
namespace tancua::observe {

// An installation of its own that a Prometheus watches by the rules as they are shipped.
class World {
 public:
  World(testing::Deployment::Shape shape, std::map<std::string, std::string> environment);
  ~World();

  [[nodiscard]] absl::Status Start();
  // True while `alert` fires.
  [[nodiscard]] bool Fires(const std::string& alert);

  testing::Deployment& deployment() { return deployment_; }
  partner::Client& client() { return client_; }
  // A citizen files a dossier; whether it is accepted does not matter here.
  void FileDossier();
  // POST to a switch of the simulator.
  [[nodiscard]] absl::Status Switch(const std::string& path, const nlohmann::json& body);
  // Keeps every other process from writing the database of `service`.
  void LockDatabase(const std::string& service);
  // Kills the suite, starts it again and waits until Prometheus has seen it.
  [[nodiscard]] absl::Status Restart();

 private:
  testing::Deployment deployment_;
  partner::Client client_;
  const std::string ca_file_;
  std::unique_ptr<Prometheus> prometheus_;
  std::unique_ptr<testing::ServiceProcess> lock_;
};

struct Cause {
  std::string alert;
  std::string what;  // for people
  testing::Deployment::Shape shape = testing::Deployment::Shape::kSuite;
  std::map<std::string, std::string> environment = {};
  // Before anything runs.
  std::function<absl::Status(World&)> prepare = {};
  // Makes the trouble, once.
  std::function<absl::Status(World&)> make;
  // What people do meanwhile, again and again until the alert fires.
  std::function<void(World&)> meanwhile = {};
};

// `folder`: for certificates.
[[nodiscard]] std::vector<Cause> Causes(const std::string& folder);

}  // namespace tancua::observe
