#include "services/simulator/oidc/realm.h"

#include <utility>

#include "absl/time/clock.h"

namespace tancua::simulator::oidc {

Realm::Realm(RealmKind kind, const Deps& deps)
    : kind_(std::move(kind)), deps_(deps), keys_(kind_.algorithm), grants_(deps.clock, deps.ids) {}

void Realm::Register(Router& router) {
  const std::string& path = kind_.path;
  router.Route("GET", path + "/authorize",
               [this](http::Request& request) { return Authorize(request); });
  router.Route("GET", path + "/logout", [this](http::Request& request) { return Logout(request); });
  router.Route("GET", path + "/logout_token",
               [this](http::Request& request) { return LogoutToken(request); });
  // What the relying party calls suffers the faults of a slow or broken provider.
  const auto serve = [&](const char* method, const char* name, auto handler) {
    router.Route(method, path + name, [this, handler](http::Request& request) {
      const Faults faults = faults_.Get();
      absl::SleepFor(faults.delay);
      if (faults.status != 0) return Json(faults.status, {{"error", "server_error"}});
      return handler(request);
    });
  };
  if (!kind_.wrapped) {
    serve("GET", "/.well-known/openid-configuration",
          [this](http::Request&) { return Discovery(); });
    serve("GET", "/jwks", [this](http::Request&) { return KeySet(); });
  }
  serve("POST", "/token", [this](http::Request& request) { return Token(request); });
  serve("GET", "/userinfo", [this](http::Request& request) { return UserInfo(request); });
  serve("POST", "/revoke", [this](http::Request& request) { return Revoke(request); });
}

http::Response Realm::Discovery() const {
  const std::string issuer = Issuer();
  return Json(200, {{"issuer", issuer},
                    {"authorization_endpoint", issuer + "/authorize"},
                    {"token_endpoint", issuer + "/token"},
                    {"userinfo_endpoint", issuer + "/userinfo"},
                    {"jwks_uri", issuer + "/jwks"},
                    {"revocation_endpoint", issuer + "/revoke"},
                    {"end_session_endpoint", issuer + "/logout"},
                    {"scopes_supported", nlohmann::json::array({"openid", "profile", "phone"})},
                    {"response_types_supported", nlohmann::json::array({"code"})},
                    {"grant_types_supported", nlohmann::json::array({"authorization_code"})},
                    {"subject_types_supported", nlohmann::json::array({"public"})},
                    {"acr_values_supported", nlohmann::json::array({"LoA1", "LoA2"})},
                    {"code_challenge_methods_supported", nlohmann::json::array({"S256"})},
                    {"token_endpoint_auth_methods_supported",
                     nlohmann::json::array({"client_secret_basic", "client_secret_post"})},
                    {"id_token_signing_alg_values_supported",
                     nlohmann::json::array({keys_.algorithm_name()})},
                    {"authorization_response_iss_parameter_supported", true}});
}

http::Response Realm::KeySet() {
  if (faults_.Get().no_keys) return Json(200, {{"keys", nlohmann::json::array()}});
  return Json(200, keys_.Jwks());
}

}  // namespace tancua::simulator::oidc
