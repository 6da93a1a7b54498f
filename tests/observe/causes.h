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

struct Cause;

// An installation of its own that a Prometheus watches.
class World {
 public:
  explicit World(const Cause& cause);
  ~World();

  [[nodiscard]] absl::Status Start();
  // True while `alert` fires.
  [[nodiscard]] bool Fires(const std::string& alert);
  // True when it has fired ever.
  [[nodiscard]] bool HasFired(const std::string& alert);

  testing::Deployment& deployment() { return deployment_; }
  partner::Client& client() { return client_; }
  // A citizen files a dossier; whether it is accepted does not matter here.
  void FileDossier();
  // POST to a switch of the simulator.
  [[nodiscard]] absl::Status Switch(const std::string& path, const nlohmann::json& body);
  // Keeps every other process from writing the database of `service`.
  void LockDatabase(const std::string& service);
  // Changes the database of `service` behind its back.
  [[nodiscard]] absl::Status ChangeDatabase(const std::string& service, const std::string& sql);
  // Waits until Prometheus has seen what `expression` asks for.
  [[nodiscard]] absl::Status AwaitSeen(const std::string& expression);
  // Kills the suite, starts it again and waits until Prometheus has seen it.
  [[nodiscard]] absl::Status Restart();

 private:
  // The file of rules to load.
  [[nodiscard]] std::string Rules(const std::string& file) const;
  [[nodiscard]] bool Sees(const std::string& expression);

  testing::Deployment deployment_;
  partner::Client client_;
  const std::string ca_file_;
  const bool hours_as_minutes_;
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
  // How long they do it before the trouble.
  absl::Duration before = absl::ZeroDuration();
  // Hours in the rules are minutes, and the minutes of windows are seconds; else the rules are
  // those that are shipped.
  bool hours_as_minutes = false;
  // What must not have fired by then; empty: nothing is said of others.
  std::string not_alert = "";
};

// Those that take longest come first. `folder`: for certificates, keys and clocks.
[[nodiscard]] std::vector<Cause> OfficeCauses(const std::string& folder);
[[nodiscard]] std::vector<Cause> BurnCauses();
[[nodiscard]] std::vector<Cause> MachineCauses(const std::string& folder);

}  // namespace tancua::observe
