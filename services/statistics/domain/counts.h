#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "services/statistics/domain/fact.h"

// How many dossiers are what: of one day and channel, or added up.
namespace tancua::statistics::domain {

struct Counts {
  std::array<std::int64_t, kStates.size()> by_state{};
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  std::int64_t undated = 0;
  std::int64_t answers = 0;
  std::int64_t satisfied = 0;
  std::int64_t assisted = 0;

  Counts& operator+=(const Counts& other);
  Counts& operator-=(const Counts& other);
  bool operator==(const Counts&) const = default;
};

// What one dossier adds. `score` is the citizen's, or 0 for none. Nothing for an empty state:
// a dossier of which only the rating is known.
[[nodiscard]] Counts CountsOf(std::string_view state, std::string_view outcome, int score,
                              bool assisted);

}  // namespace tancua::statistics::domain
