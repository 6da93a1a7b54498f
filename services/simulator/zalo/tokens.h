#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/id/ids.h"

namespace tancua::simulator {

// OAuth v4 tokens of the simulated official account. They carry their own proof, so that those
// in a database stay good when the simulator restarts; only which refresh tokens are used up is
// forgotten then. Thread-safe.
class ZaloTokens {
 public:
  ZaloTokens(const Clock& clock, Ids& ids) : clock_(clock), ids_(ids) {}

  // What an authorised application starts with. The only refresh token that works twice: a
  // developer may delete a database at any time.
  static constexpr std::string_view kFirstRefreshToken = "simulator";
  // As at Zalo: 25 hours.
  static constexpr absl::Duration kLifetime = absl::Seconds(90000);

  [[nodiscard]] std::string NewAccessToken() const;
  [[nodiscard]] std::string NewRefreshToken() const;
  [[nodiscard]] bool IsGood(std::string_view access_token) const;
  // True once per refresh token.
  [[nodiscard]] bool UseUp(std::string_view refresh_token);
  // No access token handed out so far is good any longer.
  void Revoke();

 private:
  const Clock& clock_;
  Ids& ids_;
  mutable absl::Mutex mutex_;
  absl::Time revoked_until_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::unordered_set<std::string> used_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::simulator
