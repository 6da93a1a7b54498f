#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/simulator/deps.h"
#include "services/simulator/oidc/faults.h"
#include "services/simulator/oidc/grants.h"
#include "services/simulator/oidc/signing_keys.h"
#include "services/simulator/reply.h"
#include "services/simulator/router.h"

namespace tancua::simulator::oidc {

// What makes one realm differ from another.
struct RealmKind {
  std::string path;   // "/vneid"
  std::string title;  // Vietnamese, on the page that lists the persons
  SigningKeys::Algorithm algorithm;
  const std::vector<Person>* persons;
  // The claims about a person beside the standard ones.
  std::function<nlohmann::json(const Person&, int level)> claims;
  // No discovery, no ID token, and answers {data, key} that only the client can open.
  bool wrapped = false;
};

// One provider: code flow with PKCE only, one client; OpenID Connect unless it is `wrapped`.
// Thread-safe.
class Realm {
 public:
  Realm(RealmKind kind, const Deps& deps);

  void Register(Router& router);
  [[nodiscard]] FaultSwitch& faults() { return faults_; }
  [[nodiscard]] SigningKeys& keys() { return keys_; }
  [[nodiscard]] const std::string& path() const { return kind_.path; }

 private:
  // Where the browser goes (authorize.cc).
  [[nodiscard]] http::Response Authorize(http::Request& request);
  [[nodiscard]] http::Response AuthorizeChecked(const Fields& query);
  [[nodiscard]] http::Response PersonPage(const http::Request& request) const;
  [[nodiscard]] http::Response Logout(http::Request& request);
  [[nodiscard]] http::Response LogoutToken(http::Request& request);
  // Where the relying party goes (token.cc, discovery.cc).
  [[nodiscard]] http::Response Discovery() const;
  [[nodiscard]] http::Response KeySet();
  [[nodiscard]] http::Response Token(http::Request& request);
  [[nodiscard]] http::Response UserInfo(http::Request& request);
  [[nodiscard]] http::Response Revoke(http::Request& request);

  [[nodiscard]] bool ClientIsKnown(const http::Request& request, const Fields& form) const;
  [[nodiscard]] nlohmann::json Tokens(const Grant& grant, const std::string& access_token);
  // `answer` as the realm's kind wants it.
  [[nodiscard]] http::Response Answer(const nlohmann::json& answer) const;
  [[nodiscard]] std::string IdToken(const Grant& grant, const std::string& access_token);
  [[nodiscard]] nlohmann::json PersonClaims(const Grant& grant) const;
  [[nodiscard]] std::string Issuer() const { return deps_.address.Url() + kind_.path; }
  [[nodiscard]] const Person* Find(const std::string& id) const;

  const RealmKind kind_;
  const Deps deps_;
  FaultSwitch faults_;
  SigningKeys keys_;
  Grants grants_;
};

}  // namespace tancua::simulator::oidc
