#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace tancua::rotation {

// One place that keeps sealed values or indices: a column of a table, or a folder of files. Used
// by one thread at a time.
class Place {
 public:
  virtual ~Place() = default;

  // "citizens.profile_sealed", for people and for metrics.
  [[nodiscard]] virtual const std::string& name() const = 0;
  // How many values stand under `key_id`, and how many under another key or under none.
  [[nodiscard]] virtual absl::StatusOr<std::int64_t> CountUnder(const std::string& key_id) = 0;
  [[nodiscard]] virtual absl::StatusOr<std::int64_t> CountOthers(const std::string& key_id) = 0;

  struct Batch {
    int moved = 0;       // now stand under the sealing key
    int unreadable = 0;  // stay as they are: damaged, or under a key that is missing
    bool last = false;   // the next call begins again
  };
  // Moves the next few values that do not stand under `key_id`, the sealing key. A value that
  // somebody else changes meanwhile is left to them.
  [[nodiscard]] virtual absl::StatusOr<Batch> MoveSome(const std::string& key_id) = 0;
};

// What a value of `key_id` begins with.
[[nodiscard]] inline std::string PrefixOf(const std::string& key_id) { return key_id + "."; }

}  // namespace tancua::rotation
