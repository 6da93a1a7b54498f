#pragma once

#include <string>

#include "absl/strings/str_cat.h"

// The keys in Redis. Braces make what belongs together lie on one node of a cluster.
namespace tancua::events {

// One stream of one publishing service.
struct StreamName {
  std::string prefix;
  std::string service;
  int shard = 0;

  // "tancua:events:{dossier:3}"
  [[nodiscard]] std::string Key() const {
    return absl::StrCat(prefix, ":events:{", service, ":", shard, "}");
  }
  // Sorted set of event ids by the time of their next try.
  [[nodiscard]] std::string RetryDueKey(const std::string& group) const {
    return absl::StrCat(prefix, ":retry-due:{", service, ":", shard, "}:", group);
  }
  // Hash from event id to the FailedEvent.
  [[nodiscard]] std::string RetryKey(const std::string& group) const {
    return absl::StrCat(prefix, ":retry:{", service, ":", shard, "}:", group);
  }
};

// Number of the last batch that the relay of `service` published.
[[nodiscard]] inline std::string MarkerKey(const std::string& prefix, const std::string& service) {
  return absl::StrCat(prefix, ":published:{", service, "}");
}

// Stream of the events that `group` has given up.
[[nodiscard]] inline std::string DeadLetterKey(const std::string& prefix,
                                               const std::string& group) {
  return absl::StrCat(prefix, ":dead:{", group, "}");
}

// The only field of a stream's entries.
inline constexpr const char* kEventField = "e";

}  // namespace tancua::events
