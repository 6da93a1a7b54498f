#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/breach.h"
#include "services/identity/store/page.h"

namespace tancua::identity::store {

[[nodiscard]] absl::Status InsertBreach(sql::Session& tx, const crypto::Keyring& keys,
                                        const domain::Breach& breach);
[[nodiscard]] absl::Status UpdateBreachReport(sql::Session& tx, const crypto::Keyring& keys,
                                              const domain::Breach& breach);
// False when it was noted before.
[[nodiscard]] absl::StatusOr<bool> MarkBreachNotified(sql::Session& tx, const std::string& id,
                                                      const std::string& reference, absl::Time now);
[[nodiscard]] absl::StatusOr<std::optional<domain::Breach>> FindBreach(sql::Session& session,
                                                                       const crypto::Keyring& keys,
                                                                       const std::string& id);
// Of one ward, or of all when there is none; newest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::Breach>> ListBreaches(
    sql::Session& session, const crypto::Keyring& keys, const std::optional<std::string>& ward,
    const Page& page);

struct OpenBreaches {
  std::int64_t count = 0;
  std::optional<absl::Time> first_due;
};
[[nodiscard]] absl::StatusOr<OpenBreaches> MeasureBreaches(sql::Session& session);

}  // namespace tancua::identity::store
