#include "common/events/stream_state.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::events {
namespace {

using redis::Reply;

// One element of XINFO GROUPS: names and values in turn.
absl::StatusOr<GroupState> ReadGroup(const Reply& fields) {
  GroupState group;
  for (std::size_t i = 0; i + 1 < fields.elements.size(); i += 2) {
    const std::string& name = fields.elements[i].text;
    const Reply& value = fields.elements[i + 1];
    if (name == "name") group.name = value.text;
    if (name == "pending") group.pending = value.integer;
    if (name == "last-delivered-id") {
      ASSIGN_OR_RETURN(group.last_delivered, EntryId::Parse(value.text));
    }
  }
  return group;
}

// Fills in first_pending from the answer to XPENDING: [count, lowest, highest, consumers].
absl::Status ReadPending(const Reply& summary, GroupState& group) {
  group.pending = 0;
  if (summary.elements.size() < 2 || summary.elements[0].integer == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(group.first_pending, EntryId::Parse(summary.elements[1].text));
  group.pending = summary.elements[0].integer;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<EntryId> EntryId::Parse(std::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(View(text), '-');
  EntryId id;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &id.ms) ||
      !absl::SimpleAtoi(parts[1], &id.number)) {
    return absl::InvalidArgumentError(absl::StrCat("'", View(text), "' is no id of a stream"));
  }
  return id;
}

std::string EntryId::Text() const { return absl::StrCat(ms, "-", number); }

absl::StatusOr<std::vector<std::vector<GroupState>>> ReadGroups(
    redis::Client& client, const std::vector<std::string>& keys) {
  std::vector<redis::Command> commands;
  commands.reserve(keys.size());
  for (const std::string& key : keys) commands.push_back({"XINFO", "GROUPS", key});
  ASSIGN_OR_RETURN(const std::vector<Reply> infos, client.Pipeline(commands));

  std::vector<std::vector<GroupState>> states(keys.size());
  commands.clear();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (const Reply& fields : infos[i].elements) {  // an error for a missing stream has none
      ASSIGN_OR_RETURN(GroupState group, ReadGroup(fields));
      commands.push_back({"XPENDING", keys[i], group.name});
      states[i].push_back(std::move(group));
    }
  }
  if (commands.empty()) return states;
  ASSIGN_OR_RETURN(const std::vector<Reply> summaries, client.Pipeline(commands));
  auto summary = summaries.begin();
  for (std::vector<GroupState>& groups : states) {
    for (GroupState& group : groups) RETURN_IF_ERROR(ReadPending(*summary++, group));
  }
  return states;
}

absl::StatusOr<absl::Time> ServerTime(redis::Client& client) {
  ASSIGN_OR_RETURN(const Reply reply, client.Run({"TIME"}));
  std::int64_t seconds = 0;
  std::int64_t micros = 0;
  if (reply.elements.size() != 2 || !absl::SimpleAtoi(reply.elements[0].text, &seconds) ||
      !absl::SimpleAtoi(reply.elements[1].text, &micros)) {
    return absl::InternalError("redis: TIME gave no time");
  }
  return absl::FromUnixSeconds(seconds) + absl::Microseconds(micros);
}

}  // namespace tancua::events
