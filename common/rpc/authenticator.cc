#include "common/rpc/authenticator.h"

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"

namespace tancua::rpc {
namespace {

constexpr std::size_t kGenerationSize = 20'000;
// An attacker's unknown key ids must not become a flood of fetches.
constexpr absl::Duration kRefetchAfter = absl::Seconds(10);

policy::v1::ActorKind ActorKindOf(const std::string& kind) {
  if (kind == "citizen") return policy::v1::CITIZEN;
  if (kind == "officer") return policy::v1::OFFICER;
  if (kind == "service") return policy::v1::SERVICE;
  if (kind == "partner") return policy::v1::PARTNER;
  return policy::v1::ACTOR_KIND_UNSPECIFIED;
}

absl::StatusOr<Caller> CallerOf(const nlohmann::json& claims) {
  // Claims are signed by our own issuer; a wrong type still must not throw.
  try {
    Caller caller;
    caller.kind = ActorKindOf(claims.value("kind", ""));
    caller.subject = claims.value("sub", "");
    caller.ward = claims.value("ward", "");
    caller.roles = claims.value("roles", std::vector<std::string>{});
    caller.wards = claims.value("wards", std::vector<std::string>{});
    caller.scopes = absl::StrSplit(claims.value("scope", ""), ' ', absl::SkipEmpty());
    caller.level = claims.value("level", 0);
    caller.positions = claims.value("positions", std::vector<std::string>{});
    // RFC 8693, 4.1: who acts for the subject.
    caller.assistant = claims.value("act", nlohmann::json::object()).value("sub", "");
    caller.assistance = claims.value("assistance", "");
    if (caller.kind == policy::v1::ACTOR_KIND_UNSPECIFIED || caller.subject.empty()) {
      return status::Error(status::kTokenInvalid);
    }
    return caller;
  } catch (const nlohmann::json::exception&) {
    return status::Error(status::kTokenInvalid);
  }
}

}  // namespace

absl::StatusOr<Caller> Authenticator::Authenticate(std::string_view token) {
  std::string digest = crypto::Sha256(token);
  if (auto verified = Remembered(digest)) {
    if (clock_.Now() < verified->expires) return std::move(verified->caller);
    return status::Error(status::kTokenExpired);
  }
  ASSIGN_OR_RETURN(Verified verified, Verify(token));
  Remember(std::move(digest), verified);
  return std::move(verified.caller);
}

absl::StatusOr<Authenticator::Verified> Authenticator::Verify(std::string_view token) {
  const std::string key_id = jose::KeyIdOf(token);
  if (key_id.empty()) return status::Error(status::kTokenInvalid);
  RETURN_IF_ERROR(FetchKeys(key_id));

  absl::StatusOr<nlohmann::json> claims;
  {
    absl::ReaderMutexLock lock(&keys_mutex_);
    claims = keys_->Verify(token, {.issuer = std::string(kIssuer),
                                   .audience = std::string(kAudience),
                                   .now = clock_.Now(),
                                   .skew = absl::ZeroDuration()});
  }
  if (!claims.ok()) {
    const bool expired = absl::StartsWith(claims.status().message(), "expired");
    return status::Error(expired ? status::kTokenExpired : status::kTokenInvalid);
  }
  ASSIGN_OR_RETURN(Caller caller, CallerOf(*claims));
  // Verify has refused a token without a numeric exp.
  const absl::Time expires = absl::FromUnixSeconds(claims->value("exp", std::int64_t{0}));
  return Verified{std::move(caller), expires};
}

absl::Status Authenticator::FetchKeys(std::string_view key_id) {
  absl::MutexLock lock(&keys_mutex_);
  if (keys_ && keys_->Has(key_id)) return absl::OkStatus();
  if (keys_ && clock_.Now() - fetched_ < kRefetchAfter) {
    return status::Error(status::kTokenInvalid);
  }
  auto document = source_();
  if (!document.ok()) return status::Error(status::kUnavailable);
  ASSIGN_OR_RETURN(auto keys, jose::KeySet::Parse(*document));
  keys_ = std::move(keys);
  fetched_ = clock_.Now();
  return keys_->Has(key_id) ? absl::OkStatus() : status::Error(status::kTokenInvalid);
}

std::optional<Authenticator::Verified> Authenticator::Remembered(const std::string& digest) {
  absl::MutexLock lock(&cache_mutex_);
  if (auto it = young_.find(digest); it != young_.end()) return it->second;
  auto it = old_.find(digest);
  if (it == old_.end()) return std::nullopt;
  Verified verified = it->second;
  young_.emplace(digest, verified);
  return verified;
}

void Authenticator::Remember(std::string digest, const Verified& verified) {
  absl::MutexLock lock(&cache_mutex_);
  if (young_.size() >= kGenerationSize) {
    old_ = std::move(young_);
    young_.clear();
  }
  young_.insert_or_assign(std::move(digest), verified);
}

}  // namespace tancua::rpc
