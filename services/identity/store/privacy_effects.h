#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"

// What a granted request does to the service's own tables.
namespace tancua::identity::store {

// Forgets who the person is: the profile is emptied, the index of the number removed, so that
// they can come back as somebody new; their sessions end. Returns how many rows changed.
[[nodiscard]] absl::StatusOr<std::int64_t> EraseCitizen(sql::Session& tx,
                                                        const crypto::Keyring& keys,
                                                        const std::string& citizen, absl::Time now);

[[nodiscard]] absl::Status RestrictCitizen(sql::Session& tx, const std::string& citizen,
                                           const std::string& data_request, absl::Time now);

struct SessionRow {
  std::string provider;
  absl::Time created_at;
};
// A person's sign-ins that are still kept.
[[nodiscard]] absl::StatusOr<std::vector<SessionRow>> ListSessions(sql::Session& session,
                                                                   const std::string& subject);
[[nodiscard]] absl::StatusOr<bool> IsRestricted(sql::Session& session, const std::string& citizen);

}  // namespace tancua::identity::store
