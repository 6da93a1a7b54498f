#include "tests/interop/oidc_provider.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "tests/support/node.h"

namespace tancua::interop {

OidcProvider& OidcProvider::Shared(const std::string& client_key) {
  static const auto programs = testing::InstallNodePrograms("interop/provider");
  static OidcProvider provider(programs.value_or(""), client_key);
  static const absl::Status started = programs.ok() ? provider.Start() : programs.status();
  if (!started.ok()) {
    std::cerr << started << '\n';
    std::abort();
  }
  return provider;
}

OidcProvider::OidcProvider(const std::string& programs, const std::string& client_key)
    : port_(testing::FreePort()),
      process_({.executable = "node",
                .arguments = {programs + "/main.mjs", absl::StrCat(port_), client_key},
                .folder = folder_.path(),
                .environment = {}}) {}

absl::Status OidcProvider::Start() {
  process_.Start();
  return process_.AwaitReady();
}

absl::Status OidcProvider::SetFaults(const std::string& faults) {
  const auto answer = http_.Send({.method = "POST", .url = issuer() + "/control", .body = faults});
  if (!answer.ok()) return answer.status();
  return answer->status == 200 ? absl::OkStatus() : absl::UnknownError(answer->body);
}

std::string OidcProvider::issuer() const { return absl::StrCat("http://127.0.0.1:", port_); }

}  // namespace tancua::interop
