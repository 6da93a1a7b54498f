#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace tancua::admin {

// Who is signed in, between two runs of the command: a file that its owner alone can read, in
// $XDG_STATE_HOME/tancua or ~/.local/state/tancua.
struct Session {
  std::string gateway;
  std::string access_token;
  std::string refresh_token;
};

// UNAUTHENTICATED when nobody is signed in.
[[nodiscard]] absl::StatusOr<Session> LoadSession();
[[nodiscard]] absl::Status SaveSession(const Session& session);
void ForgetSession();

}  // namespace tancua::admin
