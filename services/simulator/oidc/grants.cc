#include "services/simulator/oidc/grants.h"

#include <utility>

namespace tancua::simulator::oidc {

std::string Grants::NewCode(Grant grant, absl::Duration life) {
  const std::string code = ids_.NewToken(24);
  absl::MutexLock lock(&mutex_);
  DropOld();
  codes_[code] = {std::move(grant), clock_.Now() + life};
  return code;
}

std::optional<Grant> Grants::TakeCode(const std::string& code) {
  absl::MutexLock lock(&mutex_);
  const auto found = codes_.find(code);
  if (found == codes_.end()) return std::nullopt;
  Code& entry = found->second;
  if (entry.used) {
    tokens_.erase(entry.token);
    return std::nullopt;
  }
  if (clock_.Now() >= entry.expires) return std::nullopt;
  entry.used = true;
  return entry.grant;
}

std::string Grants::NewToken(const std::string& code, const Grant& grant) {
  const std::string token = ids_.NewToken(24);
  absl::MutexLock lock(&mutex_);
  tokens_[token] = {grant, clock_.Now() + kTokenLife};
  if (const auto found = codes_.find(code); found != codes_.end()) found->second.token = token;
  return token;
}

std::optional<Grant> Grants::FindToken(const std::string& token) {
  absl::MutexLock lock(&mutex_);
  const auto found = tokens_.find(token);
  if (found == tokens_.end() || clock_.Now() >= found->second.expires) return std::nullopt;
  return found->second.grant;
}

void Grants::RevokeToken(const std::string& token) {
  absl::MutexLock lock(&mutex_);
  tokens_.erase(token);
}

void Grants::DropOld() {
  const absl::Time now = clock_.Now();
  if (now < next_drop_) return;
  next_drop_ = now + kTokenLife;
  // Used codes stay as long as their token could: that is how a second use is noticed.
  std::erase_if(codes_, [&](const auto& code) { return code.second.expires + kTokenLife < now; });
  std::erase_if(tokens_, [&](const auto& token) { return token.second.expires < now; });
}

}  // namespace tancua::simulator::oidc
