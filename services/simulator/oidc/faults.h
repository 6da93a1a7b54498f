#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"

namespace tancua::simulator::oidc {

// What a realm does wrong on purpose. All off by default.
struct Faults {
  bool deny = false;            // every person cancels: access_denied
  int level = 0;                // 1 or 2: everybody has this level; 0: each their own
  absl::Duration auth_age;      // so long ago everybody proved who they are
  bool expired_codes = false;   // codes are too old as soon as they are made
  absl::Duration delay;         // token, userinfo, jwks and discovery answer this much later
  int status = 0;               // …and with this HTTP status instead; 0: their own
  bool wrong_nonce = false;     // in the ID token
  bool wrong_audience = false;  // in the ID token
  bool wrong_issuer = false;    // in the ID token
  bool wrong_subject = false;   // in userinfo
  bool no_keys = false;         // the key set is empty
};

// {"deny":true,"delay_ms":500,…}: what is not named is off. INVALID_ARGUMENT for an unknown
// name or a wrong type, so that a mistyped switch is not taken for a passed test.
[[nodiscard]] absl::StatusOr<Faults> ParseFaults(const nlohmann::json& json);
[[nodiscard]] nlohmann::json ToJson(const Faults& faults);

// The switches of one realm. Thread-safe.
class FaultSwitch {
 public:
  [[nodiscard]] Faults Get() const {
    absl::MutexLock lock(&mutex_);
    return faults_;
  }
  void Set(const Faults& faults) {
    absl::MutexLock lock(&mutex_);
    faults_ = faults;
  }

 private:
  mutable absl::Mutex mutex_;
  Faults faults_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::simulator::oidc
