#include "common/tls/config.h"

#include "absl/strings/str_cat.h"
#include "common/status/view.h"

namespace tancua::tls {

void Bind(config::Binder& b, Config& c) {
  b.Value("mode", c.mode, "on or off; empty: off, which production refuses");
  b.Value("plain_accepted", c.plain_accepted,
          "says that something else protects the plain listeners when mode is off: a mesh, a proxy "
          "that ends TLS, or an address that only this machine reaches");
  b.Value("certificate_file", c.certificate_file,
          "certificate with its intermediates (PEM); read again when it changes");
  b.File("private_key", c.private_key, "key of the certificate (PEM); read again when it changes");
  b.Value(
      "ca_file", c.ca_file,
      "certificate authorities that vouch for the other side (PEM); read again when it changes");
  b.Value("client_certificates", c.client_certificates,
          "whether callers show a certificate: none, optional or require; without ca_file any "
          "certificate is taken and known by its thumbprint alone");
}

std::vector<std::string> Problems(const Config& config, std::string_view section) {
  std::vector<std::string> problems;
  const auto add = [&](std::string_view problem) {
    problems.push_back(absl::StrCat(View(section), View(problem)));
  };
  if (config.mode != "" && config.mode != "on" && config.mode != "off") {
    add(".mode must be on or off");
  }
  if (config.client_certificates != "none" && config.client_certificates != "optional" &&
      config.client_certificates != "require") {
    add(".client_certificates must be none, optional or require");
  }
  if (!config.on()) return problems;
  if (config.certificate_file.empty()) add(".certificate_file must be set: mode is on");
  if (config.private_key.path.empty()) add(".private_key_file must be set: mode is on");
  return problems;
}

std::vector<std::string> ProductionProblems(const Config& config, std::string_view section) {
  if (config.on()) return {};
  if (config.mode == "off" && config.plain_accepted) return {};
  return {absl::StrCat(View(section),
                       ".mode must be on in production; or say off together with plain_accepted, "
                       "when something else protects the listener")};
}

}  // namespace tancua::tls
