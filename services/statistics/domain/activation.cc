#include "services/statistics/domain/activation.h"

namespace tancua::statistics::domain {

ActivationCount& ActivationCount::operator+=(const ActivationCount& other) {
  level1 += other.level1;
  level2 += other.level2;
  recorded += other.recorded;
  automatic += other.automatic;
  return *this;
}

ActivationCount CountOf(int level, const std::string& source, std::int64_t count) {
  ActivationCount counted;
  (level == 1 ? counted.level1 : counted.level2) = count;
  (source == "RECORDED" ? counted.recorded : counted.automatic) = count;
  return counted;
}

ActivationCount TotalOf(const ByQuarter& quarters) {
  ActivationCount total;
  for (const auto& [quarter, count] : quarters) total += count;
  return total;
}

}  // namespace tancua::statistics::domain
