#include "common/runtime/production.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/keyring.h"

namespace tancua::runtime {
namespace {

using Problems = std::vector<std::string>;

void Append(Problems& all, const Problems& more) {
  all.insert(all.end(), more.begin(), more.end());
}

Problems SecretFiles(const ProcessConfig& config, const std::vector<config::SecretFile>& secrets) {
  Problems problems;
  for (const config::SecretFile& secret : secrets) {
    if (const std::string exposure = config::ExposureOf(secret.path); !exposure.empty()) {
      problems.push_back(absl::StrCat(secret.key, ": ", secret.path, " ", exposure));
    }
    if (config::LiesBelow(secret.path, config.asset_dir) &&
        !config::LiesBelow(secret.path, config.data_dir)) {
      problems.push_back(absl::StrCat(secret.key, ": ", secret.path,
                                      " lies among the files that come with the suite"));
    }
  }
  return problems;
}

Problems SealingKeys(const ProcessConfig& config) {
  Problems problems;
  for (const auto& [name, secret] : {std::pair{"field_keys_file", &config.field_keys},
                                     std::pair{"event_keys_file", &config.event_keys},
                                     std::pair{"pairwise_key_file", &config.pairwise_key}}) {
    if (secret->value.empty()) {
      problems.push_back(absl::StrCat(name, " must be set in production"));
    } else if (!crypto::Keyring::Parse(secret->value).ok()) {
      problems.push_back(absl::StrCat(name, " holds no keys"));
    }
  }
  if (!config.field_keys.value.empty() && config.field_keys.value == config.event_keys.value) {
    problems.push_back(
        "event_keys_file holds the keys of field_keys_file: every service has the former");
  }
  return problems;
}

// Whoever reaches a Redis may empty it. One on this machine is its administrator's to protect.
Problems Redis(const redis::Config& redis) {
  const bool here =
      redis.sentinels.empty() &&
      (absl::StrContains(redis.address, '/') || absl::StartsWith(redis.address, "127.") ||
       absl::StartsWith(redis.address, "localhost:") || absl::StartsWith(redis.address, "[::1]:"));
  if (here || !redis.password.value.empty()) return {};
  return {"redis.password_file must be set in production, unless Redis runs on this machine"};
}

// libpq reads a password from a file of its owner's alone; the configuration is no such file.
Problems Databases(const ProcessConfig& config) {
  Problems problems;
  for (const auto& [name, module] : config.modules) {
    if (!absl::StrContains(module.database.url, "password")) continue;
    problems.push_back(absl::StrCat(
        name, ".database.url must not hold a password in production: name a file, passfile=…"));
  }
  return problems;
}

Problems Listeners(const ProcessConfig& config) {
  Problems problems = tls::ProductionProblems(config.tls, "tls");
  if (config.tls.on() && config.tls.client_certificates != "require") {
    problems.push_back(
        "tls.client_certificates must be require in production: services prove themselves to each "
        "other");
  }
  return problems;
}

}  // namespace

absl::Status CheckForProduction(const ProcessConfig& config,
                                const std::vector<config::SecretFile>& secrets,
                                const std::vector<std::unique_ptr<Module>>& modules) {
  Problems problems = SealingKeys(config);
  Append(problems, SecretFiles(config, secrets));
  Append(problems, Listeners(config));
  Append(problems, Redis(config.redis));
  Append(problems, Databases(config));
  for (const auto& module : modules) Append(problems, module->ProductionProblems());
  if (problems.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("production refuses this configuration:\n  ", absl::StrJoin(problems, "\n  ")));
}

}  // namespace tancua::runtime
