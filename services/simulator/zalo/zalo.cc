#include "services/simulator/zalo/zalo.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "services/simulator/delivery/faults.h"
#include "services/simulator/reply.h"
#include "services/simulator/zalo/tokens.h"

namespace tancua::simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kAppId = "simulator";
constexpr std::string_view kSecretKey = "simulator";
constexpr std::size_t kLongestTrackingId = 48;

// Zalo answers errors with HTTP 200.
http::Response ZnsError(int code, const char* message) {
  return Json(200, {{"error", code}, {"message", message}});
}

// Only -14020 is known from Zalo; the other numbers are the simulator's own.
http::Response OAuthError(int code, const char* name) {
  return Json(200, {{"error", code}, {"error_name", name}, {"error_description", name}});
}

// "84…" or "0…" with nine digits after it; returned as "84…".
std::optional<std::string> Phone(std::string phone) {
  if (phone.starts_with('0')) phone.replace(0, 1, "84");
  const bool digits = phone.find_first_not_of("0123456789") == std::string::npos;
  if (phone.size() != 11 || !phone.starts_with("84") || !digits) return std::nullopt;
  return phone;
}

class Zalo final : public Party {
 public:
  explicit Zalo(const Deps& deps) : deps_(deps), tokens_(deps.clock, deps.ids) {}

  void Register(Router& router) override {
    router.Route("POST", "/zalo/v4/oa/access_token", [this](auto& r) { return Token(r); });
    router.Route("POST", "/zalo/message/template", [this](auto& r) { return Template(r); });
    router.Route("GET", "/zalo/messages", [this](auto& r) { return Messages(r); });
    router.Route("POST", "/control/zalo", [this](auto& r) { return Control(r, faults_); });
    router.Route("POST", "/control/zalo/revoke", [this](auto&) {
      tokens_.Revoke();
      return Json(200, json::object());
    });
    router.Announce({"/zalo/messages", "Zalo: tin ZNS đã nhận (JSON)",
                     "Zalo: ZNS messages that were accepted"});
    router.Announce({"/control/zalo", "Công tắc gây lỗi của Zalo", "Zalo's fault switch"});
  }

 private:
  http::Response Token(http::Request& request) {
    const auto form = FormFields(request);
    if (!form.ok()) return Json(400, {{"error", "malformed form"}});
    if (request.header("secret_key") != kSecretKey) return OAuthError(-14004, "Invalid secret key");
    if (Get(*form, "app_id") != kAppId) return OAuthError(-14002, "Invalid app id");
    if (Get(*form, "grant_type") != "refresh_token") {
      return OAuthError(-14010, "Unsupported grant type");
    }
    if (!tokens_.UseUp(Get(*form, "refresh_token"))) {
      return OAuthError(-14020, "Invalid refresh token");
    }
    return Json(200, {{"access_token", tokens_.NewAccessToken()},
                      {"refresh_token", tokens_.NewRefreshToken()},
                      {"expires_in", absl::StrCat(absl::ToInt64Seconds(ZaloTokens::kLifetime))}});
  }

  http::Response Template(http::Request& request) {
    const auto body = JsonBody(request);
    if (!tokens_.IsGood(request.header("access_token"))) {
      return ZnsError(-124, "Access token invalid");
    }
    if (!body.ok() || !body->is_object()) return ZnsError(-132, "Parameter invalid");
    const Fault fault = faults_.Next();
    const bool refuse = fault.code != 0 || fault.http_status != 0;
    std::optional<http::Response> answer;
    if (!refuse || fault.deliver) answer = Deliver(*body);
    if (auto instead = InsteadOfBody(fault)) return *instead;
    if (fault.code != 0) return ZnsError(fault.code, "Simulated");
    return *answer;
  }

  http::Response Deliver(const json& body) {
    const auto phone = Phone(TextAt(body, "phone"));
    if (!phone) return ZnsError(-108, "Phone number invalid");
    const std::string tracking_id = TextAt(body, "tracking_id");
    if (tracking_id.empty() || tracking_id.size() > kLongestTrackingId) {
      return ZnsError(-132, "Parameter invalid");
    }
    const std::string template_id = TextAt(body, "template_id");
    const auto tmpl = deps_.zns_templates.find(template_id);
    if (tmpl == deps_.zns_templates.end()) return ZnsError(-109, "Template id invalid");
    const auto text = Fill(tmpl->second, body.value("template_data", json::object()));
    if (!text) return ZnsError(-1121, "Template data invalid");
    if (!HasZalo(*phone)) return ZnsError(-118, "Zalo account not existed");
    const absl::Time now = deps_.clock.Now();
    deps_.messages.Accept({"ZNS", tracking_id, *phone, template_id, *text, 0, now, now});
    return Json(200, {{"error", 0},
                      {"message", "Success"},
                      {"data",
                       {{"msg_id", deps_.ids.NewToken(12)},
                        {"sent_time", absl::StrCat(absl::ToUnixMillis(now))},
                        {"quota", {{"dailyQuota", "100000"}, {"remainingQuota", "100000"}}}}}});
  }

  http::Response Messages(const http::Request& request) const {
    const auto query = QueryFields(request);
    if (!query.ok()) return Json(400, {{"error", "malformed query"}});
    return Json(200, ToJson(deps_.messages.Find({.channel = "ZNS",
                                                 .phone = Get(*query, "phone"),
                                                 .tracking_id = Get(*query, "tracking_id"),
                                                 .text = Get(*query, "text")})));
  }

  const Deps deps_;
  ZaloTokens tokens_;
  Faults faults_;
};

}  // namespace

std::unique_ptr<Party> NewZalo(const Deps& deps) { return std::make_unique<Zalo>(deps); }

}  // namespace tancua::simulator
