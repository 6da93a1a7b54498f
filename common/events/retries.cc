#include "common/events/retries.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::events {
namespace {

using redis::Command;
using redis::Reply;

constexpr std::size_t kLongestError = 300;
// Enough to see what went wrong; the events themselves are still in the outboxes.
constexpr char kMostDeadLetters[] = "100000";

// Claiming moves the due time on, in one step, so that no two consumers get the same event.
constexpr char kClaimDue[] = R"lua(
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local event = redis.call('HGET', KEYS[2], id)
  if event then
    redis.call('ZADD', KEYS[1], ARGV[2], id)
    found[#found + 1] = event
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return found
)lua";

std::string Millis(absl::Time time) { return absl::StrCat(absl::ToUnixMillis(time)); }

// The refusal as an operator may read it.
std::string ErrorText(const absl::Status& status) {
  std::string text = log::Redact(status.ToString());
  if (text.size() <= kLongestError) return text;
  std::size_t end = kLongestError;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

absl::Duration RetryDelay(const Config& config, std::string_view event_id, int attempts) {
  const double doubled = std::pow(2.0, std::clamp(attempts - 1, 0, 30));
  const absl::Duration delay = std::min(config.first_retry * doubled, config.longest_retry);
  const std::size_t hash = std::hash<std::string_view>()(event_id) + 31 * attempts;
  return delay * (0.75 + 0.5 * static_cast<double>(hash % 1000) / 1000);
}

std::vector<Command> PutOffCommands(const StreamName& stream, const std::string& group,
                                    const v1::FailedEvent& event, absl::Time due, bool again) {
  const std::string& id = event.envelope().id();
  Command remember = {again ? "HSET" : "HSETNX", stream.RetryKey(group), id,
                      event.SerializeAsString()};
  Command schedule = {"ZADD", stream.RetryDueKey(group)};
  if (!again) schedule.push_back("NX");
  schedule.push_back(Millis(due));
  schedule.push_back(id);
  return {std::move(remember), std::move(schedule)};
}

Retries::Retries(redis::Client& redis, std::string group, std::vector<StreamName> streams,
                 const Config& config)
    : redis_(redis), group_(std::move(group)), streams_(std::move(streams)), config_(config) {}

absl::StatusOr<std::vector<Delivery>> Retries::Claim(absl::Time now) {
  std::vector<Command> commands;
  for (const StreamName& stream : streams_) {
    commands.push_back({"EVAL", kClaimDue, "2", stream.RetryDueKey(group_), stream.RetryKey(group_),
                        Millis(now), Millis(now + config_.takeover_after),
                        absl::StrCat(config_.batch)});
  }
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, redis_.Pipeline(commands));
  std::vector<Delivery> deliveries;
  for (std::size_t i = 0; i < replies.size(); ++i) {
    for (const Reply& element : replies[i].elements) {
      v1::FailedEvent event;
      if (!event.ParseFromString(element.text)) continue;
      Delivery& delivery = deliveries.emplace_back();
      delivery.stream = i;
      delivery.attempts = event.attempts();
      delivery.envelope = std::move(*event.mutable_envelope());
    }
  }
  return deliveries;
}

bool Retries::IsDead(const Delivery& delivery) const {
  return absl::IsInvalidArgument(delivery.error) || absl::IsDataLoss(delivery.error) ||
         delivery.attempts + 1 >= config_.max_attempts;
}

v1::FailedEvent Retries::Describe(const Delivery& delivery, absl::Time now) const {
  const StreamName& stream = streams_[delivery.stream];
  v1::FailedEvent event;
  *event.mutable_envelope() = delivery.envelope;
  event.set_source(stream.service);
  event.set_shard(stream.shard);
  event.set_attempts(delivery.attempts + 1);
  event.set_error(ErrorText(delivery.error));
  event.set_failed_time_us(absl::ToUnixMicros(now));
  return event;
}

void Retries::Bury(const Delivery& delivery, absl::Time now, std::vector<Command>& keep) const {
  const v1::FailedEvent event = Describe(delivery, now);
  keep.push_back({"XADD", DeadLetterKey(streams_[0].prefix, group_), "MAXLEN", "~",
                  kMostDeadLetters, "*", kEventField, event.SerializeAsString()});
  const trace::Scope scope(delivery.span);
  log::Error("events.dead_letter", {{"group", group_},
                                    {"id", delivery.envelope.id()},
                                    {"type", delivery.envelope.type()},
                                    {"dossier", log::LoggedName(delivery.envelope.subject())},
                                    {"attempts", event.attempts()},
                                    {"error", event.error()}});
}

absl::Status Retries::RunAll(const std::vector<Command>& commands) {
  if (commands.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, redis_.Pipeline(commands));
  for (const Reply& reply : replies) {
    if (reply.kind == Reply::Kind::kError) return absl::UnavailableError(reply.text);
  }
  return absl::OkStatus();
}

absl::Status Retries::Settle(std::vector<Delivery>& deliveries, absl::Time now) {
  std::vector<Command> keep;
  std::vector<Command> forget;  // only when all is kept: a full Redis refuses to keep
  for (Delivery& delivery : deliveries) {
    if (delivery.outcome == Outcome::kFailed && IsDead(delivery)) delivery.outcome = Outcome::kDead;
    const bool from_retries = delivery.entry.empty();
    const StreamName& stream = streams_[delivery.stream];
    const std::string& id = delivery.envelope.id();
    if (delivery.outcome == Outcome::kFailed) {
      const absl::Time due = now + RetryDelay(config_, id, delivery.attempts + 1);
      auto put_off = PutOffCommands(stream, group_, Describe(delivery, now), due, from_retries);
      std::move(put_off.begin(), put_off.end(), std::back_inserter(keep));
      continue;
    }
    if (delivery.outcome == Outcome::kDead) Bury(delivery, now, keep);
    if (delivery.outcome == Outcome::kDead || from_retries) {
      forget.push_back({"ZREM", stream.RetryDueKey(group_), id});
      forget.push_back({"HDEL", stream.RetryKey(group_), id});
    }
  }
  RETURN_IF_ERROR(RunAll(keep));
  return RunAll(forget);
}

}  // namespace tancua::events
