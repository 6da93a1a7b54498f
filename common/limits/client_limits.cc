#include "common/limits/client_limits.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::limits {
namespace {

// Longer would be felt by the caller, who has nothing to do with our Redis.
constexpr absl::Duration kRedisTimeout = absl::Milliseconds(200);
// How long each process counts for itself before Redis is tried again.
constexpr absl::Duration kPause = absl::Seconds(1);

// What was fetched and not used in this time is lost to the client.
constexpr absl::Duration kLeaseLife = absl::Seconds(1);
constexpr double kLeasesPerSecond = 20;

// A twentieth of a second's tokens, yet no more than a tenth of the burst.
int LeaseSize(const Rate& rate) {
  const double wanted = std::min(rate.per_second / kLeasesPerSecond, rate.burst / 10.0);
  return std::max(1, static_cast<int>(wanted));
}

// TokenBucket::Take in Redis for up to ARGV[3] tokens, by the clock of Redis: the clocks of
// replicas differ. A bucket that would be full again is forgotten. Answers the tokens taken, and
// when there is none the milliseconds to wait.
constexpr char kScript[] = R"lua(
local per_second, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(kept[1]) or burst, tonumber(kept[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - at) * per_second / 1000)
local taken = math.min(wanted, math.floor(tokens))
local wait = 0
if taken == 0 then wait = math.ceil((1 - tokens) * 1000 / per_second) end
redis.call('HSET', KEYS[1], 'tokens', tokens - taken, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / per_second * 1000) + 1000)
return {taken, wait}
)lua";

redis::Config Impatient(redis::Config config) {
  config.timeout = std::min(config.timeout, kRedisTimeout);
  return config;
}

}  // namespace

ClientLimits::ClientLimits(redis::Config config, const Clock& clock, prometheus::Registry& metrics)
    : config_(Impatient(std::move(config))),
      clock_(clock),
      limited_(prometheus::BuildCounter()
                   .Name("tancua_limits_refused_calls_total")
                   .Help("Calls refused because their client calls too fast, by client")
                   .Register(metrics)),
      counted_alone_(prometheus::BuildCounter()
                         .Name("tancua_limits_local_calls_total")
                         .Help("Calls counted by this process alone, because Redis did not answer")
                         .Register(metrics)
                         .Add({})) {}

ClientLimits::~ClientLimits() = default;

absl::Duration ClientLimits::Take(const std::string& client, const Rate& rate) {
  if (TakeLeased(client)) return absl::ZeroDuration();
  const absl::StatusOr<absl::Duration> shared = TakeShared(client, rate);
  const absl::Duration wait = shared.ok() ? *shared : TakeLocal(client, rate);
  prometheus::Counter& refused = limited_.Add({{"client", client}});  // shown before the first
  if (wait > absl::ZeroDuration()) refused.Increment();
  return wait;
}

bool ClientLimits::TakeLeased(const std::string& client) {
  absl::MutexLock lock(&mutex_);
  const auto lease = leases_.find(client);
  if (lease == leases_.end() || lease->second.left == 0) return false;
  if (clock_.Now() >= lease->second.until) return false;
  --lease->second.left;
  return true;
}

absl::StatusOr<absl::Duration> ClientLimits::TakeShared(const std::string& client,
                                                        const Rate& rate) {
  std::unique_ptr<redis::Client> connection = Borrow();
  if (connection == nullptr) return absl::UnavailableError("redis did not answer lately");
  const auto reply = connection->Run(
      {"EVAL", kScript, "1", absl::StrCat(config_.prefix, ":limit:", client),
       absl::StrCat(rate.per_second), absl::StrCat(rate.burst), absl::StrCat(LeaseSize(rate))});
  if (!reply.ok()) {
    log::Warning("limits.redis_unavailable", {{"cause", StdView(reply.status().message())}});
    absl::MutexLock lock(&mutex_);
    try_shared_after_ = clock_.Now() + kPause;
    return reply.status();
  }
  GiveBack(std::move(connection));
  if (reply->elements.size() != 2) return absl::InternalError("the script answered something else");
  const int taken = static_cast<int>(reply->elements[0].integer);
  if (taken > 1) {
    absl::MutexLock lock(&mutex_);
    leases_[client] = {.left = taken - 1, .until = clock_.Now() + kLeaseLife};
  }
  return taken > 0 ? absl::ZeroDuration() : absl::Milliseconds(reply->elements[1].integer);
}

absl::Duration ClientLimits::TakeLocal(const std::string& client, const Rate& rate) {
  counted_alone_.Increment();
  absl::MutexLock lock(&mutex_);
  return local_[client].Take(rate, clock_.Now());
}

// Null while Redis is left alone. As many connections are kept as calls were under way at once.
std::unique_ptr<redis::Client> ClientLimits::Borrow() {
  absl::MutexLock lock(&mutex_);
  if (clock_.Now() < try_shared_after_) return nullptr;
  if (idle_.empty()) return std::make_unique<redis::Client>(config_);
  std::unique_ptr<redis::Client> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void ClientLimits::GiveBack(std::unique_ptr<redis::Client> connection) {
  absl::MutexLock lock(&mutex_);
  idle_.push_back(std::move(connection));
}

}  // namespace tancua::limits
