#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/jose/jwt.h"
#include "common/pairwise/pairwise.h"
#include "common/rpc/call.h"
#include "common/rpc/revocations.h"
#include "nlohmann/json_fwd.hpp"

namespace tancua::rpc {

// Turns an access token of the suite into a caller. Verified tokens are remembered until
// they expire, because checking a signature costs more than most calls. The issuer's keys are
// looked at again every kKeySetKept: a new key is known before it signs, a withdrawn one is
// not believed longer than that. Thread-safe.
class Authenticator {
 public:
  // Fetches the issuer's JWKS document.
  using KeySource = std::function<absl::StatusOr<std::string>()>;

  static constexpr std::string_view kIssuer = "tancua";
  static constexpr std::string_view kAudience = "tancua";
  static constexpr absl::Duration kKeySetKept = absl::Minutes(5);

  // `names` opens the tokens of persons who came through a partner, `revocations` says what ended
  // early; without them such tokens are refused, and none ends early.
  Authenticator(const Clock& clock, KeySource source, const pairwise::Names* names = nullptr,
                Revocations* revocations = nullptr)
      : clock_(clock), source_(std::move(source)), names_(names), revocations_(revocations) {}

  // TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED, or UNAVAILABLE when the keys, or for the first
  // time what was revoked, cannot be fetched.
  [[nodiscard]] absl::StatusOr<Caller> Authenticate(std::string_view token);

 private:
  struct Verified {
    Caller caller;
    absl::Time expires;
    std::shared_ptr<const RevocationMarks> marks;  // shared: copied with every call
  };
  using Cache = std::unordered_map<std::string, Verified>;

  [[nodiscard]] absl::StatusOr<Verified> Verify(std::string_view token);
  [[nodiscard]] absl::StatusOr<Caller> CallerOf(const nlohmann::json& claims) const;
  [[nodiscard]] bool IsRevoked(const Verified& verified) const;
  [[nodiscard]] bool Knows(std::string_view key_id);
  // TOKEN_INVALID when the issuer has no such key.
  [[nodiscard]] absl::Status RequireKey(std::string_view key_id);
  void LookAgainIfDue();
  // OK without doing anything when the keys were fetched just now.
  [[nodiscard]] absl::Status FetchKeys() ABSL_EXCLUSIVE_LOCKS_REQUIRED(fetch_mutex_);
  [[nodiscard]] std::optional<Verified> Remembered(const std::string& digest);
  void Remember(std::string digest, const Verified& verified);
  void ForgetAll();

  const Clock& clock_;
  const KeySource source_;
  const pairwise::Names* const names_;
  Revocations* const revocations_;
  absl::Mutex keys_mutex_;
  std::optional<jose::KeySet> keys_ ABSL_GUARDED_BY(keys_mutex_);
  // Held while the issuer is asked. Before the other two when both are held.
  absl::Mutex fetch_mutex_ ABSL_ACQUIRED_BEFORE(keys_mutex_, cache_mutex_);
  std::string document_ ABSL_GUARDED_BY(fetch_mutex_);
  absl::Time tried_ ABSL_GUARDED_BY(fetch_mutex_) = absl::InfinitePast();
  absl::Status last_fetch_ ABSL_GUARDED_BY(fetch_mutex_);
  // Microseconds since 1970; nothing is due before the first token.
  std::atomic<std::int64_t> look_again_ = std::numeric_limits<std::int64_t>::max();
  // Two generations bound the memory: when the young one is full it becomes the old one.
  absl::Mutex cache_mutex_;
  Cache young_ ABSL_GUARDED_BY(cache_mutex_);
  Cache old_ ABSL_GUARDED_BY(cache_mutex_);
};

}  // namespace tancua::rpc
