#include "services/admin/api.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/clock.h"
#include "common/http/server.h"
#include "common/id/ids.h"
#include "common/status/macros.h"
#include "services/admin/installation.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

absl::StatusOr<std::string> GatewayOf(const Options& options) {
  if (!options.gateway.empty()) return options.gateway;
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  if (installation.gateway.empty()) {
    return absl::InvalidArgumentError("no configuration names the gateway: give --gateway");
  }
  return installation.gateway;
}

absl::StatusCode CodeOf(int http_status) {
  switch (http_status) {
    case 400:
      return absl::StatusCode::kInvalidArgument;
    case 401:
      return absl::StatusCode::kUnauthenticated;
    case 403:
      return absl::StatusCode::kPermissionDenied;
    case 503:
    case 504:
      return absl::StatusCode::kUnavailable;
    default:
      return absl::StatusCode::kFailedPrecondition;
  }
}

// "Không tìm thấy cán bộ. (OFFICER_NOT_FOUND)"
absl::Status ErrorOf(int http_status, const ordered_json& body) {
  const ordered_json error =
      body.is_object() ? body.value("error", ordered_json::object()) : ordered_json::object();
  return absl::Status(CodeOf(http_status),
                      absl::StrCat(error.value("message", absl::StrCat("HTTP ", http_status)), " (",
                                   error.value("reason", "UNKNOWN"), ")"));
}

}  // namespace

absl::StatusOr<Api> Api::AsOfficer(const Options& options) {
  ASSIGN_OR_RETURN(Session session, LoadSession());
  return Api(std::move(session), {.ca_file = options.ca_file});
}

absl::StatusOr<Api> Api::AsNobody(const Options& options) {
  ASSIGN_OR_RETURN(std::string gateway, GatewayOf(options));
  return Api(Session{.gateway = std::move(gateway)}, {.ca_file = options.ca_file});
}

absl::StatusOr<ordered_json> Api::Once(http::ClientRequest request) {
  if (!session_.access_token.empty()) {
    request.headers.emplace_back("Authorization", absl::StrCat("Bearer ", session_.access_token));
  }
  request.timeout = absl::Seconds(60);
  ASSIGN_OR_RETURN(const http::ClientResponse response, http_->Send(request));
  ordered_json body = ordered_json::parse(response.body, nullptr, false);
  if (response.status < 200 || response.status > 299) return ErrorOf(response.status, body);
  return body;
}

absl::StatusOr<ordered_json> Api::Send(http::ClientRequest request) {
  auto answer = Once(request);
  if (!absl::IsUnauthenticated(answer.status()) || session_.refresh_token.empty()) return answer;
  RETURN_IF_ERROR(Refresh());
  return Once(std::move(request));
}

// A refresh token is good for one time: what follows it is kept before anything else is done.
absl::Status Api::Refresh() {
  session_.access_token.clear();
  const ordered_json body{{"refreshToken", session_.refresh_token}};
  const auto tokens = Once({.method = "POST",
                            .url = session_.gateway + "/v1/tokens:refresh",
                            .headers = {{"Content-Type", "application/json"}},
                            .body = body.dump()});
  if (!tokens.ok()) {
    if (absl::IsUnavailable(tokens.status())) return tokens.status();
    ForgetSession();
    return absl::UnauthenticatedError("the session has ended; `tancua sign-in` again");
  }
  session_.access_token = tokens->value("accessToken", "");
  session_.refresh_token = tokens->value("refreshToken", "");
  return SaveSession(session_);
}

absl::StatusOr<ordered_json> Api::Get(const std::string& path) {
  return Send({.url = session_.gateway + path});
}

absl::StatusOr<ordered_json> Api::Post(const std::string& path, const ordered_json& body) {
  return Send({.method = "POST",
               .url = session_.gateway + path,
               .headers = {{"Content-Type", "application/json"}},
               .body = body.dump()});
}

absl::StatusOr<ordered_json> Api::Patch(const std::string& path, const ordered_json& fields) {
  std::vector<std::string> names;
  for (const auto& [name, value] : fields.items()) names.push_back(name);
  return Send({.method = "PATCH",
               .url = absl::StrCat(session_.gateway, path, "?requestId=", NewRequestId(),
                                   "&updateMask=", absl::StrJoin(names, ",")),
               .headers = {{"Content-Type", "application/json"}},
               .body = fields.dump()});
}

absl::StatusOr<ordered_json> Api::List(const std::string& path, const std::string& field) {
  ordered_json all = ordered_json::array();
  std::string token;
  do {
    ASSIGN_OR_RETURN(const ordered_json page,
                     Get(absl::StrCat(path, absl::StrContains(path, '?') ? "&" : "?",
                                      "pageSize=200&pageToken=", http::UrlEncode(token))));
    for (const auto& element : page.value(field, ordered_json::array())) all.push_back(element);
    token = page.value("nextPageToken", "");
  } while (!token.empty());
  return all;
}

absl::StatusOr<std::string> Api::FreshToken() {
  RETURN_IF_ERROR(Get("/v1/sessions?pageSize=1").status());
  return session_.access_token;
}

std::string NewRequestId() {
  static SystemClock clock;
  static RandomIds ids(clock);
  return ids.NewUuid();
}

}  // namespace tancua::admin
