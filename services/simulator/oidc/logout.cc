#include <algorithm>

#include "services/simulator/oidc/realm.h"

namespace tancua::simulator::oidc {
namespace {

constexpr absl::Duration kLogoutTokenLife = absl::Minutes(2);

}  // namespace

// OpenID Connect RP-Initiated Logout. A realm remembers no browser, so there is nothing to end: it
// only sends back whom it may.
http::Response Realm::Logout(http::Request& request) {
  const auto query = QueryFields(request);
  const std::string back = query.ok() ? Get(*query, "post_logout_redirect_uri") : "";
  const auto& uris = deps_.config.redirect_uris;
  if (!back.empty() && Get(*query, "client_id") == deps_.config.client_id &&
      std::find(uris.begin(), uris.end(), back) != uris.end()) {
    return Redirect(back);
  }
  return Page("Đã đăng xuất", "<p>Bạn đã đăng xuất. <em lang=\"en\">You are signed out.</em></p>");
}

// The token of Back-Channel Logout for a person, in plain text. A real provider posts it itself;
// here whoever plays the provider does.
http::Response Realm::LogoutToken(http::Request& request) {
  const auto query = QueryFields(request);
  const Person* person = query.ok() ? Find(Get(*query, "login_hint")) : nullptr;
  if (person == nullptr) return Json(404, {{"error", "login_hint names nobody"}});
  Grant grant;
  grant.person = person;
  const std::int64_t now = absl::ToUnixSeconds(deps_.clock.Now());
  return {
      .content_type = "text/plain; charset=utf-8",
      .body = keys_.Sign(
          {{"iss", Issuer()},
           {"aud", deps_.config.client_id},
           {"sub", PersonClaims(grant)["sub"]},
           {"iat", now},
           {"exp", now + absl::ToInt64Seconds(kLogoutTokenLife)},
           {"jti", deps_.ids.NewUuid()},
           {"events",
            {{"http://schemas.openid.net/event/backchannel-logout", nlohmann::json::object()}}}})};
}

}  // namespace tancua::simulator::oidc
