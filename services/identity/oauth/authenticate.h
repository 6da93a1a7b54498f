#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/deps.h"
#include "services/identity/domain/client.h"

namespace tancua::identity::oauth {

// What a request says of its client, beside the header and the connection.
struct ClientFields {
  std::string client_id;
  std::string client_secret;
  std::string client_assertion_type;
  std::string client_assertion;
};
template <class Request>
ClientFields FieldsOf(const Request& request) {
  return {.client_id = request.client_id(),
          .client_secret = request.client_secret(),
          .client_assertion_type = request.client_assertion_type(),
          .client_assertion = request.client_assertion()};
}

// How a client wants to prove itself.
struct Credentials {
  std::string method;  // one of domain::kAuthMethods
  std::string client_id;
  std::string secret;      // client_secret_basic, client_secret_post
  std::string assertion;   // private_key_jwt
  std::string thumbprint;  // tls_client_auth
};
// OAUTH_INVALID_REQUEST for more than one way at once, OAUTH_INVALID_CLIENT for none.
[[nodiscard]] absl::StatusOr<Credentials> ReadCredentials(const rpc::Call& call,
                                                          const ClientFields& fields);

// A client that has proved itself.
struct AuthenticatedClient {
  domain::Client client;
  std::string key_id;
  std::string method;
};
// Errors of ReadCredentials; OAUTH_INVALID_CLIENT, which does not tell an unknown or disabled
// client from a wrong secret.
[[nodiscard]] absl::StatusOr<AuthenticatedClient> Authenticate(Deps& deps, const rpc::Call& call,
                                                               const ClientFields& fields);

}  // namespace tancua::identity::oauth
