#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/runtime/process_config.h"
#include "common/sql/database.h"
#include "common/tls/config.h"
#include "services/dossier/catalogue/folders.h"

namespace tancua::admin {

// What the configuration says about this machine, whatever processes it runs.
struct Installation {
  std::string data_dir;
  std::string blobs;  // folder of attachments
  dossier::catalogue::Folders procedures;
  std::map<std::string, sql::DatabaseConfig> databases;  // by service
  // Absolute paths of the configuration and of every key and secret that it names.
  std::vector<std::string> configuration;
  std::string gateway;                         // "http://127.0.0.1:8080"
  std::string field_keys;                      // path of the file
  std::map<std::string, std::string> admins;   // by process: "http://127.0.0.1:9100"
  std::map<std::string, std::string> targets;  // by service: "127.0.0.1:7102"
  tls::Config tls;                             // between services
};

// Reads the files of the processes, with the environment on top. One file speaks for every service
// (tancua-suite); of several, each for the service that it is named after (dossier.yaml). A folder
// stands for the files of the services in it, or for suite.yaml. None: the defaults and the
// environment.
[[nodiscard]] absl::StatusOr<Installation> LoadInstallation(const std::vector<std::string>& files);

// The configuration of the process that runs `service`, complete, for what works on its database.
[[nodiscard]] absl::StatusOr<runtime::ProcessConfig> LoadProcess(
    const std::vector<std::string>& files, const std::string& service);

}  // namespace tancua::admin
