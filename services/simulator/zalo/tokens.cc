#include "services/simulator/zalo/tokens.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/status/view.h"

namespace tancua::simulator {
namespace {

// No secret: what it protects is invented.
constexpr std::string_view kTokenKey = "tancua simulator";

std::string WithProof(const std::string& text) {
  return absl::StrCat(text, ".", crypto::HmacSha256Hex(kTokenKey, text).substr(0, 32));
}

bool HasProof(std::string_view token) {
  const auto dot = token.rfind('.');
  return dot != std::string_view::npos && WithProof(std::string(token.substr(0, dot))) == token;
}

}  // namespace

std::string ZaloTokens::NewAccessToken() const {
  return WithProof(absl::StrCat("at.", ids_.NewToken(9), ".", absl::ToUnixMicros(clock_.Now())));
}

std::string ZaloTokens::NewRefreshToken() const {
  return WithProof(absl::StrCat("rt.", ids_.NewToken(9)));
}

bool ZaloTokens::IsGood(std::string_view access_token) const {
  const std::vector<absl::string_view> parts = absl::StrSplit(View(access_token), '.');
  std::int64_t issued_us = 0;
  if (parts.size() != 4 || parts[0] != "at" || !HasProof(access_token) ||
      !absl::SimpleAtoi(parts[2], &issued_us)) {
    return false;
  }
  const absl::Time issued = absl::FromUnixMicros(issued_us);
  absl::MutexLock lock(&mutex_);
  return issued > revoked_until_ && clock_.Now() < issued + kLifetime;
}

bool ZaloTokens::UseUp(std::string_view refresh_token) {
  if (refresh_token == kFirstRefreshToken) return true;
  if (!refresh_token.starts_with("rt.") || !HasProof(refresh_token)) return false;
  absl::MutexLock lock(&mutex_);
  return used_.emplace(refresh_token).second;
}

void ZaloTokens::Revoke() {
  absl::MutexLock lock(&mutex_);
  revoked_until_ = clock_.Now();
}

}  // namespace tancua::simulator
