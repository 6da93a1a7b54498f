#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nlohmann/json_fwd.hpp"

// JSON Web Tokens over Rhonabwy: signing with ES256, verifying against a key set.
namespace tancua::jose {

// A P-256 key pair in PEM (PKCS#8); for development and first start.
[[nodiscard]] std::string GenerateEs256Pem();

// Signs tokens with one private key. Thread-safe.
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

// What a token must satisfy beyond its signature.
struct Expectation {
  std::string issuer;
  std::string audience;
  std::vector<std::string> algorithms = {"ES256"};  // never "none", never HS*
  absl::Time now;
  absl::Duration skew = absl::Seconds(60);
};

// Why Verify refused; the message of the returned UNAUTHENTICATED status starts
// with one of these words: malformed, algorithm, key_unknown, signature, issuer,
// audience, expired, not_yet_valid.
class KeySet {
 public:
  // A JWKS document (RFC 7517): RSA and P-256 keys are kept, others ignored.
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
