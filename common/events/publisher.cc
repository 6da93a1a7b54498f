#include "common/events/publisher.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/events/names.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

using redis::Command;
using redis::Reply;

// Compares and moves in one step: between a look and a write Redis may be emptied.
constexpr char kMoveMarker[] = R"lua(
local known = tonumber(redis.call('GET', KEYS[1]) or '0')
if known < tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
)lua";

absl::Status Refused(const Reply& reply) {
  return absl::UnavailableError(absl::StrCat("redis refuses: ", reply.text));
}

std::vector<std::string> StreamKeys(const std::string& prefix, const std::string& service,
                                    int shards) {
  std::vector<std::string> keys;
  keys.reserve(shards);
  for (int shard = 0; shard < shards; ++shard) {
    keys.push_back(StreamName{prefix, service, shard}.Key());
  }
  return keys;
}

}  // namespace

Publisher::Publisher(const redis::Config& config, std::string service, int shards)
    : redis_(config),
      marker_(MarkerKey(config.prefix, service)),
      streams_(StreamKeys(config.prefix, service, shards)) {}

absl::StatusOr<Publisher::Outcome> Publisher::Publish(const std::vector<RelayStore::Row>& rows,
                                                      std::int64_t confirmed, std::int64_t batch) {
  std::vector<Command> commands;
  commands.reserve(rows.size() + 1);
  for (const RelayStore::Row& row : rows) {
    std::string envelope;
    if (!absl::Base64Unescape(row.envelope, &envelope)) {
      return absl::DataLossError(absl::StrCat("outbox row ", row.id, " is not base64"));
    }
    const std::string& stream = streams_[static_cast<std::size_t>(row.shard) % streams_.size()];
    commands.push_back({"XADD", stream, "*", kEventField, std::move(envelope)});
  }
  commands.push_back(
      {"EVAL", kMoveMarker, "1", marker_, absl::StrCat(confirmed), absl::StrCat(batch)});
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, redis_.Pipeline(commands));
  for (const Reply& reply : replies) {
    if (reply.kind == Reply::Kind::kError) return Refused(reply);
  }
  return replies.back().integer == 1 ? Outcome::kPublished : Outcome::kDataLost;
}

absl::StatusOr<Publisher::Outcome> Publisher::Check(std::int64_t confirmed) {
  ASSIGN_OR_RETURN(const Reply reply, redis_.Run({"GET", marker_}));
  std::int64_t known = 0;
  if (reply.kind == Reply::Kind::kString && !absl::SimpleAtoi(reply.text, &known)) known = 0;
  return known < confirmed ? Outcome::kDataLost : Outcome::kPublished;
}

absl::Status Publisher::SetMarker(std::int64_t batch) {
  return redis_.Run({"SET", marker_, absl::StrCat(batch)}).status();
}

}  // namespace tancua::events
