#include "common/rpc/authenticator.h"

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/rpc/errors.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"

namespace tancua::rpc {
namespace {

constexpr std::size_t kGenerationSize = 20'000;
// An attacker's unknown key ids must not become a flood of fetches.
constexpr absl::Duration kRefetchAfter = absl::Seconds(10);

std::int64_t Ticks(absl::Time time) { return absl::ToUnixMicros(time); }

policy::v1::ActorKind ActorKindOf(const std::string& kind) {
  if (kind == "citizen") return policy::v1::CITIZEN;
  if (kind == "officer") return policy::v1::OFFICER;
  if (kind == "service") return policy::v1::SERVICE;
  if (kind == "partner") return policy::v1::PARTNER;
  return policy::v1::ACTOR_KIND_UNSPECIFIED;
}

limits::Rate RateOf(const nlohmann::json& claims) {
  const auto rate = claims.value("rate", std::vector<double>{});
  if (rate.size() != 2) return {};
  return {.per_second = rate[0], .burst = static_cast<int>(rate[1])};
}

}  // namespace

absl::StatusOr<Caller> Authenticator::CallerOf(const nlohmann::json& claims) const {
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
    if (claims.contains("auth_time")) {
      caller.verified_at = absl::FromUnixSeconds(claims["auth_time"].get<std::int64_t>());
    }
    if (const std::string sid = claims.value("sid", ""); !sid.empty()) {
      caller.session = "sessions/" + sid;
    }
    if (const auto client = claims.value("client_id", ""); !client.empty()) {
      caller.client = "clients/" + client;
      caller.rate = RateOf(claims);
    }
    // `sub` is then what the partner calls the person.
    if (const auto sealed = claims.value("sealed_sub", ""); !sealed.empty()) {
      if (names_ == nullptr) return status::Error(status::kTokenInvalid);
      auto subject = names_->Open(caller.client, sealed);
      if (!subject.ok()) return status::Error(status::kTokenInvalid);
      caller.subject = *std::move(subject);
    }
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

bool Authenticator::IsRevoked(const Verified& verified) const {
  return revocations_ != nullptr && revocations_->Cover(*verified.marks);
}

absl::StatusOr<Caller> Authenticator::Authenticate(std::string_view token) {
  LookAgainIfDue();
  std::string digest = crypto::Sha256(token);
  if (auto verified = Remembered(digest)) {
    if (clock_.Now() >= verified->expires) return status::Error(status::kTokenExpired);
    if (IsRevoked(*verified)) return status::Error(kTokenRevoked);
    return std::move(verified->caller);
  }
  ASSIGN_OR_RETURN(Verified verified, Verify(token));
  if (IsRevoked(verified)) return status::Error(kTokenRevoked);
  Remember(std::move(digest), verified);
  return std::move(verified.caller);
}

absl::StatusOr<Authenticator::Verified> Authenticator::Verify(std::string_view token) {
  const std::string key_id = jose::KeyIdOf(token);
  if (key_id.empty()) return status::Error(status::kTokenInvalid);
  RETURN_IF_ERROR(RequireKey(key_id));

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
  return Verified{std::move(caller), expires,
                  std::make_shared<const RevocationMarks>(RevocationMarks::Of(*claims))};
}

bool Authenticator::Knows(std::string_view key_id) {
  absl::ReaderMutexLock lock(&keys_mutex_);
  return keys_ && keys_->Has(key_id);
}

absl::Status Authenticator::RequireKey(std::string_view key_id) {
  if (Knows(key_id)) return absl::OkStatus();
  absl::MutexLock lock(&fetch_mutex_);
  if (Knows(key_id)) return absl::OkStatus();  // somebody fetched it meanwhile
  RETURN_IF_ERROR(FetchKeys());
  return Knows(key_id) ? absl::OkStatus() : status::Error(status::kTokenInvalid);
}

// One caller looks; the others go on with what is known.
void Authenticator::LookAgainIfDue() {
  if (Ticks(clock_.Now()) < look_again_.load(std::memory_order_relaxed)) return;
  if (!fetch_mutex_.TryLock()) return;
  // An issuer that does not answer takes nothing away from the keys that are known.
  FetchKeys().IgnoreError();
  fetch_mutex_.Unlock();
}

absl::Status Authenticator::FetchKeys() {
  const absl::Time now = clock_.Now();
  if (!document_.empty() && now - tried_ < kRefetchAfter) return last_fetch_;
  tried_ = now;
  auto document = source_();
  // A process that has just started must not believe what was revoked before.
  const bool known =
      revocations_ == nullptr || revocations_->known() || revocations_->Refresh().ok();
  last_fetch_ = document.ok() && known ? absl::OkStatus() : status::Error(status::kUnavailable);
  // Also after a failure: not every caller should wait for an issuer that is away.
  if (!document_.empty()) look_again_ = Ticks(now + kRefetchAfter);
  RETURN_IF_ERROR(last_fetch_);
  ASSIGN_OR_RETURN(auto keys, jose::KeySet::Parse(*document));
  look_again_ = Ticks(now + kKeySetKept);
  {
    absl::MutexLock lock(&keys_mutex_);
    keys_ = std::move(keys);
  }
  if (*document == document_) return absl::OkStatus();
  document_ = *std::move(document);
  ForgetAll();  // a key may have been withdrawn
  return absl::OkStatus();
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

void Authenticator::ForgetAll() {
  absl::MutexLock lock(&cache_mutex_);
  young_.clear();
  old_.clear();
}

}  // namespace tancua::rpc
