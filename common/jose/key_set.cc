#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/jose/compact.h"
#include "common/jose/jwt.h"
#include "common/jose/rhonabwy.h"
#include "common/status/macros.h"

namespace tancua::jose {
namespace {

constexpr std::size_t kMaxTokenBytes = 16 * 1024;

absl::Status Refuse(const char* reason) { return absl::UnauthenticatedError(reason); }

// What may be verified at all, and with which type of key: the header of a token chooses among
// these, never beyond. "none" and HS* are not here and cannot be configured.
int KeyTypeFor(std::string_view algorithm) {
  if (algorithm == "ES256") return R_KEY_TYPE_EC;
  if (algorithm == "RS256" || algorithm == "PS256") return R_KEY_TYPE_RSA;
  return R_KEY_TYPE_NONE;
}

struct PublicKey {
  Jwk key;
  int type = R_KEY_TYPE_NONE;  // R_KEY_TYPE_EC or R_KEY_TYPE_RSA
  std::string algorithm;       // what the key is limited to; "" when it does not say
};

// A key that may verify; one without `key` for any other.
PublicKey ParseKey(const nlohmann::json& json) {
  const std::string use = StringMember(json, "use");
  if (!json.is_object() || (!use.empty() && use != "sig")) return {};
  Jwk key = NewJwk();
  if (r_jwk_import_from_json_str(key.get(), json.dump().c_str()) != RHN_OK) return {};
  unsigned bits = 0;
  const int type = r_jwk_key_type(key.get(), &bits, R_FLAG_IGNORE_REMOTE);
  if ((type & R_KEY_TYPE_PUBLIC) == 0) return {};
  if ((type & R_KEY_TYPE_EC) != 0 && bits == kP256Bits) {
    return {std::move(key), R_KEY_TYPE_EC, StringMember(json, "alg")};
  }
  if ((type & R_KEY_TYPE_RSA) != 0 && bits >= kMinRsaBits) {
    return {std::move(key), R_KEY_TYPE_RSA, StringMember(json, "alg")};
  }
  return {};
}

bool AudienceMatches(const nlohmann::json& claims, const std::string& audience) {
  const auto aud = claims.find("aud");
  if (aud == claims.end()) return false;
  if (aud->is_array()) return std::find(aud->begin(), aud->end(), audience) != aud->end();
  return *aud == audience;
}

absl::Status CheckTimes(const nlohmann::json& claims, const Expectation& expectation) {
  const double now = absl::ToDoubleSeconds(expectation.now - absl::UnixEpoch());
  const double skew = absl::ToDoubleSeconds(expectation.skew);
  const auto exp = claims.find("exp");
  if (exp != claims.end() || !expectation.may_lack_exp) {
    if (exp == claims.end() || !exp->is_number()) return Refuse("malformed: no exp");
    if (now >= exp->get<double>() + skew) return Refuse("expired");
  }
  for (const char* name : {"nbf", "iat"}) {
    const auto time = claims.find(name);
    if (time == claims.end()) continue;
    if (!time->is_number()) return Refuse("malformed: a time is no number");
    if (now < time->get<double>() - skew) return Refuse("not_yet_valid");
  }
  return absl::OkStatus();
}

absl::Status CheckClaims(const nlohmann::json& claims, const Expectation& expectation) {
  if (StringMember(claims, "iss") != expectation.issuer) return Refuse("issuer");
  if (!AudienceMatches(claims, expectation.audience)) return Refuse("audience");
  return CheckTimes(claims, expectation);
}

absl::Status CheckSignature(std::string_view token, const PublicKey& key) {
  const Jws jws = NewJws();
  // R_PARSE_NONE: keys that the token itself carries (jwk, jku, x5c, x5u) are never looked at.
  if (r_jws_advanced_compact_parsen(jws.get(), token.data(), token.size(), R_PARSE_NONE,
                                    R_FLAG_IGNORE_REMOTE) != RHN_OK ||
      r_jws_verify_signature(jws.get(), key.key.get(), R_FLAG_IGNORE_REMOTE) != RHN_OK) {
    return Refuse("signature");
  }
  return absl::OkStatus();
}

}  // namespace

struct KeySet::Impl {
  std::multimap<std::string, PublicKey, std::less<>> keys;  // by kid

  // The key a header asks for; a header without kid may mean the only key of its type.
  [[nodiscard]] const PublicKey* Find(const std::string& key_id, std::string_view algorithm) const {
    const PublicKey* found = nullptr;
    for (const auto& [id, key] : keys) {
      if (key.type != KeyTypeFor(algorithm)) continue;
      if (!key.algorithm.empty() && key.algorithm != algorithm) continue;
      if (!key_id.empty() && id == key_id) return &key;
      if (key_id.empty()) {
        if (found != nullptr) return nullptr;
        found = &key;
      }
    }
    return found;
  }
};

KeySet::KeySet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KeySet::KeySet(KeySet&&) noexcept = default;
KeySet& KeySet::operator=(KeySet&&) noexcept = default;
KeySet::~KeySet() = default;

absl::StatusOr<KeySet> KeySet::Parse(std::string_view jwks_json) {
  const auto document = nlohmann::json::parse(jwks_json, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object() || !document.contains("keys") || !document["keys"].is_array()) {
    return absl::InvalidArgumentError("not a JSON Web Key Set");
  }
  auto impl = std::make_unique<Impl>();
  for (const nlohmann::json& json : document["keys"]) {
    PublicKey key = ParseKey(json);
    if (key.key != nullptr) impl->keys.emplace(StringMember(json, "kid"), std::move(key));
  }
  return KeySet(std::move(impl));
}

absl::StatusOr<nlohmann::json> KeySet::Verify(std::string_view token,
                                              const Expectation& expectation) const {
  if (token.size() > kMaxTokenBytes) return Refuse("malformed: too long");
  auto compact = ParseCompact(token);
  if (!compact) return Refuse("malformed");
  const std::string algorithm = StringMember(compact->header, "alg");
  const auto& allowed = expectation.algorithms;
  if (KeyTypeFor(algorithm) == R_KEY_TYPE_NONE ||
      std::find(allowed.begin(), allowed.end(), algorithm) == allowed.end()) {
    return Refuse("algorithm");
  }
  // RFC 7515, 4.1.11: an extension that we must understand and do not.
  if (compact->header.contains("crit")) return Refuse("malformed: crit");
  const PublicKey* key = impl_->Find(StringMember(compact->header, "kid"), algorithm);
  if (key == nullptr) return Refuse("key_unknown");
  RETURN_IF_ERROR(CheckSignature(token, *key));
  RETURN_IF_ERROR(CheckClaims(compact->claims, expectation));
  return std::move(compact->claims);
}

bool KeySet::Has(std::string_view key_id) const { return impl_->keys.contains(key_id); }

}  // namespace tancua::jose
