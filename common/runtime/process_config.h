#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/config/binder.h"
#include "common/config/loader.h"
#include "common/events/config.h"
#include "common/redis/client.h"
#include "common/runtime/host.h"
#include "common/sql/database.h"
#include "common/tls/config.h"

namespace tancua::runtime {

// What the host binds for one module, beside what the module binds itself.
struct ModuleConfig {
  int port = 0;  // gRPC
  sql::DatabaseConfig database;
};

// The configuration of a process, whatever modules it runs.
struct ProcessConfig {
  std::string environment = "development";  // or "production"
  std::string data_dir = ".tancua/data";
  std::string asset_dir;  // empty: the source tree that this was built from
  std::string instance;   // empty: the host name
  std::string log_level = "info";
  std::string listen_address = "127.0.0.1";  // of the gRPC ports and the admin port
  int admin_port = 9100;
  int max_in_flight = 512;
  absl::Duration drain_delay = absl::ZeroDuration();
  absl::Duration drain_timeout = absl::Seconds(10);
  absl::Duration stop_timeout = absl::Seconds(10);
  tls::Config tls{.client_certificates = "require"};  // of the gRPC ports and the admin port
  // Names in client certificates of those who may say whose call they hand on.
  std::vector<std::string> tls_forwarders = {"gateway",      "identity", "dossier",
                                             "notification", "survey",   "statistics"};
  absl::Duration keys_interval = absl::Seconds(10);
  config::Secret field_keys;
  config::Secret event_keys;
  config::Secret pairwise_key;
  redis::Config redis;
  events::Config events;
  std::map<std::string, std::string, std::less<>> targets;   // service → gRPC target
  std::map<std::string, ModuleConfig, std::less<>> modules;  // by name

  [[nodiscard]] bool production() const { return environment == "production"; }
};

// What holds where nothing else is said.
[[nodiscard]] ProcessConfig DefaultProcessConfig(
    const std::vector<std::unique_ptr<Module>>& modules);

// Binds everything: the process's own values, then each module's section.
void BindProcess(config::Binder& binder, ProcessConfig& config,
                 const std::vector<std::unique_ptr<Module>>& modules);

// Loads and completes: folders made, key files generated in development. Production refuses what
// CheckForProduction names.
[[nodiscard]] absl::StatusOr<ProcessConfig> LoadProcessConfig(
    const config::Source& source, const std::vector<std::unique_ptr<Module>>& modules);

}  // namespace tancua::runtime
