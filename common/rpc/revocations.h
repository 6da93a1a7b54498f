#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "nlohmann/json_fwd.hpp"

namespace tancua::rpc {

// What a token carries that can be revoked. The word is part of the digest.
inline constexpr char kRevocableToken[] = "jti";
inline constexpr char kRevocableSession[] = "sessions";
inline constexpr char kRevocableClient[] = "clients";
inline constexpr char kRevocableKey[] = "keys";

// SHA-256 of "{kind}/{id}" in hexadecimal: the list may be read by anybody.
[[nodiscard]] std::string RevocationDigest(std::string_view kind, std::string_view id);

// Everything by which one token can end before its time. Tokens, sessions and keys end for ever; a
// client may come back, and its later tokens are good.
struct RevocationMarks {
  std::vector<std::string> digests;
  std::string client_digest;  // empty: no partner stands between
  absl::Time issued;

  // Of verified claims: jti, sid, client_id, client_key and iat.
  [[nodiscard]] static RevocationMarks Of(const nlohmann::json& claims);
};

// What was revoked lately and would otherwise still be valid, as the issuer lists it. Each process
// has the whole list: checking a token asks nobody. Thread-safe.
class Revocations {
 public:
  struct Entry {
    std::string digest;
    absl::Time revoked;
    absl::Time expires;  // when no such token is valid any more anyway
  };
  struct List {
    std::vector<Entry> entries;
    absl::Time as_of;  // what to ask for next
  };
  // The issuer's list from `since` on, and a little from before.
  using Source = std::function<absl::StatusOr<List>(absl::Time since)>;

  Revocations(const Clock& clock, Source source) : clock_(clock), source_(std::move(source)) {}

  // Asks the issuer for what is new; how many that was. What is known stays when it fails.
  [[nodiscard]] absl::StatusOr<int> Refresh();
  // Whether Refresh has succeeded once.
  [[nodiscard]] bool known() const { return known_.load(std::memory_order_acquire); }

  // True when one of the marks was revoked; for the client, when the token was issued until then. A
  // token says its time in whole seconds: one issued later in the same second is refused too.
  [[nodiscard]] bool Cover(const RevocationMarks& marks) const;

 private:
  void Forget(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Clock& clock_;
  const Source source_;
  std::atomic<bool> known_ = false;
  std::atomic<bool> any_ = false;  // nearly always nothing is revoked
  absl::Mutex refreshing_;
  absl::Time since_ ABSL_GUARDED_BY(refreshing_) = absl::UnixEpoch();
  mutable absl::Mutex mutex_;
  std::unordered_map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);  // by digest
};

}  // namespace tancua::rpc
