#include "services/identity/tokens/access_tokens.h"

#include <utility>

#include "common/rpc/authenticator.h"
#include "common/status/macros.h"

namespace tancua::identity {
absl::StatusOr<AccessTokens> AccessTokens::FromPem(const std::string& pem, absl::Duration life,
                                                   const Clock& clock, Ids& ids) {
  ASSIGN_OR_RETURN(auto keys, SigningKeys::FromPem(pem, clock));
  return AccessTokens(std::move(keys), life, clock, ids);
}

std::string AccessTokens::Sign(nlohmann::json claims) const {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  claims.update({{"iss", rpc::Authenticator::kIssuer},
                 {"aud", rpc::Authenticator::kAudience},
                 {"iat", now},
                 {"exp", now + absl::ToInt64Seconds(life_)},
                 {"jti", ids_.NewUuid()}});
  return keys_->Current()->Sign(claims, "at+jwt");
}

std::string AccessTokens::ForCitizen(const std::string& id, int level,
                                     const std::string& session) const {
  return Sign({{"kind", "citizen"}, {"sub", "citizens/" + id}, {"level", level}, {"sid", session}});
}

std::string AccessTokens::ForOfficer(const domain::Officer& officer,
                                     const std::string& session) const {
  return Sign({{"kind", "officer"},
               {"sub", "officers/" + officer.id},
               {"ward", officer.ward.empty() ? "" : "wards/" + officer.ward},
               {"roles", officer.roles},
               {"sid", session}});
}

}  // namespace tancua::identity
