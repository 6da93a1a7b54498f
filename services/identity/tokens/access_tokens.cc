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

std::string AccessTokens::Sign(nlohmann::json claims, absl::Duration life) const {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  claims.update({{"iss", rpc::Authenticator::kIssuer},
                 {"aud", rpc::Authenticator::kAudience},
                 {"iat", now},
                 {"exp", now + absl::ToInt64Seconds(life)},
                 {"jti", ids_.NewUuid()}});
  return keys_->Current()->Sign(claims, "at+jwt");
}

std::string AccessTokens::ForPerson(nlohmann::json claims, const domain::Assurance& assurance,
                                    const std::string& session,
                                    const nlohmann::json& through) const {
  claims["sid"] = session;
  if (assurance.verified_at != absl::InfinitePast()) {
    claims["auth_time"] = absl::ToUnixSeconds(assurance.verified_at);
  }
  claims.update(through);
  return Sign(std::move(claims), life_);
}

std::string AccessTokens::ForCitizen(const std::string& id, const domain::Assurance& assurance,
                                     const std::string& session,
                                     const nlohmann::json& through) const {
  return ForPerson({{"kind", "citizen"}, {"sub", "citizens/" + id}, {"level", assurance.level}},
                   assurance, session, through);
}

std::string AccessTokens::ForAssistedCitizen(const std::string& id, int level,
                                             const std::string& assistant,
                                             const std::string& verification) const {
  return Sign({{"kind", "citizen"},
               {"sub", "citizens/" + id},
               {"level", level},
               {"act", {{"sub", assistant}}},
               {"assistance", "assistedVerifications/" + verification}},
              life_);
}

std::string AccessTokens::ForOfficer(const domain::Officer& officer,
                                     const domain::Assurance& assurance, const std::string& session,
                                     const nlohmann::json& through) const {
  return ForPerson({{"kind", "officer"},
                    {"sub", "officers/" + officer.id},
                    {"ward", officer.ward.empty() ? "" : "wards/" + officer.ward},
                    {"roles", officer.roles},
                    {"positions", officer.positions}},
                   assurance, session, through);
}

std::string AccessTokens::ForPartner(nlohmann::json claims, absl::Duration life) const {
  return Sign(std::move(claims), life);
}

std::string AccessTokens::ForService(const std::string& name) const {
  return Sign({{"kind", "service"}, {"sub", "services/" + name}}, life_);
}

}  // namespace tancua::identity
