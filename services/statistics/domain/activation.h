#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"

// Citizens who reached level 1 or 2 of VNeID.
namespace tancua::statistics::domain {

// One credit, as its newest event says. Source is the name of the enumerator.
struct Activation {
  std::string activation;  // "activations/{uuid}"
  std::int64_t revision = 0;
  std::string ward;     // five digits; never changes
  std::string quarter;  // code of the khu phố; empty when not known
  int level = 0;
  std::string source;        // "AUTOMATIC" or "RECORDED"
  absl::Time activate_time;  // never changes
};

// How many credits; level1 + level2 are all, as are recorded + automatic.
struct ActivationCount {
  std::int64_t level1 = 0;
  std::int64_t level2 = 0;
  std::int64_t recorded = 0;
  std::int64_t automatic = 0;

  ActivationCount& operator+=(const ActivationCount& other);
  bool operator==(const ActivationCount&) const = default;
};

[[nodiscard]] ActivationCount CountOf(int level, const std::string& source, std::int64_t count);

// By code of the quarter.
using ByQuarter = std::map<std::string, ActivationCount>;

[[nodiscard]] ActivationCount TotalOf(const ByQuarter& quarters);

}  // namespace tancua::statistics::domain
