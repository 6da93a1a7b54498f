#include "services/simulator/sms/sms.h"

#include "absl/strings/str_cat.h"
#include "services/simulator/delivery/faults.h"
#include "services/simulator/reply.h"

namespace tancua::simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kAccountKey = "simulator";
constexpr std::size_t kLongestRequestId = 50;

http::Response Refuse(int code, const char* message) {
  return Json(200, {{"CodeResult", absl::StrCat(code)}, {"ErrorMessage", message}});
}

bool IsAscii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > 0x7F) return false;
  }
  return true;
}

class Sms final : public Party {
 public:
  explicit Sms(const Deps& deps) : deps_(deps) {}

  void Register(Router& router) override {
    router.Route("POST", "/sms/MainService.svc/json/SendMultipleMessage_V4_post_json/",
                 [this](auto& r) { return Send(r); });
    router.Route("GET", "/sms/messages", [this](auto& r) { return Messages(r); });
    router.Route("POST", "/control/sms", [this](auto& r) { return Control(r, faults_); });
    router.Announce({"/sms/messages", "Tổng đài SMS: tin đã nhận (JSON)",
                     "SMS aggregator: messages that were accepted"});
    router.Announce(
        {"/control/sms", "Công tắc gây lỗi của tổng đài SMS", "SMS aggregator's fault switch"});
  }

 private:
  http::Response Send(http::Request& request) {
    const auto body = JsonBody(request);
    if (!body.ok() || !body->is_object()) return Refuse(110, "Data invalid");
    const Fault fault = faults_.Next();
    const bool refuse = fault.code != 0 || fault.http_status != 0;
    std::optional<http::Response> answer;
    if (!refuse || fault.deliver) answer = Deliver(*body);
    if (auto instead = InsteadOfBody(fault)) return *instead;
    if (fault.code != 0) return Refuse(fault.code, "Simulated");
    return *answer;
  }

  http::Response Deliver(const json& body) {
    if (TextAt(body, "ApiKey") != kAccountKey || TextAt(body, "SecretKey") != kAccountKey) {
      return Refuse(101, "Authorize Failed");
    }
    if (TextAt(body, "Brandname").empty()) return Refuse(104, "Brandname not exist");
    if (TextAt(body, "SmsType") != "2") return Refuse(118, "SmsType not support");
    const std::string phone = TextAt(body, "Phone");
    if (phone.size() != 11 || !phone.starts_with("84")) return Refuse(108, "Phone invalid");
    const std::string text = TextAt(body, "Content");
    const std::string request_id = TextAt(body, "RequestId");
    if (text.empty() || request_id.empty() || request_id.size() > kLongestRequestId) {
      return Refuse(110, "Data invalid");
    }
    if (TextAt(body, "IsUnicode") != "1" && !IsAscii(text)) return Refuse(110, "Not unicode");
    const absl::Time now = deps_.clock.Now();
    if (deps_.messages.Accept({"SMS", request_id, phone, "", text, 0, now, now}) > 1) {
      return Refuse(124, "RequestId duplicated");
    }
    return Json(200,
                {{"CodeResult", "100"}, {"CountRegenerate", 0}, {"SMSID", deps_.ids.NewUuid()}});
  }

  http::Response Messages(const http::Request& request) const {
    const auto query = QueryFields(request);
    if (!query.ok()) return Json(400, {{"error", "malformed query"}});
    return Json(200, ToJson(deps_.messages.Find({.channel = "SMS",
                                                 .phone = Get(*query, "phone"),
                                                 .tracking_id = Get(*query, "tracking_id"),
                                                 .text = Get(*query, "text")})));
  }

  const Deps deps_;
  Faults faults_;
};

}  // namespace

std::unique_ptr<Party> NewSms(const Deps& deps) { return std::make_unique<Sms>(deps); }

}  // namespace tancua::simulator
