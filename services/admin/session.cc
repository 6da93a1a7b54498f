#include "services/admin/session.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "nlohmann/json.hpp"
#include "services/admin/replace_file.h"

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
  std::error_code ignored;  // ReplaceFile says what is wrong
  fs::create_directories(file.parent_path(), ignored);
  return ReplaceFile(file.string(), nlohmann::json{{"gateway", session.gateway},
                                                   {"accessToken", session.access_token},
                                                   {"refreshToken", session.refresh_token}}
                                        .dump());
}

void ForgetSession() {
  std::error_code ignored;
  fs::remove(SessionFile(), ignored);
}

}  // namespace tancua::admin
