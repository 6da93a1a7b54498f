#include "services/notification/providers/esms.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "services/notification/domain/segments.h"
#include "services/notification/providers/http_verdict.h"

namespace tancua::notification {
namespace {

using nlohmann::json;

// eSMS's name for messages of customer care: registered texts, no advertisements.
constexpr char kCustomerCare[] = "2";

// CodeResult comes as a string; 0 when there is none.
int ResultCode(const json& answer) {
  int code = 0;
  const auto it = answer.find("CodeResult");
  if (it == answer.end()) return 0;
  if (it->is_number_integer()) return it->get<int>();
  if (it->is_string() && absl::SimpleAtoi(it->get_ref<const std::string&>(), &code)) return code;
  return 0;
}

}  // namespace

std::string Esms::Body(const domain::Message& message, const std::string& text,
                       bool unicode) const {
  const json body = {{"ApiKey", config_.api_key},
                     {"SecretKey", config_.secret_key},
                     {"Phone", WithoutPlus(message.phone)},
                     {"Content", text},
                     {"Brandname", config_.brandname},
                     {"SmsType", kCustomerCare},
                     {"IsUnicode", unicode ? "1" : "0"},
                     {"Sandbox", config_.sandbox ? "1" : "0"},
                     {"RequestId", message.id}};
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

domain::Verdict Esms::Send(const domain::Message& message, const domain::Template& tmpl) {
  const std::string text = RenderSms(tmpl, message.facts, abbreviations_);
  const domain::Segments segments = domain::CountSegments(text);
  http::ClientRequest request;
  request.method = "POST";
  request.url = config_.url;
  request.headers = {{"content-type", "application/json"}};
  request.body = Body(message, text, segments.unicode);
  request.timeout = config_.timeout;
  const auto answer = http_.Send(request);
  if (auto verdict = VerdictOnTransport(answer)) {
    // There is no token to renew: 401 means that the key is wrong.
    if (verdict->action == domain::Action::kRefreshToken) verdict->action = domain::Action::kStop;
    return *verdict;
  }
  const json said = json::parse(answer->body, nullptr, /*allow_exceptions=*/false);
  const int code = said.is_object() ? ResultCode(said) : 0;
  if (code == 0) return VerdictOnGarbage();
  const domain::Action action = domain::ClassifyEsms(code);
  return {.action = action,
          .code = absl::StrCat(code),
          .segments = action == domain::Action::kSent ? segments.parts : 0};
}

}  // namespace tancua::notification
