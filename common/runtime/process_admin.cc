// What a process tells of itself, to its admin port and in its metrics.
#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/runtime/backup_age.h"
#include "common/runtime/key_report.h"
#include "common/runtime/process.h"
#include "common/runtime/process_metrics.h"

namespace tancua::runtime {
namespace {

constexpr absl::Duration kMeasureEvery = absl::Seconds(5);

}  // namespace

void Process::MeasureItself() {
  auto& process = Own(std::make_unique<ProcessMetrics>(metrics_, data_dir()));
  AddWorker({.name = "runtime.measure", .interval = kMeasureEvery, .run_once = [&process] {
               return process.Measure();
             }});
  if (!KeepsFiles()) return;
  auto& backup = Own(std::make_unique<BackupAge>(metrics_, data_dir()));
  AddWorker({.name = "runtime.measure_backup", .interval = kMeasureEvery, .run_once = [&backup] {
               return backup.Measure();
             }});
}

// PostgreSQL is backed up by those who run it, and they watch over it.
bool Process::KeepsFiles() const {
  return std::any_of(databases_.begin(), databases_.end(), [&](const auto& database) {
    return config_.modules.find(database.first)->second.database.url.starts_with("sqlite:");
  });
}

Admin::Health Process::Health() {
  Admin::Health health{.ready = ready_.load(), .checks = {}};
  health.checks["started"] = health.ready ? "ok" : "not ready";
  for (const auto& [name, database] : databases_) {
    absl::Status status = database->Ping();
    health.checks[absl::StrCat(name, ".database")] =
        status.ok() ? "ok" : std::string(status.message());
    health.ready = health.ready && status.ok();
  }
  return health;
}

Admin::Sources Process::AdminSources() {
  return {.metrics = metrics_,
          .health = [this] { return Health(); },
          .keys = [this] { return Keys(); },
          .pages = pages_};
}

std::string Process::Keys() const {
  std::map<std::string, rotation::Progress> services;
  for (const auto& [service, rotation] : rotations_) services[service] = rotation->progress();
  return KeyReport(field_keys().ids(), event_keys().ids(), services);
}

std::map<std::string, int> Process::ports() const {
  std::map<std::string, int> ports;
  if (admin_ != nullptr) ports["admin"] = admin_->port();
  for (const auto& [name, server] : servers_) ports[name] = server->port();
  return ports;
}

}  // namespace tancua::runtime
