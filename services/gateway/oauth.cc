#include "services/gateway/oauth.h"

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/json/codec.h"
#include "common/status/error.h"
#include "nlohmann/json.hpp"
#include "services/gateway/domain/errors.h"
#include "services/gateway/errors.h"

namespace tancua::gateway {
namespace {

constexpr char kReasonPrefix[] = "OAUTH_";
constexpr char kChallenge[] = "Basic realm=\"tancua\", charset=\"UTF-8\"";

// The `error` of RFC 6749: a service says it by its reason; what anything else refuses is told by
// its HTTP status.
std::string ErrorWord(const status::Described& described, int http_status) {
  if (absl::StartsWith(described.reason, kReasonPrefix)) {
    return absl::AsciiStrToLower(absl::StripPrefix(described.reason, kReasonPrefix));
  }
  if (http_status == 401) return "invalid_client";
  if (http_status == 429 || http_status == 503) return "temporarily_unavailable";
  return http_status >= 500 ? "server_error" : "invalid_request";
}

// RFC 6749 allows nothing but ASCII here; the Vietnamese sentence stands in `message`.
std::string ErrorDescription(const status::Described& described) {
  for (const auto& [key, value] : described.detail.metadata) {
    if (key == "cause") return value;
  }
  std::string text = absl::AsciiStrToLower(described.reason);
  if (!described.detail.field.empty()) absl::StrAppend(&text, ": ", described.detail.field);
  return text;
}

int OAuthStatus(int http_status) {
  const bool own = http_status == 401 || http_status == 413 || http_status == 429;
  return own || http_status >= 500 ? http_status : 400;
}

void Challenge(http::Response& response) {
  for (auto& [name, value] : response.headers) {
    if (name == "WWW-Authenticate") value = kChallenge;
  }
}

}  // namespace

absl::Status FillFromForm(std::string_view body, google::protobuf::Message& request) {
  const auto parameters = http::ParseQuery(body);
  if (!parameters.ok()) return status::Error(kRequestMalformed);
  std::set<std::string> seen;
  for (const auto& [name, value] : *parameters) {
    const auto* field = request.GetDescriptor()->FindFieldByName(name);
    if (field == nullptr || value.empty()) continue;
    if (!seen.insert(name).second) return status::Error(kFieldRepeated, {.field = name});
    if (!json::Codec::SetText(request, *field, value)) {
      return status::Error(status::kInvalidField, {.field = name});
    }
  }
  return absl::OkStatus();
}

http::Response OAuthErrorResponse(const absl::Status& error, std::string_view error_id) {
  http::Response response = ErrorResponse(error, nullptr, error_id);
  const status::Described described = status::Describe(error).value_or(status::Described{
      .reason = status::kInternal.reason, .detail = {.text_vi = status::kInternal.text_vi}});
  response.status = OAuthStatus(response.status);
  Challenge(response);
  const nlohmann::ordered_json body{{"error", ErrorWord(described, response.status)},
                                    {"error_description", ErrorDescription(described)},
                                    {"reason", described.reason},
                                    {"message", described.detail.text_vi},
                                    {"error_id", error_id}};
  response.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return response;
}

}  // namespace tancua::gateway
