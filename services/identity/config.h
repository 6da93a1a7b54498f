#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/config/binder.h"
#include "services/identity/domain/session.h"

namespace tancua::identity {

// Which claim of the provider says what; "" when the provider does not say it.
struct ClaimNames {
  std::string number = "so_dinh_danh";
  std::string name = "ho_ten";
  std::string birth_date = "ngay_sinh";
  std::string sex = "gioi_tinh";
  std::string phone = "so_dien_thoai";
  std::string level = "muc_dinh_danh";
  std::string username = "preferred_username";
};

// One OpenID Connect provider.
struct ProviderConfig {
  std::string id;
  bool citizens = true;  // else officers
  std::string issuer;
  std::string client_id = "tancua-development";
  config::Secret client_secret;  // the development secret when no file is named
  std::vector<std::string> redirect_uris = {"http://127.0.0.1:8080/callback",
                                            "http://localhost:8080/callback"};
  std::string scope = "openid profile phone";
  std::string acr_values;                  // what is asked for; "" asks for nothing
  std::vector<std::string> accepted_acrs;  // empty: any
  std::vector<std::string> algorithms = {"RS256", "ES256"};
  int min_level = 0;
  ClaimNames claims;
  domain::SessionLimits session;
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

  config::Secret signing_key;  // PEM, P-256
  absl::Duration access_token_life = absl::Minutes(10);
  std::string officers_file = "services/identity/data/officers.yaml";
  ProviderConfig vneid;
  ProviderConfig staff;
  AssistanceConfig assistance;
};

void Bind(config::Binder& binder, Config& config);

// What must not run where real people sign in: development secrets, invented officers, plain
// HTTP. OK elsewhere.
[[nodiscard]] absl::Status CheckForProduction(const Config& config);

}  // namespace tancua::identity
