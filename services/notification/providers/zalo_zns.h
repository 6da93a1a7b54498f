#pragma once

#include <string>

#include "common/http/client.h"
#include "services/notification/providers/provider.h"
#include "services/notification/providers/zalo_tokens.h"

namespace tancua::notification {

struct ZaloZnsConfig {
  std::string url;                // of POST …/message/template
  bool development_mode = false;  // Zalo delivers to the developers of the account only
  int batch_size = 16;
  absl::Duration timeout = absl::Seconds(5);
};

// Zalo Notification Service: an approved template, filled in, to a phone number.
class ZaloZns final : public Provider {
 public:
  ZaloZns(ZaloZnsConfig config, ZaloTokens& tokens, http::Client& http)
      : config_(std::move(config)), tokens_(tokens), http_(http) {}
  [[nodiscard]] std::string_view name() const override { return "zalo_zns"; }
  [[nodiscard]] int batch_size() const override { return config_.batch_size; }
  [[nodiscard]] domain::Verdict Send(const domain::Message& message,
                                     const domain::Template& tmpl) override;

 private:
  domain::Verdict Post(const std::string& access_token, const std::string& body);

  const ZaloZnsConfig config_;
  ZaloTokens& tokens_;
  http::Client& http_;
};

}  // namespace tancua::notification
