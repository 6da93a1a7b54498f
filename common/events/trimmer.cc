#include "common/events/trimmer.h"

#include <algorithm>

#include "common/events/stream_state.h"
#include "common/status/macros.h"

namespace tancua::events {

absl::StatusOr<std::int64_t> TrimStreams(redis::Client& client,
                                         const std::vector<std::string>& keys,
                                         absl::Duration keep) {
  ASSIGN_OR_RETURN(const absl::Time now, ServerTime(client));
  // A group only moves on between the look and the trim, so that it never needs less than seen.
  ASSIGN_OR_RETURN(const auto states, ReadGroups(client, keys));
  const EntryId newest{static_cast<std::uint64_t>(absl::ToUnixMillis(now - keep)), 0};
  std::vector<redis::Command> commands;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (states[i].empty()) continue;
    EntryId floor = newest;
    for (const GroupState& group : states[i]) floor = std::min(floor, group.Needs());
    commands.push_back({"XTRIM", keys[i], "MINID", floor.Text()});
  }
  if (commands.empty()) return 0;
  ASSIGN_OR_RETURN(const std::vector<redis::Reply> replies, client.Pipeline(commands));
  std::int64_t removed = 0;
  for (const redis::Reply& reply : replies) removed += reply.integer;
  return removed;
}

}  // namespace tancua::events
