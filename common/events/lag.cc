#include "common/events/lag.h"

#include <algorithm>
#include <utility>

#include "common/events/stream_state.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

using redis::Command;
using redis::Reply;

// What the group needs first; the whole stream when it does not exist yet.
std::string FirstNeeded(const std::vector<GroupState>& groups, const std::string& name) {
  for (const GroupState& group : groups) {
    if (group.name == name) return group.Needs().Text();
  }
  return "-";
}

}  // namespace

absl::StatusOr<std::vector<StreamLag>> ReadLags(redis::Client& client,
                                                const std::vector<StreamName>& streams,
                                                const std::string& group) {
  std::vector<std::string> keys;
  keys.reserve(streams.size());
  for (const StreamName& stream : streams) keys.push_back(stream.Key());
  ASSIGN_OR_RETURN(const auto states, ReadGroups(client, keys));
  std::vector<Command> commands;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    commands.push_back({"XRANGE", keys[i], FirstNeeded(states[i], group), "+", "COUNT", "1"});
    commands.push_back({"ZCARD", streams[i].RetryDueKey(group)});
  }
  ASSIGN_OR_RETURN(const absl::Time now, ServerTime(client));
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, client.Pipeline(commands));

  std::vector<StreamLag> lags(streams.size());
  for (std::size_t i = 0; i < streams.size(); ++i) {
    const Reply& entries = replies[2 * i];
    lags[i].retries = replies[2 * i + 1].integer;
    if (entries.elements.empty() || entries.elements[0].elements.empty()) continue;
    ASSIGN_OR_RETURN(const EntryId id, EntryId::Parse(entries.elements[0].elements[0].text));
    const absl::Time added = absl::FromUnixMillis(static_cast<std::int64_t>(id.ms));
    lags[i].age = std::max(now - added, absl::ZeroDuration());
  }
  return lags;
}

}  // namespace tancua::events
