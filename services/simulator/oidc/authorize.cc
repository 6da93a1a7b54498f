#include <algorithm>

#include "services/simulator/oidc/realm.h"

namespace tancua::simulator::oidc {
namespace {

std::string WithFields(const std::string& uri, const Fields& fields) {
  std::string out = uri;
  char separator = uri.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : fields) {
    out += separator + name + "=" + http::UrlEncode(value);
    separator = '&';
  }
  return out;
}

// What the request lacks, as RFC 6749, 4.1.2.1 names it; "" when it is in order.
std::string RequestError(const Fields& query) {
  if (Get(query, "response_type") != "code") return "unsupported_response_type";
  const std::string scope = " " + Get(query, "scope") + " ";
  if (scope.find(" openid ") == std::string::npos) return "invalid_scope";
  // S256 challenges are 43 characters; plain ones are not taken.
  if (Get(query, "code_challenge_method") != "S256" || Get(query, "code_challenge").size() != 43 ||
      Get(query, "state").empty()) {
    return "invalid_request";
  }
  return "";
}

}  // namespace

http::Response Realm::Authorize(http::Request& request) {
  const auto query = QueryFields(request);
  const auto& uris = deps_.config.redirect_uris;
  // Nobody is sent to an address that the client did not register.
  if (!query.ok() || Get(*query, "client_id") != deps_.config.client_id ||
      std::find(uris.begin(), uris.end(), Get(*query, "redirect_uri")) == uris.end()) {
    return Page("Yêu cầu không hợp lệ",
                "<p>client_id hoặc redirect_uri không được đăng ký. <em lang=\"en\">client_id or "
                "redirect_uri is not registered.</em></p>",
                400);
  }
  const bool chosen = Get(*query, "auto") == "1" || Get(*query, "cancel") == "1";
  if (!chosen && Get(*query, "prompt") != "none" && RequestError(*query).empty()) {
    return PersonPage(request);
  }
  return AuthorizeChecked(*query);
}

http::Response Realm::AuthorizeChecked(const Fields& query) {
  const std::string redirect_uri = Get(query, "redirect_uri");
  const auto refuse = [&](const std::string& error) {
    return Redirect(WithFields(
        redirect_uri, {{"error", error}, {"state", Get(query, "state")}, {"iss", Issuer()}}));
  };
  if (const std::string error = RequestError(query); !error.empty()) return refuse(error);
  const Faults faults = faults_.Get();
  if (faults.deny || Get(query, "cancel") == "1") return refuse("access_denied");
  const Person* person = Find(Get(query, "login_hint"));
  if (person == nullptr) return refuse("login_required");

  Grant grant;
  grant.person = person;
  grant.redirect_uri = redirect_uri;
  grant.code_challenge = Get(query, "code_challenge");
  grant.nonce = Get(query, "nonce");
  grant.level = faults.level != 0 ? faults.level : person->level;
  grant.auth_time = deps_.clock.Now() - faults.auth_age;
  const std::string code = grants_.NewCode(
      std::move(grant), faults.expired_codes ? absl::ZeroDuration() : Grants::kCodeLife);
  return Redirect(WithFields(redirect_uri,
                             {{"code", code}, {"state", Get(query, "state")}, {"iss", Issuer()}}));
}

http::Response Realm::PersonPage(const http::Request& request) const {
  const std::string again = kind_.path + "/authorize?" + std::string(request.query());
  std::string rows;
  for (const Person& person : *kind_.persons) {
    const std::string link = again + "&auto=1&login_hint=" + http::UrlEncode(person.id);
    rows += "<li><a href=\"" + EscapeHtml(link) + "\">" + EscapeHtml(person.name) + "</a> <small>" +
            EscapeHtml(person.id + " " + person.ward + " " + person.note) + "</small></li>";
  }
  return Page(kind_.title,
              "<p>Chọn người đăng nhập. <em lang=\"en\">Choose who signs in.</em> "
              "<a href=\"" +
                  EscapeHtml(again + "&cancel=1") + "\">Từ chối / cancel</a></p><ol>" + rows +
                  "</ol>");
}

const Person* Realm::Find(const std::string& id) const {
  for (const Person& person : *kind_.persons) {
    if (person.id == id) return &person;
  }
  return nullptr;
}

}  // namespace tancua::simulator::oidc
