#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/database.h"

namespace tancua::admin {

// What the configuration says about this machine, whatever processes it runs.
struct Installation {
  std::string data_dir;
  std::string blobs;                                     // folder of attachments
  std::map<std::string, sql::DatabaseConfig> databases;  // by service
  // Absolute paths of the configuration and of every key and secret that it names.
  std::vector<std::string> configuration;
  std::string gateway;  // "http://127.0.0.1:8080"
};

// Reads the files of the processes, with the environment on top. One file speaks for every service
// (tancua-suite); of several, each for the service that it is named after (dossier.yaml). None: the
// defaults and the environment.
[[nodiscard]] absl::StatusOr<Installation> LoadInstallation(const std::vector<std::string>& files);

}  // namespace tancua::admin
