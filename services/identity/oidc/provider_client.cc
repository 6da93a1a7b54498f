#include "services/identity/oidc/provider_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/http/server.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::oidc {

absl::Status ProviderClient::Unavailable(const char* endpoint, const std::string& why) {
  log::Warning("identity.provider_unavailable",
               {{"provider", config_.id}, {"endpoint", endpoint}, {"cause", why}});
  return status::Error(kProviderUnavailable, {.metadata = {{"provider", config_.id}}});
}

absl::StatusOr<ProviderClient::Answer> ProviderClient::Send(const char* endpoint,
                                                            http::ClientRequest request,
                                                            absl::Time deadline) {
  const absl::Time start = clock_.Now();
  request.timeout = std::min(config_.timeout, deadline - start);
  request.headers.emplace_back("Accept", "application/json");
  auto response = http_.Send(request);
  const int code = response.ok() ? response->status : 0;
  metrics_.ObserveProviderCall(config_.id, endpoint, code, clock_.Now() - start);
  if (!response.ok()) return Unavailable(endpoint, std::string(response.status().message()));
  auto body = nlohmann::json::parse(response->body, nullptr, /*allow_exceptions=*/false);
  if (!body.is_object()) return Unavailable(endpoint, absl::StrCat("status ", code, ", no JSON"));
  return Answer{code, std::move(body)};
}

absl::StatusOr<nlohmann::json> ProviderClient::Get(const char* endpoint, const std::string& url,
                                                   const std::string& bearer, absl::Time deadline) {
  http::ClientRequest request{.url = url};
  if (!bearer.empty()) request.headers.emplace_back("Authorization", "Bearer " + bearer);
  ASSIGN_OR_RETURN(Answer answer, Send(endpoint, std::move(request), deadline));
  if (answer.status != 200) return Unavailable(endpoint, absl::StrCat("status ", answer.status));
  return std::move(answer.body);
}

absl::StatusOr<nlohmann::json> ProviderClient::RequestToken(const std::string& url,
                                                            const std::string& form,
                                                            absl::Time deadline) {
  // RFC 6749, 2.3.1: both halves are form-encoded before they are joined.
  const std::string credentials = absl::StrCat(http::UrlEncode(config_.client_id), ":",
                                               http::UrlEncode(config_.client_secret.value));
  http::ClientRequest request{
      .method = "POST",
      .url = url,
      .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                  {"Authorization", "Basic " + absl::Base64Escape(credentials)}},
      .body = form};
  ASSIGN_OR_RETURN(Answer answer, Send("token", std::move(request), deadline));
  if (answer.status == 200) return std::move(answer.body);
  if (answer.status == 400 && answer.body.value("error", nlohmann::json()) == "invalid_grant") {
    return status::Error(kIdentityRefused, {.metadata = {{"cause", "code"}}});
  }
  return Unavailable("token", absl::StrCat("status ", answer.status));
}

}  // namespace tancua::identity::oidc
