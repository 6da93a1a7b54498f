#include "services/identity/config.h"

namespace tancua::identity {
namespace {

void BindClaims(config::Binder& b, ClaimNames& c) {
  b.Value("number", c.number, "claim with the 12-digit personal identification number");
  b.Value("name", c.name, "claim with the full name");
  b.Value("birth_date", c.birth_date, "claim with the birth date, YYYY-MM-DD or DD/MM/YYYY");
  b.Value("sex", c.sex, "claim with the sex: Nam, Nữ, male, female");
  b.Value("phone", c.phone, "claim with the phone");
  b.Value("level", c.level, "claim with the identity level, 1 or 2; empty: acr_levels alone says");
  b.Value("auth_time", c.auth_time,
          "claim with the time, in seconds since 1970, when the person proved who they are");
  b.Value("username", c.username, "claim with an officer's user name");
}

void BindEndpoints(config::Binder& b, EndpointsConfig& c) {
  b.Value("authorization", c.authorization, "where browsers are sent");
  b.Value("token", c.token, "where a code is exchanged");
  b.Value("userinfo", c.userinfo, "what says who the person is");
  b.Value("jwks", c.jwks, "the keys of ID tokens; not for the profile vneid");
  b.Value("sends_issuer", c.sends_issuer, "whether redirects must carry iss (RFC 9207)");
}

void BindWrapping(config::Binder& b, WrappingConfig& c) {
  b.File("private_key", c.private_key, "RSA private key (PEM) whose public half the provider has");
  b.Value("padding", c.padding, "of the wrapped key: oaep_sha256, oaep_sha1 or pkcs1");
  b.Value("cipher", c.cipher, "of the data: AES in gcm or cbc; the nonce comes first");
}

void BindClient(config::Binder& b, ProviderConfig& c) {
  b.Value("client_id", c.client_id, "OAuth client id");
  b.File("client_secret", c.client_secret,
         "OAuth client secret; none is named: the development secret, refused in production");
  b.Value("token_auth", c.token_auth,
          "how we prove who we are: client_secret_basic, client_secret_post or private_key_jwt");
  b.File("client_key", c.client_key,
         "private key (PEM: P-256, or RSA of at least 2048 bits) of private_key_jwt");
  b.Value("client_key_id", c.client_key_id, "its kid, as registered with the provider");
  b.Value("redirect_uris", c.redirect_uris, "where browsers may be sent back, compared exactly");
}

void BindProvider(config::Binder& b, ProviderConfig& c) {
  b.Value("profile", c.profile,
          "oidc; national_portal: endpoints are configured; vneid: that, wrapped answers and no "
          "ID token");
  b.Value("issuer", c.issuer,
          "issuer URL, compared exactly; its discovery document is read by profile oidc");
  BindClient(b, c);
  b.Value("scope", c.scope, "scopes to ask for; openid among them");
  b.Value("acr_values", c.acr_values, "authentication context to ask for");
  b.Value("accepted_acrs", c.accepted_acrs, "accepted values of the acr claim; empty: any");
  b.Value("acr_levels", c.acr_levels,
          "which VNeID level an acr stands for, such as LoA2=2; empty: acr says nothing of it");
  b.Value("algorithms", c.algorithms, "accepted signatures of ID tokens: RS256, PS256, ES256");
  b.Value("signed_userinfo", c.signed_userinfo, "whether userinfo answers a signed JWT");
  b.Value("min_level", c.min_level, "lowest VNeID level that is accepted");
  b.Section("endpoints", "where a provider without discovery document answers",
            [&](config::Binder& section) { BindEndpoints(section, c.endpoints); });
  b.Section("wrapping", "how the answers {data, key} of the profile vneid open",
            [&](config::Binder& section) { BindWrapping(section, c.wrapping); });
  b.Section("claims", "which claim says what",
            [&](config::Binder& section) { BindClaims(section, c.claims); });
  b.Value("session_idle", c.session.idle, "a session ends when not refreshed for so long");
  b.Value("session_total", c.session.total, "a session ends so long after the sign-in");
  b.Value("timeout", c.timeout, "of one call to the provider");
}

// One of the list, which has no defaults that fit a provider of either kind of person.
void BindListed(config::Binder& b, ProviderConfig& c) {
  b.Value("id", c.id, "what callers name it by: small letters, digits, - and _");
  b.Value("citizens", c.citizens, "whether citizens sign in here; else officers");
  BindProvider(b, c);
}

void BindAssistance(config::Binder& b, AssistanceConfig& c) {
  b.Value("level", c.level, "level of a citizen's token after an assisted verification");
  b.Value("code_tries", c.code_tries, "wrong one-time codes before a phone is blocked");
  b.Value("code_block", c.code_block, "how long a phone is blocked");
  b.Value("code_life", c.code_life, "how long a one-time code is good");
  b.Value("resend_after", c.resend_after, "shortest time between two codes of one verification");
  b.Value("codes_per_hour", c.codes_per_hour, "codes to one phone before an hour's pause");
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
}

std::vector<const ProviderConfig*> SwitchedOn(const Config& config) {
  std::vector<const ProviderConfig*> all = {&config.vneid, &config.staff};
  for (const ProviderConfig& provider : config.providers) all.push_back(&provider);
  std::erase_if(all, [](const ProviderConfig* provider) { return provider->issuer.empty(); });
  return all;
}

void Bind(config::Binder& b, Config& c) {
  b.File("signing_key", c.signing_key,
         "P-256 private key (PEM) that signs access tokens; in development it is made in the data "
         "folder when none is named");
  b.Value("signing_keys_dir", c.signing_keys_dir,
          "instead of signing_key_file: a folder of such keys, each named after the UTC time from "
          "which it signs (2026-11-25T0400Z.pem), read again while the service runs");
  b.Value("signing_key_publish_before", c.signing_key_publish_before,
          "a key that is put into signing_keys_dir later than so long before its time signs only "
          "so long after it was seen; 6m at least, so that all services know it by then");
  b.Value("access_token_life", c.access_token_life, "how long an access token is valid");
  b.Value("officers_file", c.officers_file,
          "officers, their wards and roles (YAML), below the data root or absolute");
  b.Value("diary_shows_officer_names", c.diary_shows_officer_names,
          "whether citizens read the names of officers in their diary, beside the office");
  b.Section("vneid", "where citizens prove who they are; an empty issuer switches it off",
            [&](config::Binder& section) { BindProvider(section, c.vneid); });
  b.Section("staff", "where officers sign in; an empty issuer switches it off",
            [&](config::Binder& section) { BindProvider(section, c.staff); });
  b.List(
      "providers", "further providers", [&](std::size_t size) { c.providers.resize(size); },
      [&](config::Binder& element, std::size_t i) { BindListed(element, c.providers[i]); });
  b.Section("oauth", "partners as OAuth 2.0 clients",
            [&](config::Binder& section) { oauth::Bind(section, c.oauth); });
  b.Section("privacy", "duties of the law on personal data",
            [&](config::Binder& section) { Bind(section, c.privacy); });
  b.Section("assistance", "verification with an assistant who sees the citizen's paper",
            [&](config::Binder& section) { BindAssistance(section, c.assistance); });
}

}  // namespace tancua::identity
