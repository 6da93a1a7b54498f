#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/admin/backup/digest.h"

namespace tancua::admin::backup {

// One database of a backup.
struct DatabaseEntry {
  bool postgres = false;
  std::string schema;  // of PostgreSQL
  DatabaseDigest tables;

  // Where it lies in the backup.
  [[nodiscard]] std::string File(const std::string& service) const {
    return "databases/" + service + (postgres ? ".dump" : ".db");
  }
};

// What a backup holds: enough to tell whether all of it came back.
struct Manifest {
  absl::Time begin_time;  // nothing that was acknowledged before is missing
  std::string version;    // of the program that made it
  std::map<std::string, DatabaseEntry> databases;  // by service
  std::map<std::string, std::string> blobs;        // path below blobs/ → SHA-256
};

[[nodiscard]] absl::Status WriteManifest(const Manifest& manifest, const std::string& folder);
[[nodiscard]] absl::StatusOr<Manifest> ReadManifest(const std::string& folder);
// All rows of all tables.
[[nodiscard]] std::int64_t CountRows(const Manifest& manifest);

}  // namespace tancua::admin::backup
