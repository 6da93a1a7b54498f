#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/http/client.h"
#include "common/id/ids.h"
#include "nlohmann/json.hpp"
#include "services/simulator/simulator.h"

namespace tancua::simulator {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ZaloSimulator : public testing::Test {
 protected:
  ZaloSimulator() : ids_(clock_) {
    SimulatorConfig config;
    config.port = 0;
    simulator_ = *Simulator::Build(config, TANCUA_SOURCE_DIR, clock_, ids_);
    const absl::Status started = simulator_->Start();
    EXPECT_TRUE(started.ok()) << started;
  }
  ~ZaloSimulator() override { simulator_->Stop(absl::Now() + absl::Seconds(5)); }

  http::ClientResponse Send(http::ClientRequest request) {
    request.url = simulator_->url() + request.url;
    auto response = http_.Send(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return *response;
  }
  http::ClientResponse Post(const std::string& path, const json& body,
                            const std::string& token = "") {
    return Send({.method = "POST",
                 .url = path,
                 .headers = {{"content-type", "application/json"}, {"access_token", token}},
                 .body = body.dump()});
  }
  json Refresh(const std::string& refresh_token) {
    return json::parse(
        Send({.method = "POST",
              .url = "/zalo/v4/oa/access_token",
              .headers = {{"content-type", "application/x-www-form-urlencoded"},
                          {"secret_key", "simulator"}},
              .body = "grant_type=refresh_token&app_id=simulator&refresh_token=" + refresh_token})
            .body);
  }
  static json Zns(const std::string& phone) {
    return {{"phone", phone},
            {"template_id", "410007"},
            {"tracking_id", "t1"},
            {"template_data",
             {{"ten", "Nguyễn Văn Đức"},
              {"ma_ho_so", "H29.27442-261122-0001"},
              {"co_quan", "UBND phường Bình Tân"},
              {"thoi_gian", "10:00 23/11/2026"}}}};
  }
  json SendZns(const json& body) {
    return json::parse(Post("/zalo/message/template", body, token_).body);
  }
  json Messages(const std::string& query = "") {
    return json::parse(Send({.url = "/zalo/messages" + query}).body);
  }

  SystemClock clock_;
  RandomIds ids_;
  http::Client http_;
  std::unique_ptr<Simulator> simulator_;
  std::string token_;
};

TEST_F(ZaloSimulator, GivesTokensForARefreshTokenOnce) {
  const json first = Refresh("simulator");
  const std::string refresh_token = first["refresh_token"];

  EXPECT_EQ(first["expires_in"], "90000");
  EXPECT_TRUE(Refresh(refresh_token).contains("access_token"));
  EXPECT_EQ(Refresh(refresh_token)["error"], -14020);
  EXPECT_EQ(Refresh("forged")["error"], -14020);
}

TEST_F(ZaloSimulator, ShowsTheApprovedTextFilledIn) {
  token_ = Refresh("simulator")["access_token"];

  const json answer = SendZns(Zns("84903123456"));

  EXPECT_EQ(answer["error"], 0);
  EXPECT_FALSE(answer["data"]["msg_id"].get<std::string>().empty());
  const json messages = Messages("?text=H29.27442-261122-0001")["messages"];
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0]["trackingId"], "t1");
  EXPECT_EQ(messages[0]["text"],
            "Kính gửi Ông/Bà Nguyễn Văn Đức. UBND phường Bình Tân đã trả kết quả hồ sơ mã số "
            "H29.27442-261122-0001 lúc 10:00 23/11/2026. Cảm ơn Ông/Bà đã sử dụng dịch vụ.");
}

TEST_F(ZaloSimulator, HasNobodyWhosePhoneEndsInAnOddDigit) {
  token_ = Refresh("simulator")["access_token"];

  EXPECT_EQ(SendZns(Zns("84903123457"))["error"], -118);
  EXPECT_EQ(Messages()["messages"].size(), 0u);
}

