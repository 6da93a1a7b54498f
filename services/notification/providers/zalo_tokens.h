#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "common/http/client.h"
#include "services/notification/store/token_store.h"

namespace tancua::notification {

struct ZaloTokensConfig {
  std::string url;  // of the OAuth v4 token endpoint
  std::string app_id;
  std::string secret_key;
  absl::Duration timeout = absl::Seconds(5);
};

// Zalo's access token (about 25 hours) and how the next is got with the single-use refresh
// token. The new pair is durable before it is used; one refresher at a time, over all threads
// and processes. Thread-safe.
class ZaloTokens {
 public:
  ZaloTokens(ZaloTokensConfig config, store::TokenStore& store, http::Client& http,
             const Clock& clock);

  // A token that should be good. UNAVAILABLE: try later. FAILED_PRECONDITION: Zalo refuses the
  // refresh token; someone must authorise the official account anew.
  [[nodiscard]] absl::StatusOr<std::string> Access();
  // A token other than `refused`.
  [[nodiscard]] absl::StatusOr<std::string> Renew(const std::string& refused);

 private:
  absl::StatusOr<std::string> Newer(std::string refused) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<store::TokenPair> Refresh(const store::TokenPair& old);
  absl::StatusOr<store::TokenPair> Exchange(const store::TokenPair& old);

  const ZaloTokensConfig config_;
  store::TokenStore& store_;
  http::Client& http_;
  const Clock& clock_;
  absl::Mutex mutex_;  // also held while refreshing: the others need its outcome
  store::TokenPair pair_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::notification
