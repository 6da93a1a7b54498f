#include "services/identity/oidc/provider_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::oidc {

absl::Status ProviderClient::Unavailable(const char* endpoint, const std::string& why) {
  log::Warning("identity.provider_unavailable",
               {{"provider", config_.id}, {"endpoint", endpoint}, {"cause", why}});
  return status::Error(kProviderUnavailable, {.metadata = {{"provider", config_.id}}});
}

absl::StatusOr<http::ClientResponse> ProviderClient::Send(const char* endpoint,
                                                          http::ClientRequest request,
                                                          absl::Time deadline) {
  const absl::Time start = clock_.Now();
  request.timeout = std::min(config_.timeout, deadline - start);
  auto response = http_.Send(request);
  const int code = response.ok() ? response->status : 0;
  metrics_.ObserveProviderCall(config_.id, endpoint, code, clock_.Now() - start);
  if (!response.ok()) return Unavailable(endpoint, std::string(response.status().message()));
  return response;
}

absl::StatusOr<nlohmann::json> ProviderClient::Object(const char* endpoint,
                                                      const std::string& body) {
  auto object = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return Unavailable(endpoint, "the answer is no JSON object");
  return object;
}

absl::StatusOr<std::string> ProviderClient::Fetch(const char* endpoint, http::ClientRequest request,
                                                  const std::string& bearer, absl::Time deadline) {
  if (!bearer.empty()) request.headers.emplace_back("Authorization", "Bearer " + bearer);
  ASSIGN_OR_RETURN(http::ClientResponse answer, Send(endpoint, std::move(request), deadline));
  if (answer.status != 200) return Unavailable(endpoint, absl::StrCat("status ", answer.status));
  return std::move(answer.body);
}

absl::StatusOr<nlohmann::json> ProviderClient::Get(const char* endpoint, const std::string& url,
                                                   const std::string& bearer, absl::Time deadline) {
  ASSIGN_OR_RETURN(
      const std::string body,
      Fetch(endpoint, {.url = url, .headers = {{"Accept", "application/json"}}}, bearer, deadline));
  return Object(endpoint, body);
}

absl::StatusOr<std::string> ProviderClient::GetJwt(const char* endpoint, const std::string& url,
                                                   const std::string& bearer, absl::Time deadline) {
  return Fetch(endpoint, {.url = url, .headers = {{"Accept", "application/jwt"}}}, bearer,
               deadline);
}

absl::StatusOr<nlohmann::json> ProviderClient::RequestToken(const std::string& url, FormFields form,
                                                            absl::Time deadline) {
  auto request = authentication_.Request(url, std::move(form));
  if (!request.ok()) return Unavailable("token", std::string(request.status().message()));
  request->headers.emplace_back("Accept", "application/json");
  ASSIGN_OR_RETURN(const http::ClientResponse answer, Send("token", *std::move(request), deadline));
  ASSIGN_OR_RETURN(nlohmann::json body, Object("token", answer.body));
  if (answer.status == 200) return body;
  if (answer.status == 400 && body.value("error", nlohmann::json()) == "invalid_grant") {
    return status::Error(kIdentityRefused, {.metadata = {{"cause", "code"}}});
  }
  return Unavailable("token", absl::StrCat("status ", answer.status));
}

}  // namespace tancua::identity::oidc
