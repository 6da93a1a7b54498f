#include "common/retention/metrics.h"

#include <utility>

namespace tancua::retention {

Metrics::Metrics(prometheus::Registry& registry, std::string service)
    : service_(std::move(service)),
      due_(prometheus::BuildGauge()
               .Name("tancua_retention_due_records")
               .Help("Records past their retention class that are still kept")
               .Register(registry)),
      removed_(prometheus::BuildCounter()
                   .Name("tancua_retention_removed_records_total")
                   .Help("Records removed or made anonymous because their class ended")
                   .Register(registry)) {}

void Metrics::SetDue(const std::string& record, std::int64_t count) {
  due_.Add({{"service", service_}, {"record", record}}).Set(static_cast<double>(count));
  CountRemoved(record, 0);  // shown before the first
}

void Metrics::CountRemoved(const std::string& record, std::int64_t count) {
  removed_.Add({{"service", service_}, {"record", record}}).Increment(static_cast<double>(count));
}

}  // namespace tancua::retention
