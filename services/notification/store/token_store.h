#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/crypto/keyring.h"
#include "common/sql/database.h"

namespace tancua::notification::store {

// The tokens of an OAuth provider. A refresh token is good for one use.
struct TokenPair {
  std::string access;  // empty before the first refresh
  std::string refresh;
  absl::Time expire_time;  // of `access`
  std::int64_t version = 0;
};

// Keeps one pair per provider, sealed, and lets one process at a time refresh it. Thread-safe.
class TokenStore {
 public:
  TokenStore(sql::Database& database, const crypto::Keyring& keys)
      : database_(database), keys_(keys) {}

  // Makes `refresh_token` the pair to start from, unless it was so before: the pair that grew
  // out of it stays. An operator who authorised anew brings another one.
  [[nodiscard]] absl::Status Seed(std::string_view provider, std::string_view refresh_token);
  // NOT_FOUND when nothing was seeded.
  [[nodiscard]] absl::StatusOr<TokenPair> Load(std::string_view provider);
  // True when this caller alone may use the refresh token of `version` until `until`.
  [[nodiscard]] absl::StatusOr<bool> BeginRefresh(std::string_view provider, std::int64_t version,
                                                  absl::Time now, absl::Time until);
  // Gives the right of BeginRefresh back: the refresh token was not used up.
  [[nodiscard]] absl::Status EndRefresh(std::string_view provider, std::int64_t version);
  // Replaces the pair of `pair.version`; durable before anyone uses the new one.
  [[nodiscard]] absl::Status Save(std::string_view provider, const TokenPair& pair);

 private:
  sql::Database& database_;
  const crypto::Keyring& keys_;
};

// When the access token of each provider expires that has got one.
[[nodiscard]] absl::StatusOr<std::map<std::string, absl::Time>> TokenExpiries(
    sql::Database& database);

}  // namespace tancua::notification::store
