#include "services/admin/backup/manifest.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace tancua::admin::backup {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;
constexpr char kName[] = "/manifest.json";

json ToJson(const DatabaseEntry& database) {
  json tables = json::object();
  for (const auto& [table, digest] : database.tables) {
    tables[table] = {{"rows", digest.rows}, {"sha256", digest.sha256}};
  }
  return {{"postgresql", database.postgres}, {"schema", database.schema}, {"tables", tables}};
}

DatabaseEntry FromJson(const json& value) {
  DatabaseEntry database{.postgres = value.at("postgresql"), .schema = value.at("schema")};
  for (const auto& [table, digest] : value.at("tables").items()) {
    database.tables[table] = {.rows = digest.at("rows"), .sha256 = digest.at("sha256")};
  }
  return database;
}

}  // namespace

absl::Status WriteManifest(const Manifest& manifest, const std::string& folder) {
  json value{{"format", kFormat},
             {"version", manifest.version},
             {"beginTime", absl::FormatTime(manifest.begin_time, absl::UTCTimeZone())},
             {"blobs", manifest.blobs}};
  for (const auto& [service, database] : manifest.databases) {
    value["databases"][service] = ToJson(database);
  }
  std::ofstream out(folder + kName);
  out << value.dump(1) << std::flush;
  return out ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", folder));
}

absl::StatusOr<Manifest> ReadManifest(const std::string& folder) {
  std::ifstream in(folder + kName);
  try {
    const json value = json::parse(in);
    if (value.at("format") != kFormat) {
      return absl::FailedPreconditionError("the backup was made by a newer version: install it");
    }
    Manifest manifest{.version = value.at("version"), .blobs = value.at("blobs")};
    std::string error;
    absl::ParseTime(absl::RFC3339_full, value.at("beginTime").get<std::string>(),
                    &manifest.begin_time, &error);
    for (const auto& [service, database] : value.at("databases").items()) {
      manifest.databases[service] = FromJson(database);
    }
    return manifest;
  } catch (const json::exception& error) {
    return absl::DataLossError(absl::StrCat("this is no backup of the suite: ", error.what()));
  }
}

std::int64_t CountRows(const Manifest& manifest) {
  std::int64_t rows = 0;
  for (const auto& [service, database] : manifest.databases) {
    for (const auto& [table, digest] : database.tables) rows += digest.rows;
  }
  return rows;
}

}  // namespace tancua::admin::backup
