#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nlohmann/json_fwd.hpp"

// JSON Web Tokens over Rhonabwy: signing with one key, verifying against a key set.
namespace tancua::jose {

// A new private key in PEM; for development, first start and tests.
[[nodiscard]] std::string GenerateEs256Pem();  // P-256
[[nodiscard]] std::string GenerateRs256Pem();  // RSA, 2048 bits

// Signs tokens with one private key: ES256 with a P-256 key, RS256 with an RSA key of at
// least 2048 bits. Thread-safe.
class Signer {
 public:
  // `key_id` goes into the header's kid.
  [[nodiscard]] static absl::StatusOr<Signer> FromPem(std::string_view pem,
                                                      std::string_view key_id);
  [[nodiscard]] std::string Sign(const nlohmann::json& claims, std::string_view type = "JWT") const;
  // The public half, as a member of a JWKS.
  [[nodiscard]] nlohmann::json PublicJwk() const;

  Signer(Signer&&) noexcept;
  Signer& operator=(Signer&&) noexcept;
  ~Signer();

 private:
  struct Impl;
  explicit Signer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What a token must satisfy beyond its signature. A token without exp is malformed unless
// `may_lack_exp`; aud may be an array; nbf and iat must not lie ahead.
struct Expectation {
  std::string issuer;
  std::string audience;
  // Of ES256, RS256 and PS256; anything else that is named here stays refused.
  std::vector<std::string> algorithms = {"ES256"};
  absl::Time now;
  absl::Duration skew = absl::Seconds(60);
  bool may_lack_exp = false;  // signed answers of userinfo have no end
};

// The public keys of one issuer. Thread-safe. Why Verify refused; the message of the returned
// UNAUTHENTICATED status starts with one of these words: malformed, algorithm, key_unknown,
// signature, issuer, audience, expired, not_yet_valid.
class KeySet {
 public:
  // A JWKS document (RFC 7517): P-256 keys and RSA keys of at least 2048 bits are kept, others
  // ignored.
  [[nodiscard]] static absl::StatusOr<KeySet> Parse(std::string_view jwks_json);
  [[nodiscard]] absl::StatusOr<nlohmann::json> Verify(std::string_view token,
                                                      const Expectation& expectation) const;
  [[nodiscard]] bool Has(std::string_view key_id) const;

  KeySet(KeySet&&) noexcept;
  KeySet& operator=(KeySet&&) noexcept;
  ~KeySet();

 private:
  struct Impl;
  explicit KeySet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The kid of a token's header without checking anything; empty when malformed.
[[nodiscard]] std::string KeyIdOf(std::string_view token);

}  // namespace tancua::jose
