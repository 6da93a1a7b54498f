#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/testing/certificates.h"
#include "common/testing/redis.h"
#include "tests/support/process.h"

namespace tancua::testing {

// An installation as production wants it: real-looking secrets in files of their owner alone, a
// certificate for each service, TLS on every listener. On this machine and on free ports; no
// provider behind its addresses exists.
class Production {
 public:
  Production();

  // What the process of `service` ("identity", …, or "suite") is configured with, by environment.
  [[nodiscard]] std::map<std::string, std::string> Environment(const std::string& service) const;
  // Starts every service in a process of its own and waits until all are ready.
  [[nodiscard]] absl::Status Start();
  [[nodiscard]] const std::map<std::string, std::unique_ptr<ServiceProcess>>& processes() const {
    return processes_;
  }

  // New certificates for all services, in the place of the old ones.
  void ReplaceCertificates();
  [[nodiscard]] const CertificateAuthority::Issued& certificate(const std::string& service) const {
    return certificates_.at(service);
  }
  // The path of a file of the installation: "ca.crt", "gateway.key", "field_keys".
  [[nodiscard]] std::string File(const std::string& name) const;
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }
  // "dossier", "admin.dossier", "gateway".
  [[nodiscard]] int port(const std::string& name) const { return ports_.at(name); }

 private:
  void WriteFiles() const;

  TemporaryFolder folder_;
  RedisServer redis_;
  const CertificateAuthority authority_{"Services of a ward"};
  std::map<std::string, CertificateAuthority::Issued> certificates_;
  std::map<std::string, int> ports_;
  std::map<std::string, std::unique_ptr<ServiceProcess>> processes_;
};

}  // namespace tancua::testing
