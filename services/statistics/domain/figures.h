#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "services/statistics/domain/counts.h"

// From counts to the figures of a report.
namespace tancua::statistics::domain {

// A share, never without what it is a share of.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

// In percent, rounded half up to two decimals; nothing when there is nothing to divide by.
[[nodiscard]] std::optional<double> Percent(const Ratio& ratio);

// The counts of a ward over a period, by the name of the channel.
using ByChannel = std::map<std::string, Counts, std::less<>>;

struct Figures {
  std::int64_t received = 0;
  std::map<std::string, std::int64_t, std::less<>> by_channel;
  std::array<std::int64_t, kStates.size()> by_state{};  // as kStates
  Ratio on_time;
  Ratio online;
  Ratio satisfaction;
  Ratio survey_response;
  Ratio assisted;
  std::int64_t finished_undated = 0;
};

[[nodiscard]] Figures FiguresOf(const ByChannel& channels);

}  // namespace tancua::statistics::domain
