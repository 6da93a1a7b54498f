#include <utility>

#include "common/crypto/digest.h"
#include "common/jose/jwt.h"
#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "nlohmann/json.hpp"
#include "services/identity/api/clients.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/store/clients.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kClientSecretBytes = 32;
constexpr std::size_t kLongestJwk = 8192;

absl::Status InvalidClientKey(const char* field) {
  return status::Error(kClientKeyInvalid, {.field = field});
}

// The JWK in one spelling, when it is a public key that can sign assertions.
absl::StatusOr<std::string> CheckJwk(const std::string& text) {
  if (text.size() > kLongestJwk) return InvalidClientKey("json_web_key");
  const auto jwk = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!jwk.is_object()) return InvalidClientKey("json_web_key");
  // Whoever sends a private key has just lost it.
  for (const char* secret : {"d", "p", "q", "dp", "dq", "qi", "k"}) {
    if (jwk.contains(secret)) return InvalidClientKey("json_web_key");
  }
  nlohmann::json named = jwk;
  named["kid"] = "key";
  const auto keys = jose::KeySet::Parse(nlohmann::json{{"keys", {std::move(named)}}}.dump());
  if (!keys.ok() || !keys->Has("key")) return InvalidClientKey("json_web_key");
  return jwk.dump();
}

// The key with its kind and value; `secret` is set when one was made.
absl::Status ReadClientKey(Deps& deps, const v1::AddClientKeyRequest& request,
                           domain::ClientKey& key, std::string& secret) {
  switch (request.key_case()) {
    case v1::AddClientKeyRequest::kGenerateSecret:
      if (!request.generate_secret()) break;
      key.kind = domain::ClientKey::Kind::kSecret;
      secret = deps.ids.NewToken(kClientSecretBytes);
      key.value = crypto::Sha256Hex(secret);  // random enough to need no slow hash
      return absl::OkStatus();
    case v1::AddClientKeyRequest::kJsonWebKey: {
      key.kind = domain::ClientKey::Kind::kJsonWebKey;
      ASSIGN_OR_RETURN(key.value, CheckJwk(request.json_web_key()));
      return absl::OkStatus();
    }
    case v1::AddClientKeyRequest::kCertificateThumbprint:
      key.kind = domain::ClientKey::Kind::kCertificate;
      key.value = request.certificate_thumbprint();
      return domain::CheckThumbprint(key.value);
    case v1::AddClientKeyRequest::KEY_NOT_SET:
      break;
  }
  return InvalidClientKey("key");
}

absl::StatusOr<domain::ClientKey> MakeClientKey(Deps& deps, const std::string& client_id,
                                                const v1::AddClientKeyRequest& request,
                                                std::string& secret) {
  const absl::Time now = deps.clock.Now();
  domain::ClientKey key{.id = deps.ids.NewUuid(), .client_id = client_id, .created_at = now};
  if (request.has_expire_time()) {
    key.expires_at = absl::FromUnixMicros(
        google::protobuf::util::TimeUtil::TimestampToMicroseconds(request.expire_time()));
    if (*key.expires_at <= now) return InvalidClientKey("expire_time");
  }
  RETURN_IF_ERROR(ReadClientKey(deps, request, key, secret));
  return key;
}

}  // namespace

absl::StatusOr<v1::AddClientKeyResponse> AddClientKey(Deps& deps, const rpc::Call& call,
                                                      const v1::AddClientKeyRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseClientName(request.parent(), "parent"));
  std::string secret;
  ASSIGN_OR_RETURN(const domain::ClientKey key, MakeClientKey(deps, id, request, secret));
  v1::AddClientKeyResponse answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, id, call, request.request_id(), deps.keys, deps.clock,
                            request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              RETURN_IF_ERROR(FindManaged(tx, call, id).status());
                              ASSIGN_OR_RETURN(const auto active,
                                               store::ListActiveClientKeys(tx, id, key.created_at));
                              if (active.size() >= domain::kMostActiveKeys) {
                                return status::Error(kClientKeysTooMany);
                              }
                              *answer.mutable_key() = wire::ToClientKey(key, key.created_at);
                              answer.set_secret(secret);
                              return store::InsertClientKey(tx, key);
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
