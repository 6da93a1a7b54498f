#include "services/identity/api/get_json_web_key_set.h"

namespace tancua::identity::api {

absl::StatusOr<v1::JsonWebKeySet> GetJsonWebKeySet(Deps& deps, const rpc::Call&,
                                                   const v1::GetJsonWebKeySetRequest&) {
  v1::JsonWebKeySet set;
  for (const nlohmann::json& jwk : deps.access_tokens.keys().PublicJwks()) {
    v1::JsonWebKey& key = *set.add_keys();
    key.set_kty(jwk.value("kty", ""));
    key.set_kid(jwk.value("kid", ""));
    key.set_use(jwk.value("use", ""));
    key.set_alg(jwk.value("alg", ""));
    key.set_crv(jwk.value("crv", ""));
    key.set_x(jwk.value("x", ""));
    key.set_y(jwk.value("y", ""));
  }
  return set;
}

}  // namespace tancua::identity::api
