#include "services/notification/providers/make.h"

#include "common/status/macros.h"
#include "services/notification/providers/esms.h"
#include "services/notification/providers/noop.h"
#include "services/notification/providers/zalo_tokens.h"
#include "services/notification/providers/zalo_zns.h"
#include "services/notification/store/token_store.h"

namespace tancua::notification {

absl::StatusOr<std::unique_ptr<Provider>> MakeZnsProvider(
    const Config& config, const domain::Abbreviations& abbreviations, sql::Database& database,
    http::Client& http, runtime::Host& host) {
  const ZnsConfig& zns = config.zns;
  if (zns.provider == "off") return nullptr;
  if (zns.provider == "noop") return std::make_unique<NoopProvider>(abbreviations);
  auto& token_store = host.Own(std::make_unique<store::TokenStore>(database, host.field_keys()));
  RETURN_IF_ERROR(token_store.Seed("zalo", zns.refresh_token.value));
  auto& tokens = host.Own(std::make_unique<ZaloTokens>(
      ZaloTokensConfig{zns.token_url, zns.app_id, zns.secret_key.value, config.timeout},
      token_store, http, host.clock()));
  return std::make_unique<ZaloZns>(
      ZaloZnsConfig{zns.url, zns.development_mode, config.batch, config.timeout}, tokens, http);
}

std::unique_ptr<Provider> MakeSmsProvider(const Config& config,
                                          const domain::Abbreviations& abbreviations,
                                          http::Client& http) {
  const SmsConfig& sms = config.sms;
  if (sms.provider == "off") return nullptr;
  if (sms.provider == "noop") return std::make_unique<NoopProvider>(abbreviations);
  return std::make_unique<Esms>(
      EsmsConfig{sms.url, sms.api_key.value, sms.secret_key.value, sms.brandname, sms.sandbox,
                 config.batch, config.timeout},
      abbreviations, http);
}

}  // namespace tancua::notification
