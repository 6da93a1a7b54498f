#include "tests/interop/oidc_provider.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::interop {
namespace {

namespace fs = std::filesystem;

constexpr char kSource[] = TANCUA_SOURCE_DIR "/tests/interop/provider";
constexpr char kInstalled[] = TANCUA_BIN_DIR "/interop";

// Copies the program into the build and installs the packages that its lock file names.
absl::Status Install() {
  std::error_code error;
  fs::create_directories(kInstalled, error);
  fs::copy(kSource, kInstalled, fs::copy_options::overwrite_existing | fs::copy_options::recursive,
           error);
  if (error) return absl::UnknownError(absl::StrCat("cannot write ", kInstalled));
  const std::string done = absl::StrCat(kInstalled, "/node_modules/.package-lock.json");
  const std::string lock = absl::StrCat(kSource, "/package-lock.json");
  if (fs::exists(done) && fs::last_write_time(done) >= fs::last_write_time(lock)) {
    return absl::OkStatus();
  }
  const std::string command =
      absl::StrCat("npm ci --loglevel=error --no-audit --no-fund --prefix ", kInstalled);
  return std::system(command.c_str()) == 0
             ? absl::OkStatus()
             : absl::UnavailableError(absl::StrCat(command, " failed"));
}

}  // namespace

OidcProvider& OidcProvider::Shared(const std::string& client_key) {
  static OidcProvider provider(client_key);
  static const absl::Status started = provider.Start();
  if (!started.ok()) {
    std::cerr << started << '\n';
    std::abort();
  }
  return provider;
}

OidcProvider::OidcProvider(const std::string& client_key)
    : port_(testing::FreePort()),
      process_(
          {.executable = "node",
           .arguments = {absl::StrCat(kInstalled, "/main.mjs"), absl::StrCat(port_), client_key},
           .folder = folder_.path(),
           .environment = {}}) {}

absl::Status OidcProvider::Start() {
  RETURN_IF_ERROR(Install());
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
