#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/limits/token_bucket.h"

namespace tancua::identity::domain {

// What a client may be given; the policies of the protos name them.
inline constexpr const char* kScopes[] = {"dossiers.read", "dossiers.write", "applicants.read",
                                          "messages.read"};

// How a client may prove itself (RFC 8414, 2; RFC 8705, 2.1).
inline constexpr char kSecretBasic[] = "client_secret_basic";
inline constexpr char kSecretPost[] = "client_secret_post";
inline constexpr char kPrivateKeyJwt[] = "private_key_jwt";
inline constexpr char kTlsClient[] = "tls_client_auth";
inline constexpr const char* kAuthMethods[] = {kSecretBasic, kSecretPost, kPrivateKeyJwt,
                                               kTlsClient};

// A partner that calls in its own right.
struct Client {
  std::string id;
  std::string display_name;
  std::vector<std::string> scopes;
  std::vector<std::string> wards;  // five digits each
  limits::Rate limit = {.per_second = 10, .burst = 20};
  std::vector<std::string> auth_methods;  // empty: any
  bool disabled = false;
  std::int64_t revision = 1;
  absl::Time created_at;
  absl::Time updated_at;

  [[nodiscard]] bool Allows(std::string_view auth_method) const;
};

// Normalises: words sorted, each once, the name in NFC. CLIENT_INVALID names the field of
// CreateClientRequest or UpdateClientRequest.
[[nodiscard]] absl::Status CheckClient(Client& client);

// One way of a client to prove itself.
struct ClientKey {
  enum class Kind { kSecret, kJsonWebKey, kCertificate };

  std::string id;
  std::string client_id;
  Kind kind = Kind::kSecret;
  std::string value;  // digest of the secret, public JWK as JSON, or thumbprint
  absl::Time created_at;
  std::optional<absl::Time> expires_at;
  std::optional<absl::Time> revoked_at;

  [[nodiscard]] bool ActiveAt(absl::Time now) const;
};

// The word for the kind in the database.
[[nodiscard]] std::string_view Word(ClientKey::Kind kind);
[[nodiscard]] ClientKey::Kind KeyKindOf(std::string_view word);

inline constexpr int kMostActiveKeys = 10;

// A SHA-256 thumbprint as it is kept, in base64url (RFC 8705, x5t#S256); 64 hexadecimal digits,
// with or without colons, are taken too. CLIENT_KEY_INVALID for anything else.
[[nodiscard]] absl::Status CheckThumbprint(std::string& thumbprint);

// The scopes that `asked` names, or all of the client's when it names none. OAUTH_INVALID_SCOPE
// for one that the client does not have.
[[nodiscard]] absl::Status GrantScopes(const Client& client, std::string_view asked,
                                       std::vector<std::string>& granted);

}  // namespace tancua::identity::domain
