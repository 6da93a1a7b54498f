#include "common/events/group_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/events/names.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

using redis::Command;
using redis::Reply;

// UNBLOCKED: the stream went away while somebody waited for it.
bool IsMissingGroup(std::string_view text) {
  return text.substr(0, 7) == "NOGROUP" || text.substr(0, 9) == "UNBLOCKED";
}

// An entry is [id, [name, value, …]]; the fields are nil when it was deleted after its delivery.
Delivery ReadEntry(std::size_t stream, const Reply& entry) {
  Delivery delivery;
  delivery.stream = stream;
  delivery.entry = entry.elements[0].text;
  const Reply& fields = entry.elements[1];
  if (fields.kind == Reply::Kind::kNil) {
    delivery.outcome = Outcome::kIgnored;
  } else if (fields.elements.size() != 2 || fields.elements[0].text != kEventField ||
             !delivery.envelope.ParseFromString(fields.elements[1].text) ||
             delivery.envelope.id().empty()) {
    delivery.envelope.Clear();
    delivery.Fail(absl::DataLossError(absl::StrCat("entry ", delivery.entry, " is no event")));
  }
  return delivery;
}

void ReadEntries(std::size_t stream, const Reply& entries, std::vector<Delivery>& out) {
  for (const Reply& entry : entries.elements) {
    if (entry.elements.size() == 2) out.push_back(ReadEntry(stream, entry));
  }
}

}  // namespace

GroupReader::GroupReader(redis::Client& redis, Options options)
    : redis_(redis), options_(std::move(options)) {}

absl::StatusOr<std::vector<Delivery>> GroupReader::ReadNew(absl::Duration block) {
  return Read(">", block);
}

absl::StatusOr<std::vector<Delivery>> GroupReader::ReadOwn() {
  return Read("0", absl::ZeroDuration());
}

absl::StatusOr<std::vector<Delivery>> GroupReader::Read(const char* from, absl::Duration block) {
  Command command = {"XREADGROUP",      "GROUP", options_.group,
                     options_.consumer, "COUNT", absl::StrCat(options_.batch)};
  // To Redis, 0 is for ever.
  if (const std::int64_t ms = absl::ToInt64Milliseconds(block); ms > 0) {
    command.insert(command.end(), {"BLOCK", absl::StrCat(ms)});
  }
  command.push_back("STREAMS");
  command.insert(command.end(), options_.keys.begin(), options_.keys.end());
  command.insert(command.end(), options_.keys.size(), from);

  std::vector<Delivery> deliveries;
  const absl::StatusOr<Reply> reply = redis_.Run(command);
  if (absl::IsFailedPrecondition(reply.status()) &&
      IsMissingGroup({reply.status().message().data(), reply.status().message().size()})) {
    RETURN_IF_ERROR(CreateGroups());
    return deliveries;
  }
  RETURN_IF_ERROR(reply.status());
  for (const Reply& stream : reply->elements) {
    const auto key = std::find(options_.keys.begin(), options_.keys.end(), stream.elements[0].text);
    const auto index = static_cast<std::size_t>(key - options_.keys.begin());
    ReadEntries(index, stream.elements[1], deliveries);
  }
  return deliveries;
}

absl::StatusOr<std::vector<Delivery>> GroupReader::TakeOver(absl::Duration idle) {
  std::vector<Command> commands;
  for (const std::string& key : options_.keys) {
    commands.push_back({"XAUTOCLAIM", key, options_.group, options_.consumer,
                        absl::StrCat(absl::ToInt64Milliseconds(idle)), "0-0", "COUNT",
                        absl::StrCat(options_.batch)});
  }
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, redis_.Pipeline(commands));
  std::vector<Delivery> deliveries;
  for (std::size_t i = 0; i < replies.size(); ++i) {
    const Reply& reply = replies[i];
    if (reply.kind == Reply::Kind::kError) {
      if (!IsMissingGroup(reply.text)) return absl::FailedPreconditionError(reply.text);
      RETURN_IF_ERROR(CreateGroups());
      continue;
    }
    if (reply.elements.size() >= 2) ReadEntries(i, reply.elements[1], deliveries);
  }
  return deliveries;
}

absl::Status GroupReader::CreateGroups() {
  std::vector<Command> commands;
  for (const std::string& key : options_.keys) {
    commands.push_back({"XGROUP", "CREATE", key, options_.group, "0", "MKSTREAM"});
  }
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, redis_.Pipeline(commands));
  for (const Reply& reply : replies) {
    if (reply.kind == Reply::Kind::kError && !absl::StartsWith(reply.text, "BUSYGROUP")) {
      return absl::FailedPreconditionError(reply.text);
    }
  }
  return absl::OkStatus();
}

absl::Status GroupReader::Acknowledge(const std::vector<Delivery>& deliveries) {
  std::vector<Command> acks;
  for (const std::string& key : options_.keys) acks.push_back({"XACK", key, options_.group});
  for (const Delivery& delivery : deliveries) {
    if (!delivery.entry.empty()) acks[delivery.stream].push_back(delivery.entry);
  }
  acks.erase(
      std::remove_if(acks.begin(), acks.end(), [](const Command& ack) { return ack.size() == 3; }),
      acks.end());
  if (acks.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Reply> replies, redis_.Pipeline(acks));
  for (const Reply& reply : replies) {
    if (reply.kind == Reply::Kind::kError) return absl::FailedPreconditionError(reply.text);
  }
  return absl::OkStatus();
}

}  // namespace tancua::events
