#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

// Closed dossiers, oldest first, and their removal. Every function runs in the caller's
// transaction.
namespace tancua::dossier::store {

struct ClosedDossier {
  absl::Time finish_time = absl::InfinitePast();
  std::string code;
  std::string procedure;
};

// Up to `limit` dossiers after `last` that ended before `before` and are under no legal hold.
[[nodiscard]] absl::StatusOr<std::vector<ClosedDossier>> ClosedBefore(sql::Session& tx,
                                                                      absl::Time before,
                                                                      const ClosedDossier& last,
                                                                      int limit);

// Deletes a dossier with its history and papers, unless it is under a legal hold; false then. The
// contents of its papers are swept later, because no row names them any longer.
[[nodiscard]] absl::StatusOr<bool> DeleteDossier(sql::Session& tx, const std::string& code);

}  // namespace tancua::dossier::store