TEST_F(ZaloSimulator, RefusesWhatZaloRefuses) {
  EXPECT_EQ(SendZns(Zns("84903123456"))["error"], -124);
  token_ = Refresh("simulator")["access_token"];
  json wrong_template = Zns("84903123456");
  wrong_template["template_id"] = "1";
  json too_long = Zns("84903123456");
  too_long["template_data"]["ten"] = std::string(31, 'a');
  json no_tracking = Zns("84903123456");
  no_tracking.erase("tracking_id");

  EXPECT_EQ(SendZns(Zns("903123456"))["error"], -108);
  EXPECT_EQ(SendZns(wrong_template)["error"], -109);
  EXPECT_EQ(SendZns(too_long)["error"], -1121);
  EXPECT_EQ(SendZns(no_tracking)["error"], -132);
  Post("/control/zalo/revoke", json::object());
  EXPECT_EQ(SendZns(Zns("84903123456"))["error"], -124);
}

TEST_F(ZaloSimulator, FailsAsOftenAsToldAndMayLoseTheAnswerOnly) {
  token_ = Refresh("simulator")["access_token"];
  EXPECT_EQ(Post("/control/zalo", {{"code", -100}, {"times", 1}}).status, 200);
  EXPECT_EQ(SendZns(Zns("84903123456"))["error"], -100);
  EXPECT_EQ(Messages()["messages"].size(), 0u);

  Post("/control/zalo", {{"httpStatus", 503}, {"retryAfterS", 7}, {"deliver", true}});
  EXPECT_EQ(Post("/zalo/message/template", Zns("84903123456"), token_).status, 503);
  EXPECT_EQ(SendZns(Zns("84903123456"))["error"], 0);

  const json messages = Messages()["messages"];
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0]["accepted"], 2);
  EXPECT_EQ(Post("/control/zalo", {{"times", "x"}}).status, 400);
}

TEST_F(ZaloSimulator, ShowsPeopleWhatReachedAPhone) {
  token_ = Refresh("simulator")["access_token"];
  json message = Zns("84903123456");
  message["template_data"]["ten"] = "<b>Đức</b>";
  SendZns(message);

  const auto page = Send({.url = "/phone?phone=0903123456"});

  EXPECT_THAT(page.body, HasSubstr("MÔ PHỎNG"));
  EXPECT_THAT(page.body, HasSubstr("&lt;b&gt;Đức"));
  EXPECT_THAT(Send({.url = "/phone?phone=0903123458"}).body, testing::Not(HasSubstr("H29.27442")));
}

TEST_F(ZaloSimulator, TakesAnSmsOnceADay) {
  const std::string path = "/sms/MainService.svc/json/SendMultipleMessage_V4_post_json/";
  const json sms{{"ApiKey", "simulator"}, {"SecretKey", "simulator"}, {"Phone", "84903123457"},
                 {"Content", "Ho so"},    {"Brandname", "UBND"},      {"SmsType", "2"},
                 {"IsUnicode", "0"},      {"RequestId", "r1"}};
  json wrong_key = sms;
  wrong_key["ApiKey"] = "x";

  EXPECT_EQ(json::parse(Post(path, wrong_key).body)["CodeResult"], "101");
  EXPECT_EQ(json::parse(Post(path, sms).body)["CodeResult"], "100");
  EXPECT_EQ(json::parse(Post(path, sms).body)["CodeResult"], "124");
  const json seen = json::parse(Send({.url = "/sms/messages?tracking_id=r1"}).body);
  ASSERT_EQ(seen["messages"].size(), 1u);
  EXPECT_EQ(seen["messages"][0]["accepted"], 2);
  Post("/control/sms", {{"code", 103}});
  EXPECT_EQ(json::parse(Post(path, sms).body)["CodeResult"], "103");
}

}  // namespace
}  // namespace tancua::simulator
