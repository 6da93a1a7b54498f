#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// From counted cells to the figures of a report.
namespace tancua::statistics::domain {

// A share, never without what it is a share of.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

// In percent, rounded half up to two decimals; nothing when there is nothing to divide by.
[[nodiscard]] std::optional<double> Percent(const Ratio& ratio);

// How many dossiers of a ward and a period share channel, state and outcome, how many of
// them were rated and how many of the ratings were good.
struct Cell {
  std::string channel;
  std::string state;
  std::string outcome;
  std::int64_t dossiers = 0;
  std::int64_t answers = 0;
  std::int64_t satisfied = 0;
};

struct Figures {
  std::int64_t received = 0;
  std::map<std::string, std::int64_t, std::less<>> by_channel;
  std::map<std::string, std::int64_t, std::less<>> by_state;
  Ratio on_time;
  Ratio online;
  Ratio satisfaction;
  Ratio survey_response;
  std::int64_t finished_undated = 0;
};

[[nodiscard]] Figures Sum(const std::vector<Cell>& cells);

}  // namespace tancua::statistics::domain
