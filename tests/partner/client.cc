#include "tests/partner/client.h"

#include "absl/strings/str_cat.h"
#include "common/clock/clock.h"
#include "common/http/server.h"
#include "common/id/ids.h"
#include "common/status/view.h"

namespace tancua::partner {
namespace {

std::string HeaderOf(const http::ClientResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

nlohmann::json ErrorOf(const Answer& answer) {
  return answer.body.is_object() ? answer.body.value("error", nlohmann::json::object())
                                 : nlohmann::json::object();
}

std::string TextOf(const nlohmann::json& object, const char* key) {
  if (!object.is_object()) return "";
  auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

}  // namespace

std::string Answer::reason() const { return TextOf(ErrorOf(*this), "reason"); }
std::string Answer::message() const { return TextOf(ErrorOf(*this), "message"); }
std::string Answer::Text(const char* key) const { return TextOf(body, key); }

std::string NewRequestId() {
  static SystemClock clock;
  static RandomIds ids(clock);
  return ids.NewUuid();
}

Answer Client::Send(http::ClientRequest request) {
  request.timeout = absl::Seconds(30);
  auto response = http_.Send(request);
  if (!response.ok()) return {};
  Answer answer{.status = response->status,
                .body = nlohmann::json::parse(response->body, nullptr, false),
                .retry_after = HeaderOf(*response, "retry-after")};
  return answer;
}

Answer Client::Get(const std::string& path, std::string_view token) {
  http::ClientRequest request{.method = "GET", .url = endpoints_.gateway + path};
  if (!token.empty()) {
    request.headers.emplace_back("Authorization", absl::StrCat("Bearer ", View(token)));
  }
  return Send(std::move(request));
}

Answer Client::Post(const std::string& path, const nlohmann::json& body, std::string_view token) {
  http::ClientRequest request{.method = "POST",
                              .url = endpoints_.gateway + path,
                              .headers = {{"Content-Type", "application/json"}},
                              .body = body.is_string() ? body.get<std::string>() : body.dump()};
  if (!token.empty()) {
    request.headers.emplace_back("Authorization", absl::StrCat("Bearer ", View(token)));
  }
  return Send(std::move(request));
}

Answer Client::Upload(std::string bytes, const std::string& content_type, std::string_view token) {
  return Send({.method = "POST",
               .url = endpoints_.gateway + "/v1/attachments",
               .headers = {{"Content-Type", content_type},
                           {"Authorization", absl::StrCat("Bearer ", View(token))}},
               .body = std::move(bytes)});
}

Answer Client::Simulator(const std::string& path) {
  return Send({.method = "GET", .url = endpoints_.simulator + path});
}

Client::Redirect Client::Consent(const std::string& authorization_uri, const std::string& person) {
  auto response = http_.Send(
      {.url = absl::StrCat(authorization_uri, "&login_hint=", http::UrlEncode(person), "&auto=1")});
  if (!response.ok()) return {};
  const std::string location = HeaderOf(*response, "location");
  Redirect redirect;
  auto query = http::ParseQuery(
      std::string_view(location).substr(std::min(location.find('?') + 1, location.size())));
  if (!query.ok()) return {};
  for (const auto& [key, value] : *query) {
    if (key == "code") redirect.code = value;
    if (key == "state") redirect.state = value;
    if (key == "iss") redirect.issuer = value;
  }
  return redirect;
}

Session Client::SignIn(const std::string& provider, const std::string& person, Answer* answer) {
  Answer last =
      Post("/v1/verifications",
           {{"requestId", NewRequestId()}, {"provider", provider}, {"redirectUri", kRedirectUri}});
  if (last.ok()) {
    const Redirect redirect = Consent(last.Text("authorizationUri"), person);
    last = Post(absl::StrCat("/v1/", last.Text("name"), ":complete"),
                {{"code", redirect.code}, {"state", redirect.state}, {"issuer", redirect.issuer}});
  }
  Session session;
  if (last.ok()) {
    const auto& tokens = last.body["tokens"];
    session = {tokens.value("accessToken", ""), tokens.value("refreshToken", "")};
  }
  if (answer != nullptr) *answer = std::move(last);
  return session;
}

}  // namespace tancua::partner
