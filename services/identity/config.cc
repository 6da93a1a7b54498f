#include "services/identity/config.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::identity {
namespace {

// The simulator's defaults; CheckForProduction refuses them.
constexpr char kDevelopmentSecret[] = "development-only-not-a-secret";
constexpr char kDemoOfficers[] = "services/identity/data/officers.yaml";

void BindClaims(config::Binder& b, ClaimNames& c) {
  b.Value("number", c.number, "claim with the 12-digit personal identification number");
  b.Value("name", c.name, "claim with the full name");
  b.Value("birth_date", c.birth_date, "claim with the birth date, YYYY-MM-DD or DD/MM/YYYY");
  b.Value("sex", c.sex, "claim with the sex: Nam, Nữ, male, female");
  b.Value("phone", c.phone, "claim with the phone");
  b.Value("level", c.level, "claim with the identity level: 1 or 2");
  b.Value("username", c.username, "claim with an officer's user name");
}

void BindProvider(config::Binder& b, ProviderConfig& c) {
  b.Value("issuer", c.issuer, "issuer URL, compared exactly; its discovery document is read");
  b.Value("client_id", c.client_id, "OAuth client id");
  b.File("client_secret", c.client_secret,
         "OAuth client secret; none is named: the development secret, refused in production");
  b.Value("redirect_uris", c.redirect_uris, "where browsers may be sent back, compared exactly");
  b.Value("scope", c.scope, "scopes to ask for; openid among them");
  b.Value("acr_values", c.acr_values, "authentication context to ask for");
  b.Value("accepted_acrs", c.accepted_acrs, "accepted values of the acr claim; empty: any");
  b.Value("algorithms", c.algorithms, "accepted signatures of ID tokens: RS256, PS256, ES256");
  b.Value("min_level", c.min_level, "lowest VNeID level that is accepted");
  b.Section("claims", "which claim says what",
            [&](config::Binder& section) { BindClaims(section, c.claims); });
  b.Value("session_idle", c.session.idle, "a session ends when not refreshed for so long");
  b.Value("session_total", c.session.total, "a session ends so long after the sign-in");
  b.Value("timeout", c.timeout, "of one call to the provider");
}

void BindAssistance(config::Binder& b, AssistanceConfig& c) {
  b.Value("level", c.level, "level of a citizen's token after an assisted verification");
  b.Value("code_tries", c.code_tries, "wrong one-time codes before a phone is blocked");
  b.Value("code_block", c.code_block, "how long a phone is blocked");
  b.Value("code_life", c.code_life, "how long a one-time code is good");
  b.Value("resend_after", c.resend_after, "shortest time between two codes of one verification");
  b.Value("codes_per_hour", c.codes_per_hour, "codes to one phone before an hour's pause");
}

absl::Status CheckProvider(const ProviderConfig& provider) {
  if (provider.client_secret.value == kDevelopmentSecret) {
    return absl::InvalidArgumentError(
        absl::StrCat("identity.", provider.id, ".client_secret_file must be set in production"));
  }
  if (!absl::StartsWith(provider.issuer, "https://")) {
    return absl::InvalidArgumentError(
        absl::StrCat("identity.", provider.id, ".issuer must be https in production"));
  }
  for (const std::string& uri : provider.redirect_uris) {
    if (!absl::StartsWith(uri, "https://")) {
      return absl::InvalidArgumentError(
          absl::StrCat("identity.", provider.id, ".redirect_uris must be https in production"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

Config::Config() {
  vneid.id = "vneid";
  vneid.issuer = "http://127.0.0.1:8090/vneid";
  vneid.acr_values = "LoA2";
  vneid.accepted_acrs = {"LoA2"};
  vneid.min_level = 2;
  vneid.session = {.idle = absl::Hours(24), .total = absl::Hours(24 * 7)};
  staff.id = "staff";
  staff.citizens = false;
  staff.issuer = "http://127.0.0.1:8090/staff";
  staff.scope = "openid profile";
  staff.session = {.idle = absl::Minutes(15), .total = absl::Hours(12)};
  for (ProviderConfig* provider : {&vneid, &staff}) {
    provider->client_secret.value = kDevelopmentSecret;
  }
}

void Bind(config::Binder& b, Config& c) {
  b.File("signing_key", c.signing_key,
         "P-256 private key (PEM) that signs access tokens; in development it is made in the data "
         "folder when none is named");
  b.Value("access_token_life", c.access_token_life, "how long an access token is valid");
  b.Value("officers_file", c.officers_file,
          "officers, their wards and roles (YAML), below the data root or absolute");
  b.Section("vneid", "where citizens prove who they are; an empty issuer switches it off",
            [&](config::Binder& section) { BindProvider(section, c.vneid); });
  b.Section("staff", "where officers sign in; an empty issuer switches it off",
            [&](config::Binder& section) { BindProvider(section, c.staff); });
  b.Section("assistance", "verification with an assistant who sees the citizen's paper",
            [&](config::Binder& section) { BindAssistance(section, c.assistance); });
}

absl::Status CheckForProduction(const Config& config) {
  if (config.signing_key.value.empty()) {
    return absl::InvalidArgumentError("identity.signing_key_file must be set in production");
  }
  if (config.officers_file == kDemoOfficers) {
    return absl::InvalidArgumentError(
        "identity.officers_file names the invented officers of the demonstration");
  }
  for (const ProviderConfig* provider : {&config.vneid, &config.staff}) {
    if (!provider->issuer.empty()) RETURN_IF_ERROR(CheckProvider(*provider));
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity
