#pragma once

#include <string>

#include "absl/status/statusor.h"

// The limit of a database: the rows that filings have left in it, written once more into empty
// tables with the same indexes, prepared once, with nothing else around. As many dossiers are
// committed together as callers are in flight.
namespace tancua::load {

// `file`: the SQLite database of the dossier service. Returns dossiers per second.
[[nodiscard]] absl::StatusOr<double> RewriteSqlite(const std::string& file);
// `url`: postgresql:<libpq keywords> schema=<name>, as in the service's configuration.
[[nodiscard]] absl::StatusOr<double> RewritePostgres(const std::string& url);

}  // namespace tancua::load
