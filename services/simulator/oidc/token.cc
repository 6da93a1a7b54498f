#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/envelope.h"
#include "common/status/view.h"
#include "services/simulator/oidc/realm.h"

namespace tancua::simulator::oidc {
namespace {

http::Response Refuse(int status, const char* error) { return Json(status, {{"error", error}}); }

// The value after "Basic " or "Bearer ", "" for another scheme.
std::string_view Credentials(const http::Request& request, std::string_view scheme) {
  const std::string_view header = request.header("authorization");
  return absl::StartsWith(View(header), View(scheme)) ? header.substr(scheme.size()) : "";
}

// at_hash (OpenID Connect Core, 3.1.3.6) for the algorithms with SHA-256.
std::string HalfHash(const std::string& token) {
  return crypto::Base64Url(crypto::Sha256(token).substr(0, 16));
}

}  // namespace

bool Realm::ClientIsKnown(const http::Request& request, const Fields& form) const {
  std::string pair;
  const std::string_view basic = Credentials(request, "Basic ");
  if (basic.empty()) {
    pair = Get(form, "client_id") + ":" + Get(form, "client_secret");
  } else if (!absl::Base64Unescape(View(basic), &pair)) {
    return false;
  }
  return crypto::EqualConstantTime(
      pair, absl::StrCat(deps_.config.client_id, ":", deps_.config.client_secret));
}

http::Response Realm::Token(http::Request& request) {
  const auto form = FormFields(request);
  if (!form.ok()) return Refuse(400, "invalid_request");
  if (!ClientIsKnown(request, *form)) return Refuse(401, "invalid_client");
  if (Get(*form, "grant_type") != "authorization_code") {
    return Refuse(400, "unsupported_grant_type");
  }
  const std::string code = Get(*form, "code");
  const auto grant = grants_.TakeCode(code);
  if (!grant || grant->redirect_uri != Get(*form, "redirect_uri") ||
      crypto::Base64Url(crypto::Sha256(Get(*form, "code_verifier"))) != grant->code_challenge) {
    return Refuse(400, "invalid_grant");
  }
  return Answer(Tokens(*grant, grants_.NewToken(code, *grant)));
}

nlohmann::json Realm::Tokens(const Grant& grant, const std::string& access_token) {
  nlohmann::json tokens = {{"access_token", access_token},
                           {"token_type", "Bearer"},
                           {"expires_in", absl::ToInt64Seconds(Grants::kTokenLife)},
                           {"scope", "openid profile phone"}};
  if (!kind_.wrapped) tokens["id_token"] = IdToken(grant, access_token);
  return tokens;
}

http::Response Realm::Answer(const nlohmann::json& answer) const {
  if (!kind_.wrapped) return Json(200, answer);
  const auto envelope = crypto::SealEnvelope(deps_.config.wrapping_key.value, answer.dump(), {});
  if (!envelope.ok()) {
    return Json(503, {{"error", "temporarily_unavailable"},
                      {"error_description", "simulator.wrapping_key_file names no public key"}});
  }
  return Json(200, {{"data", absl::Base64Escape(envelope->data)},
                    {"key", absl::Base64Escape(envelope->key)}});
}

std::string Realm::IdToken(const Grant& grant, const std::string& access_token) {
  const Faults faults = faults_.Get();
  const std::int64_t now = absl::ToUnixSeconds(deps_.clock.Now());
  nlohmann::json claims = PersonClaims(grant);
  claims.update({{"iss", faults.wrong_issuer ? "http://issuer.simulator.invalid" : Issuer()},
                 {"aud", faults.wrong_audience ? "somebody-else" : deps_.config.client_id},
                 {"azp", deps_.config.client_id},
                 {"iat", now},
                 {"nbf", now},
                 {"exp", now + absl::ToInt64Seconds(Grants::kTokenLife)},
                 {"auth_time", absl::ToUnixSeconds(grant.auth_time)},
                 {"acr", absl::StrCat("LoA", grant.level)},
                 {"amr", nlohmann::json::array({"pwd", "otp"})},
                 {"at_hash", HalfHash(access_token)}});
  if (!grant.nonce.empty()) claims["nonce"] = faults.wrong_nonce ? "not-yours" : grant.nonce;
  return keys_.Sign(claims);
}

nlohmann::json Realm::PersonClaims(const Grant& grant) const {
  nlohmann::json claims = kind_.claims(*grant.person, grant.level);
  // Opaque, and the same after a restart.
  claims["sub"] =
      crypto::HmacSha256Hex("simulated subjects of " + kind_.path, grant.person->id).substr(0, 32);
  return claims;
}

http::Response Realm::UserInfo(http::Request& request) {
  const auto grant = grants_.FindToken(std::string(Credentials(request, "Bearer ")));
  if (!grant) {
    http::Response response = Refuse(401, "invalid_token");
    response.headers.emplace_back("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    return response;
  }
  nlohmann::json claims = PersonClaims(*grant);
  if (faults_.Get().wrong_subject) claims["sub"] = "another-person";
  if (kind_.wrapped) claims["auth_time"] = absl::ToUnixSeconds(grant->auth_time);
  return Answer(claims);
}

http::Response Realm::Revoke(http::Request& request) {
  const auto form = FormFields(request);
  if (!form.ok()) return Refuse(400, "invalid_request");
  if (!ClientIsKnown(request, *form)) return Refuse(401, "invalid_client");
  grants_.RevokeToken(Get(*form, "token"));
  return Json(200, nlohmann::json::object());  // also for an unknown token (RFC 7009, 2.2)
}

}  // namespace tancua::simulator::oidc
