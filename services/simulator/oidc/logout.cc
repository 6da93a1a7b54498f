#include <algorithm>

#include "services/simulator/oidc/realm.h"

namespace tancua::simulator::oidc {

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

}  // namespace tancua::simulator::oidc
