#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/config/binder.h"
#include "services/identity/domain/session.h"
#include "services/identity/oauth/config.h"
#include "services/identity/privacy_config.h"

namespace tancua::identity {

// The simulator's client secret: what is used when no file is named, refused in production.
inline constexpr char kDevelopmentSecret[] = "development-only-not-a-secret";

// Which claim of the provider says what; "" when the provider does not say it.
struct ClaimNames {
  std::string number = "so_dinh_danh";
  std::string name = "ho_ten";
  std::string birth_date = "ngay_sinh";
  std::string sex = "gioi_tinh";
  std::string phone = "so_dien_thoai";
  std::string level = "muc_dinh_danh";
  std::string auth_time = "auth_time";
  std::string username = "preferred_username";
};

// Where a provider without a discovery document answers.
struct EndpointsConfig {
  std::string authorization;
  std::string token;
  std::string userinfo;
  std::string jwks;  // where there are ID tokens
  bool sends_issuer = false;
};

// How a provider wraps its answers for us alone.
struct WrappingConfig {
  config::Secret private_key;  // RSA, PEM
  std::string padding = "oaep_sha256";
  std::string cipher = "gcm";
};

// One identity provider.
struct ProviderConfig {
  std::string id;
  bool citizens = true;  // else officers
  std::string profile = "oidc";
  std::string issuer;
  std::string client_id = "tancua-development";
  config::Secret client_secret{.path = "", .value = kDevelopmentSecret};
  std::string token_auth = "client_secret_basic";
  config::Secret client_key;  // PEM, for private_key_jwt
  std::string client_key_id;
  std::vector<std::string> redirect_uris = {"http://127.0.0.1:8080/callback",
                                            "http://localhost:8080/callback"};
  std::string scope = "openid profile phone";
  std::string acr_values;                  // what is asked for; "" asks for nothing
  std::vector<std::string> accepted_acrs;  // empty: any
  std::vector<std::string> acr_levels;     // "LoA2=2"
  std::vector<std::string> algorithms = {"RS256", "PS256", "ES256"};
  bool signed_userinfo = false;
  int min_level = 0;
  EndpointsConfig endpoints;
  WrappingConfig wrapping;
  ClaimNames claims;
  domain::SessionLimits session{.idle = absl::Minutes(15), .total = absl::Hours(12)};
  absl::Duration timeout = absl::Seconds(10);  // of one call to the provider
};

// Verification of people without a smartphone, with an assistant who sees their paper.
struct AssistanceConfig {
  int level = 2;  // of the token: the officer saw the card
  int code_tries = 3;
  absl::Duration code_block = absl::Seconds(600);
  absl::Duration code_life = absl::Minutes(5);
  absl::Duration resend_after = absl::Seconds(60);
  int codes_per_hour = 5;
};

struct Config {
  Config();

  config::Secret signing_key;    // PEM, P-256
  std::string signing_keys_dir;  // instead: keys that follow each other
  absl::Duration signing_key_publish_before = absl::Minutes(15);
  absl::Duration access_token_life = absl::Minutes(10);
  std::string officers_file = "services/identity/data/officers.yaml";
  bool diary_shows_officer_names = false;
  ProviderConfig vneid;
  ProviderConfig staff;
  std::vector<ProviderConfig> providers;  // beside these two
  oauth::Config oauth;
  PrivacyConfig privacy;
  AssistanceConfig assistance;
};

// All providers that are switched on: those with an issuer.
[[nodiscard]] std::vector<const ProviderConfig*> SwitchedOn(const Config& config);

void Bind(config::Binder& binder, Config& config);

// What cannot work wherever it runs: two providers of one id, an unknown profile, an endpoint or a
// key that the profile needs and nobody named.
[[nodiscard]] absl::Status CheckConfig(const Config& config);
// What must not run where real people sign in, a sentence each: development secrets, invented
// officers, plain HTTP.
[[nodiscard]] std::vector<std::string> ProductionProblems(const Config& config);

}  // namespace tancua::identity
