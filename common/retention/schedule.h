#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/retention/metrics.h"

// How long records are kept. The classes are data, with their legal basis.
namespace tancua::retention {

struct Class {
  std::string record;                   // "messages"
  std::vector<std::string> procedures;  // empty: all that no other class names
  int years = 0;
  bool permanent = false;
  bool verified = false;  // else a dry run: what would be removed is only counted
  std::string legal_basis;

  // Records that ended before this are past their class. Whole calendar years, in Vietnam.
  [[nodiscard]] absl::Time CutOff(absl::Time now) const;
};

class Schedule {
 public:
  // As in data/retention.yaml. INVALID_ARGUMENT names the class that is not whole.
  [[nodiscard]] static absl::StatusOr<Schedule> Parse(std::string_view yaml);
  [[nodiscard]] static absl::StatusOr<Schedule> Load(const std::string& path);

  // The class of a record, by its procedure where it has one; null when nothing is said of it, so
  // that it is kept.
  [[nodiscard]] const Class* Find(std::string_view record, std::string_view procedure = "") const;

 private:
  std::vector<Class> classes_;
};

// The two things that a class may mean for a table.
struct Table {
  // How many records ended before, and are under no hold.
  absl::FunctionRef<absl::StatusOr<std::int64_t>(absl::Time before)> count;
  // Removes at most `limit` of them, or makes them anonymous; returns how many.
  absl::FunctionRef<absl::StatusOr<int>(absl::Time before, int limit)> remove;
};

// One batch of one class, for a worker: returns how many records were removed, none in a dry run.
[[nodiscard]] absl::StatusOr<int> ApplyClass(const Class* found, absl::Time now, Metrics& metrics,
                                             const Table& table);

}  // namespace tancua::retention
