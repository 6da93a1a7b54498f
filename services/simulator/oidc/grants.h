#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/id/ids.h"
#include "services/simulator/persons.h"

namespace tancua::simulator::oidc {

// What a person agreed to in the browser.
struct Grant {
  const Person* person = nullptr;
  std::string redirect_uri;
  std::string code_challenge;
  std::string nonce;
  int level = 2;
  absl::Time auth_time;
};

// Codes and access tokens, in memory, each with its time to live. Thread-safe.
class Grants {
 public:
  static constexpr absl::Duration kCodeLife = absl::Seconds(60);
  static constexpr absl::Duration kTokenLife = absl::Minutes(5);

  Grants(const Clock& clock, Ids& ids) : clock_(clock), ids_(ids) {}

  [[nodiscard]] std::string NewCode(Grant grant, absl::Duration life);
  // nullopt when the code is unknown, too old or used before; a second use also revokes the
  // access token of the first (RFC 6749, 4.1.2).
  [[nodiscard]] std::optional<Grant> TakeCode(const std::string& code);
  // The access token that goes with a code just taken.
  [[nodiscard]] std::string NewToken(const std::string& code, const Grant& grant);
  [[nodiscard]] std::optional<Grant> FindToken(const std::string& token);
  void RevokeToken(const std::string& token);

 private:
  struct Code {
    Grant grant;
    absl::Time expires;
    bool used = false;
    std::string token;
  };
  struct Token {
    Grant grant;
    absl::Time expires;
  };
  void DropOld() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Clock& clock_;
  Ids& ids_;
  absl::Mutex mutex_;
  std::map<std::string, Code> codes_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, Token> tokens_ ABSL_GUARDED_BY(mutex_);
  absl::Time next_drop_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace tancua::simulator::oidc
