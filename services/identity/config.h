#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/config/binder.h"
#include "services/identity/domain/session.h"
#include "services/identity/privacy_config.h"

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

struct Config {
  Config();

  config::Secret signing_key;  // PEM, P-256
  absl::Duration access_token_life = absl::Minutes(10);
  std::string officers_file = "services/identity/data/officers.yaml";
  ProviderConfig vneid;
  ProviderConfig staff;
  PrivacyConfig privacy;
};

void Bind(config::Binder& binder, Config& config);

// What must not run where real people sign in: development secrets, invented officers, plain
// HTTP. OK elsewhere.
[[nodiscard]] absl::Status CheckForProduction(const Config& config);

}  // namespace tancua::identity
