#include "tests/support/production.h"

#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/keyring.h"
#include "common/jose/jwt.h"
#include "common/status/macros.h"

namespace tancua::testing {
namespace {

// In the order in which they start: who is called comes before who calls.
constexpr const char* kStarted[] = {"identity", "dossier",    "notification",
                                    "survey",   "statistics", "gateway"};

std::string VariableOf(const std::string& section, const std::string& key) {
  return absl::AsciiStrToUpper(absl::StrCat("TANCUA_", section, "_", key));
}

}  // namespace

Production::Production() {
  for (const std::string service :
       {"identity", "dossier", "notification", "survey", "statistics", "gateway", "suite"}) {
    ports_[service] = FreePort();
    ports_["admin." + service] = FreePort();
  }
  WriteFiles();
  ReplaceCertificates();
}

std::string Production::File(const std::string& name) const { return folder() + "/" + name; }

void Production::WriteFiles() const {
  ReplaceFile(File("ca.crt"), authority_.certificate(), 0644);
  ReplaceFile(File("field_keys"), crypto::Keyring::Generate("f1"));
  ReplaceFile(File("event_keys"), crypto::Keyring::Generate("e1"));
  ReplaceFile(File("pairwise_key"), crypto::Keyring::Generate("p1"));
  ReplaceFile(File("client_secret"), "Zb3kq0v7");
  ReplaceFile(File("officers.yaml"),
              "officers:\n  - username: thu.tran\n    display_name: Trần Thị Thu\n"
              "    ward: \"27442\"\n    roles: [leader]\n");
  std::filesystem::create_directory(File("signing-keys"));
  ReplaceFile(File("signing-keys/2026-01-01T0000Z.pem"), jose::GenerateEs256Pem());
}

void Production::ReplaceCertificates() {
  for (const std::string service :
       {"identity", "dossier", "notification", "survey", "statistics", "gateway", "suite"}) {
    certificates_[service] = authority_.Issue(service);
    ReplaceFile(File(service + ".crt"), certificates_[service].certificate, 0644);
    ReplaceFile(File(service + ".key"), certificates_[service].private_key);
  }
}

std::map<std::string, std::string> Production::Environment(const std::string& service) const {
  std::map<std::string, std::string> environment{
      {"TANCUA_ENVIRONMENT", "production"},
      {"TANCUA_DATA_DIR", File("data")},
      {"TANCUA_INSTANCE", service},
      {"TANCUA_ADMIN_PORT", std::to_string(port("admin." + service))},
      {"TANCUA_REDIS_ADDRESS", redis_.Address()},
      {"TANCUA_FIELD_KEYS_FILE", File("field_keys")},
      {"TANCUA_EVENT_KEYS_FILE", File("event_keys")},
      {"TANCUA_PAIRWISE_KEY_FILE", File("pairwise_key")},
      {"TANCUA_TLS_MODE", "on"},
      {"TANCUA_TLS_CERTIFICATE_FILE", File(service + ".crt")},
      {"TANCUA_TLS_PRIVATE_KEY_FILE", File(service + ".key")},
      {"TANCUA_TLS_CA_FILE", File("ca.crt")},
  };
  const auto runs = [&](const std::string& name) { return service == "suite" || service == name; };
  for (const std::string name : kStarted) {
    if (runs(name)) environment[VariableOf(name, "port")] = std::to_string(port(name));
    if (name != "gateway") {
      environment[VariableOf("targets", name)] = absl::StrCat("127.0.0.1:", port(name));
    }
  }
  if (runs("suite")) environment["TANCUA_SIMULATOR_ENABLED"] = "false";
  if (runs("identity")) {
    environment["TANCUA_IDENTITY_SIGNING_KEYS_DIR"] = File("signing-keys");
    environment["TANCUA_IDENTITY_OFFICERS_FILE"] = File("officers.yaml");
    environment["TANCUA_IDENTITY_OAUTH_ISSUER"] = "https://dichvu.example.vn";
    environment["TANCUA_IDENTITY_OAUTH_CLIENTS_FILE"] = "";
    for (const std::string provider : {"identity_vneid", "identity_staff"}) {
      environment[VariableOf(provider, "issuer")] = "https://id.example.vn/" + provider;
      environment[VariableOf(provider, "client_secret_file")] = File("client_secret");
      environment[VariableOf(provider, "redirect_uris")] = "https://ward.example.vn/callback";
    }
  }
  if (runs("notification")) {
    environment["TANCUA_NOTIFICATION_ZNS_PROVIDER"] = "noop";
    environment["TANCUA_NOTIFICATION_SMS_PROVIDER"] = "noop";
  }
  if (runs("survey")) environment["TANCUA_SURVEY_PUBLIC_BASE_URL"] = "https://ks.example.vn";
  if (runs("gateway")) {
    environment["TANCUA_GATEWAY_TLS_MODE"] = "on";
    environment["TANCUA_GATEWAY_TLS_CERTIFICATE_FILE"] = File("gateway.crt");
    environment["TANCUA_GATEWAY_TLS_PRIVATE_KEY_FILE"] = File("gateway.key");
  }
  return environment;
}

absl::Status Production::Start() {
  for (const std::string service : kStarted) {
    auto& process = processes_[service];
    process = std::make_unique<ServiceProcess>(
        ServiceProcess::Options{.executable = "tancua-" + service,
                                .folder = folder(),
                                .environment = Environment(service)});
    process->Start();
    RETURN_IF_ERROR(process->AwaitReady());
  }
  return absl::OkStatus();
}

}  // namespace tancua::testing
