#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/identity/domain/client.h"

namespace tancua::identity::oauth {

// The longest time for which a client may make an assertion: for so long its jti is remembered.
inline constexpr absl::Duration kLongestAssertion = absl::Minutes(10);

// The client that an assertion speaks of; nothing is checked yet. "" when it is none.
[[nodiscard]] std::string ClaimedClient(std::string_view assertion);

struct Assertion {
  std::string key_id;  // of the client's key that signed it
  std::string jti;
  absl::Time expires;
};

// Checks a JWT by which `client_id` proves itself with one of `keys` (RFC 7523, 3): signature
// (ES256, RS256, PS256), iss and sub, aud, exp, nbf, iat, jti. OAUTH_INVALID_CLIENT with the cause.
// Whether it was taken before is not known here.
[[nodiscard]] absl::StatusOr<Assertion> CheckAssertion(std::string_view assertion,
                                                       const std::string& client_id,
                                                       const std::vector<domain::ClientKey>& keys,
                                                       const std::vector<std::string>& audiences,
                                                       absl::Time now);

}  // namespace tancua::identity::oauth
