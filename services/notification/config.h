#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/config/binder.h"

namespace tancua::notification {

struct ZnsConfig {
  std::string provider = "zalo";  // "zalo", "noop" or "off"
  std::string url = "http://127.0.0.1:8090/zalo/message/template";
  std::string token_url = "http://127.0.0.1:8090/zalo/v4/oa/access_token";
  std::string app_id = "simulator";
  config::Secret secret_key;
  config::Secret refresh_token;
  bool development_mode = false;
};

struct SmsConfig {
  std::string provider = "esms";  // "esms", "noop" or "off"
  std::string url =
      "http://127.0.0.1:8090/sms/MainService.svc/json/SendMultipleMessage_V4_post_json/";
  config::Secret api_key;
  config::Secret secret_key;
  std::string brandname = "UBND";
  bool sandbox = false;
};

struct Config {
  ZnsConfig zns;
  SmsConfig sms;
  std::string quiet_hours = "auto";
  absl::Duration patience = absl::Hours(1);
  absl::Duration lease = absl::Seconds(45);
  absl::Duration timeout = absl::Seconds(5);
  absl::Duration poll = absl::Milliseconds(200);
  int senders = 4;
  int batch = 16;
  std::string data_dir;
  std::string retention;  // empty: the classes that come with the suite
};

void Bind(config::Binder& b, Config& c);

// What must not run in production, a sentence each: missing secrets or the simulator's, plain HTTP,
// and providers that deliver nothing.
[[nodiscard]] std::vector<std::string> ProductionProblems(const Config& config);

// Resolves "auto" and the development secrets. In production ProductionProblems was empty.
[[nodiscard]] absl::Status Complete(Config& config, bool production, const std::string& asset_dir);

}  // namespace tancua::notification
