#include "services/notification/providers/zalo_zns.h"

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "services/notification/providers/http_verdict.h"

namespace tancua::notification {
namespace {

using nlohmann::json;

std::string Body(const domain::Message& message, const domain::Template& tmpl, bool development) {
  json data = json::object();
  for (auto& [name, value] : RenderZns(tmpl, message.facts)) data[name] = std::move(value);
  json body = {{"phone", WithoutPlus(message.phone)},
               {"template_id", tmpl.zns_template_id},
               {"template_data", std::move(data)},
               {"tracking_id", message.id}};
  if (development) body["mode"] = "development";
  // The names come from outside: what is no UTF-8 becomes U+FFFD rather than an exception.
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

domain::Verdict NoToken(const absl::Status& status) {
  const bool person_needed = status.code() == absl::StatusCode::kFailedPrecondition ||
                             status.code() == absl::StatusCode::kNotFound;
  return {.action = person_needed ? domain::Action::kStop : domain::Action::kRetry,
          .code = person_needed ? "refresh_refused" : "no_token"};
}

}  // namespace

domain::Verdict ZaloZns::Send(const domain::Message& message, const domain::Template& tmpl) {
  auto token = tokens_.Access();
  if (!token.ok()) return NoToken(token.status());
  const std::string body = Body(message, tmpl, config_.development_mode);
  const domain::Verdict verdict = Post(*token, body);
  if (verdict.action != domain::Action::kRefreshToken) return verdict;
  token = tokens_.Renew(*token);
  return token.ok() ? Post(*token, body) : NoToken(token.status());
}

domain::Verdict ZaloZns::Post(const std::string& access_token, const std::string& body) {
  http::ClientRequest request;
  request.method = "POST";
  request.url = config_.url;
  request.headers = {{"content-type", "application/json"}, {"access_token", access_token}};
  request.body = body;
  request.timeout = config_.timeout;
  const auto answer = http_.Send(request);
  if (const auto verdict = VerdictOnTransport(answer)) return *verdict;
  const json said = json::parse(answer->body, nullptr, /*allow_exceptions=*/false);
  if (!said.is_object() || !said.contains("error") || !said["error"].is_number_integer()) {
    return VerdictOnGarbage();
  }
  const int error = said["error"].get<int>();
  return {.action = domain::ClassifyZns(error), .code = absl::StrCat(error)};
}

}  // namespace tancua::notification
