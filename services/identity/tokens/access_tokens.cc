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

std::string AccessTokens::Sign(nlohmann::json claims, absl::Time verified_at) const {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  claims.update({{"iss", rpc::Authenticator::kIssuer},
                 {"aud", rpc::Authenticator::kAudience},
                 {"iat", now},
                 {"exp", now + absl::ToInt64Seconds(life_)},
                 {"jti", ids_.NewUuid()}});
  if (verified_at != absl::InfinitePast()) claims["auth_time"] = absl::ToUnixSeconds(verified_at);
  return keys_->Current()->Sign(claims, "at+jwt");
}

std::string AccessTokens::ForCitizen(const std::string& id, const domain::Assurance& assurance,
                                     const std::string& session) const {
  return Sign({{"kind", "citizen"},
               {"sub", "citizens/" + id},
               {"level", assurance.level},
               {"sid", session}},
              assurance.verified_at);
}

std::string AccessTokens::ForOfficer(const domain::Officer& officer,
                                     const domain::Assurance& assurance,
                                     const std::string& session) const {
  return Sign({{"kind", "officer"},
               {"sub", "officers/" + officer.id},
               {"ward", officer.ward.empty() ? "" : "wards/" + officer.ward},
               {"roles", officer.roles},
               {"sid", session}},
              assurance.verified_at);
}

}  // namespace tancua::identity
