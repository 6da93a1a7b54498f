#include "services/identity/oauth/authenticate.h"

#include <utility>
#include <vector>

#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/oauth/assertion.h"
#include "services/identity/oauth/endpoints.h"
#include "services/identity/store/clients.h"

namespace tancua::identity::oauth {
namespace {

absl::Status RefuseClient(const char* cause) {
  return status::Error(kOAuthInvalidClient, {.metadata = {{"cause", cause}}});
}

struct Registered {
  domain::Client client;
  std::vector<domain::ClientKey> keys;  // active ones
};

absl::StatusOr<Registered> FindRegistered(Deps& deps, const Credentials& credentials) {
  const absl::Time now = deps.clock.Now();
  return deps.database.Read([&](sql::Session& session) -> absl::StatusOr<Registered> {
    ASSIGN_OR_RETURN(auto client, store::FindClient(session, credentials.client_id));
    if (!client || client->disabled) return RefuseClient("credentials");
    if (!client->Allows(credentials.method)) return RefuseClient("method not allowed");
    ASSIGN_OR_RETURN(auto keys, store::ListActiveClientKeys(session, client->id, now));
    return Registered{.client = *std::move(client), .keys = std::move(keys)};
  });
}

// The key of `kind` whose value is `value`.
absl::StatusOr<std::string> MatchKey(const Registered& registered, domain::ClientKey::Kind kind,
                                     const std::string& value) {
  for (const domain::ClientKey& key : registered.keys) {
    if (key.kind == kind && crypto::EqualConstantTime(key.value, value)) return key.id;
  }
  return RefuseClient("credentials");
}

absl::StatusOr<std::string> CheckOnce(Deps& deps, const Registered& registered,
                                      const Credentials& credentials) {
  const std::string& id = registered.client.id;
  ASSIGN_OR_RETURN(const Assertion assertion,
                   CheckAssertion(credentials.assertion, id, registered.keys,
                                  Audiences(deps.config.oauth.issuer), deps.clock.Now()));
  ASSIGN_OR_RETURN(const bool first, deps.database.Write(id, [&](sql::Session& tx) {
    return store::TakeAssertion(tx, id, assertion.jti, assertion.expires + absl::Minutes(1));
  }));
  if (!first) return RefuseClient("assertion replayed");
  return assertion.key_id;
}

absl::StatusOr<std::string> ProveKey(Deps& deps, const Registered& registered,
                                     const Credentials& credentials) {
  using Kind = domain::ClientKey::Kind;
  if (credentials.method == domain::kPrivateKeyJwt) return CheckOnce(deps, registered, credentials);
  if (credentials.method == domain::kTlsClient) {
    return MatchKey(registered, Kind::kCertificate, credentials.thumbprint);
  }
  return MatchKey(registered, Kind::kSecret, crypto::Sha256Hex(credentials.secret));
}

}  // namespace

absl::StatusOr<AuthenticatedClient> Authenticate(Deps& deps, const rpc::Call& call,
                                                 const ClientFields& fields) {
  ASSIGN_OR_RETURN(const Credentials credentials, ReadCredentials(call, fields));
  ASSIGN_OR_RETURN(Registered registered, FindRegistered(deps, credentials));
  ASSIGN_OR_RETURN(std::string key_id, ProveKey(deps, registered, credentials));
  return AuthenticatedClient{.client = std::move(registered.client),
                             .key_id = std::move(key_id),
                             .method = credentials.method};
}

}  // namespace tancua::identity::oauth
