#pragma once

#include <string>

#include "common/http/client.h"
#include "services/notification/domain/template.h"
#include "services/notification/providers/provider.h"

namespace tancua::notification {

struct EsmsConfig {
  std::string url;  // of POST …/SendMultipleMessage_V4_post_json/
  std::string api_key;
  std::string secret_key;
  std::string brandname;
  bool sandbox = false;
  int batch_size = 16;
  absl::Duration timeout = absl::Seconds(5);
};

// SMS under the ward's brand name through the aggregator eSMS.
class Esms final : public Provider {
 public:
  Esms(EsmsConfig config, const domain::Abbreviations& abbreviations, http::Client& http)
      : config_(std::move(config)), abbreviations_(abbreviations), http_(http) {}
  [[nodiscard]] std::string_view name() const override { return "esms"; }
  [[nodiscard]] int batch_size() const override { return config_.batch_size; }
  [[nodiscard]] domain::Verdict Send(const domain::Message& message,
                                     const domain::Template& tmpl) override;

 private:
  [[nodiscard]] std::string Body(const domain::Message& message, const std::string& text,
                                 bool unicode) const;

  const EsmsConfig config_;
  const domain::Abbreviations& abbreviations_;
  http::Client& http_;
};

}  // namespace tancua::notification
