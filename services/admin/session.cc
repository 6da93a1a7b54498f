#include "services/admin/session.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace tancua::admin {
namespace {

namespace fs = std::filesystem;

fs::path SessionFile() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  const fs::path folder = state != nullptr
                              ? fs::path(state)
                              : fs::path(home != nullptr ? home : "/root") / ".local/state";
  return folder / "tancua/session.json";
}

}  // namespace

absl::StatusOr<Session> LoadSession() {
  std::ifstream in(SessionFile());
  const auto value = nlohmann::json::parse(in, nullptr, false);
  if (!value.is_object()) {
    return absl::UnauthenticatedError("nobody is signed in; `tancua sign-in` first");
  }
  return Session{.gateway = value.value("gateway", ""),
                 .access_token = value.value("accessToken", ""),
                 .refresh_token = value.value("refreshToken", "")};
}

absl::Status SaveSession(const Session& session) {
  const fs::path file = SessionFile();
  const fs::path fresh = file.string() + ".new";
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const mode_t before = umask(0077);
  std::ofstream out(fresh, std::ios::trunc);
  out << nlohmann::json{{"gateway", session.gateway},
                        {"accessToken", session.access_token},
                        {"refreshToken", session.refresh_token}}
      << std::flush;
  umask(before);
  if (out) fs::rename(fresh, file, error);
  if (out && !error) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("cannot write ", file.string()));
}

void ForgetSession() {
  std::error_code ignored;
  fs::remove(SessionFile(), ignored);
}

}  // namespace tancua::admin
