#include "services/notification/config.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/notification/domain/quiet_hours.h"

namespace tancua::notification {
namespace {

constexpr char kNightInProduction[] = "21:30-06:30";

void BindZns(config::Binder& b, ZnsConfig& c) {
  b.Value("provider", c.provider, "zalo, noop (renders and sends nowhere) or off");
  b.Value("url", c.url, "ZNS endpoint; the default is the simulator's");
  b.Value("token_url", c.token_url, "OAuth v4 token endpoint; the default is the simulator's");
  b.Value("app_id", c.app_id, "id of the application at Zalo");
  b.File("secret_key", c.secret_key, "secret key of the application");
  b.File("refresh_token", c.refresh_token,
         "first refresh token of the official account; later ones are kept in the database");
  b.Value("development_mode", c.development_mode,
          "Zalo delivers to the official account's developers only");
}

void BindSms(config::Binder& b, SmsConfig& c) {
  b.Value("provider", c.provider, "esms, noop (renders and sends nowhere) or off");
  b.Value("url", c.url, "eSMS endpoint; the default is the simulator's");
  b.File("api_key", c.api_key, "API key at eSMS");
  b.File("secret_key", c.secret_key, "secret key at eSMS");
  b.Value("brandname", c.brandname, "registered brand name that messages come from");
  b.Value("sandbox", c.sandbox, "eSMS accepts and delivers nothing");
}

absl::Status OneOf(const char* key, const std::string& value,
                   const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("notification.", key, " is \"", value,
                                                 "\", not one of ", absl::StrJoin(allowed, ", ")));
}

constexpr char kSimulatorsWord[] = "simulator";

using Problems = std::vector<std::string>;

void RequireSecret(const char* key, const config::Secret& secret, Problems& problems) {
  if (secret.value.empty()) {
    problems.push_back(absl::StrCat("notification.", key, "_file is required in production"));
  } else if (secret.value == kSimulatorsWord) {
    problems.push_back(absl::StrCat("notification.", key, "_file holds the simulator's word"));
  }
}

void RequireHttps(const char* key, const std::string& url, Problems& problems) {
  if (url.starts_with("https://")) return;
  problems.push_back(absl::StrCat("notification.", key, " must be an https address in production"));
}

void RequireDelivery(const char* key, bool trial, Problems& problems) {
  if (!trial) return;
  problems.push_back(
      absl::StrCat("notification.", key, " must be false in production: nobody gets a message"));
}

// In development the simulator's word.
void CompleteSecret(config::Secret& secret) {
  if (secret.value.empty()) secret.value = kSimulatorsWord;
}

}  // namespace

void Bind(config::Binder& b, Config& c) {
  b.Section("zns", "Zalo Notification Service, the first rung",
            [&c](config::Binder& z) { BindZns(z, c.zns); });
  b.Section("sms", "SMS, the rung for those whom Zalo does not reach",
            [&c](config::Binder& s) { BindSms(s, c.sms); });
  b.Value("quiet_hours", c.quiet_hours,
          "when only urgent messages go out, \"21:30-06:30\" or \"off\"; auto: 21:30-06:30 in "
          "production, off in development");
  b.Value("patience", c.patience, "how long Zalo may keep a message waiting before SMS takes it");
  b.Value("lease", c.lease, "after this long a dead sender's messages are taken over");
  b.Value("timeout", c.timeout, "of one call to a provider");
  b.Value("poll", c.poll, "how often an idle sender looks for messages");
  b.Value("senders", c.senders, "threads per provider");
  b.Value("batch", c.batch, "messages that a sender takes at a time");
  b.Value("data_dir", c.data_dir, "folder of the templates; empty: those that come with the suite");
  b.Value("retention", c.retention, "file of the retention classes; empty: the built-in one");
}

std::vector<std::string> ProductionProblems(const Config& config) {
  Problems problems;
  if (const ZnsConfig& zns = config.zns; zns.provider == "zalo") {
    RequireSecret("zns.secret_key", zns.secret_key, problems);
    RequireSecret("zns.refresh_token", zns.refresh_token, problems);
    RequireHttps("zns.url", zns.url, problems);
    RequireHttps("zns.token_url", zns.token_url, problems);
    RequireDelivery("zns.development_mode", zns.development_mode, problems);
  }
  if (const SmsConfig& sms = config.sms; sms.provider == "esms") {
    RequireSecret("sms.api_key", sms.api_key, problems);
    RequireSecret("sms.secret_key", sms.secret_key, problems);
    RequireHttps("sms.url", sms.url, problems);
    RequireDelivery("sms.sandbox", sms.sandbox, problems);
  }
  return problems;
}

absl::Status Complete(Config& config, bool production, const std::string& asset_dir) {
  RETURN_IF_ERROR(OneOf("zns.provider", config.zns.provider, {"zalo", "noop", "off"}));
  RETURN_IF_ERROR(OneOf("sms.provider", config.sms.provider, {"esms", "noop", "off"}));
  for (config::Secret* secret : {&config.zns.secret_key, &config.zns.refresh_token,
                                 &config.sms.api_key, &config.sms.secret_key}) {
    CompleteSecret(*secret);
  }
  if (config.zns.provider == "off" && config.sms.provider == "off") {
    return absl::InvalidArgumentError("notification: zns.provider and sms.provider are both off");
  }
  if (config.quiet_hours == "auto") config.quiet_hours = production ? kNightInProduction : "off";
  RETURN_IF_ERROR(domain::QuietHours::Parse(config.quiet_hours).status());
  if (config.senders < 1 || config.batch < 1 || config.lease < 4 * config.timeout) {
    return absl::InvalidArgumentError(
        "notification: senders and batch must be at least 1, lease at least four timeouts");
  }
  if (config.data_dir.empty()) {
    config.data_dir = absl::StrCat(asset_dir, "/services/notification/data");
  }
  return absl::OkStatus();
}

}  // namespace tancua::notification
