#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/config/binder.h"

// TLS: what is configured, the certificates read again while the process runs, and one
// encrypted connection.
namespace tancua::tls {

// How a process proves itself to others and what it asks of them.
struct Config {
  std::string mode;  // "on" or "off"; "": off, and refused in production
  bool plain_accepted = false;
  std::string certificate_file;  // PEM, followed by its intermediate certificates
  config::Secret private_key;    // PEM
  std::string ca_file;           // PEM: who vouches for the other side
  // Whether callers show a certificate: "none", "optional" or "require". Without ca_file any
  // certificate is taken, and only its thumbprint tells who it is.
  std::string client_certificates = "none";

  [[nodiscard]] bool on() const { return mode == "on"; }
};

void Bind(config::Binder& binder, Config& config);

// What cannot work wherever it runs; `section` is where the values stand ("gateway.tls").
[[nodiscard]] std::vector<std::string> Problems(const Config& config, std::string_view section);
// What must not run in production: a listener without TLS that nobody has answered for.
[[nodiscard]] std::vector<std::string> ProductionProblems(const Config& config,
                                                          std::string_view section);

}  // namespace tancua::tls
