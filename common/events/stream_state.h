#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/redis/client.h"

namespace tancua::events {

// The id of a stream's entry: when Redis took it, and a running number.
struct EntryId {
  std::uint64_t ms = 0;
  std::uint64_t number = 0;

  // INVALID_ARGUMENT unless "<ms>-<number>".
  [[nodiscard]] static absl::StatusOr<EntryId> Parse(std::string_view text);
  [[nodiscard]] std::string Text() const;
  [[nodiscard]] EntryId Next() const { return {ms, number + 1}; }
  auto operator<=>(const EntryId&) const = default;  // NOLINT(modernize-use-nullptr): its 0
};

// Where one consumer group stands in a stream.
struct GroupState {
  std::string name;
  std::int64_t pending = 0;  // delivered, not acknowledged
  EntryId first_pending;     // set when pending > 0
  EntryId last_delivered;

  // The lowest id that this group still needs.
  [[nodiscard]] EntryId Needs() const {
    return pending > 0 ? first_pending : last_delivered.Next();
  }
};

// The groups of each stream, in the order of `keys`; none for a stream that does not exist.
[[nodiscard]] absl::StatusOr<std::vector<std::vector<GroupState>>> ReadGroups(
    redis::Client& client, const std::vector<std::string>& keys);

// The clock that stamps the entries.
[[nodiscard]] absl::StatusOr<absl::Time> ServerTime(redis::Client& client);

}  // namespace tancua::events
