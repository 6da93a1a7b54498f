#include "services/statistics/module.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/statistics/config.h"
#include "services/statistics/deps.h"
#include "services/statistics/metrics.h"
#include "services/statistics/service.h"
#include "services/statistics/store/migrate.h"
#include "services/statistics/store/recount.h"
#include "services/statistics/workers/erasure.h"
#include "services/statistics/workers/measure_wards.h"
#include "services/statistics/workers/recount.h"
#include "services/statistics/workers/subscription.h"

namespace tancua::statistics {
namespace {

constexpr int kPort = 7105;
constexpr char kWards[] = "/common/ward/data/wards.yaml";

class StatisticsModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "statistics"; }
  Needs needs() const override { return {.grpc_port = kPort, .database = true}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  std::vector<sql::Migration> migrations() const override { return store::AllMigrations(); }
  absl::Status Build(runtime::Host& host) override;

 private:
  Config config_;
};

absl::Status StatisticsModule::Build(runtime::Host& host) {
  ASSIGN_OR_RETURN(ward::WardDirectory wards,
                   ward::WardDirectory::Load(absl::StrCat(host.asset_dir(), kWards)));
  ASSIGN_OR_RETURN(sql::Database * database, host.OpenDatabase(name(), migrations()));
  RETURN_IF_ERROR(database->Write(
      "recount", [&](sql::Session& tx) { return store::PlanRecounts(tx, config_.recount); }));

  Deps& deps = host.Own(std::make_unique<Deps>(Deps{
      .clock = host.clock(),
      .database = *database,
      .wards = host.Own(std::make_unique<ward::WardDirectory>(std::move(wards))),
  }));
  Metrics& metrics = host.Own(std::make_unique<Metrics>(host.metrics()));
  events::Subscription subscription = workers::Facts(metrics);
  workers::AddErasure(host.AddOutbox(name(), *database), host.clock(), subscription);
  host.AddConsumer(*database, std::move(subscription));
  host.AddWorker({.name = "statistics.recount", .interval = absl::Minutes(10), .run_once = [&deps] {
                    return workers::RecountOneWard(deps);
                  }});
  host.AddWorker({.name = "statistics.measure",
                  .interval = absl::Seconds(15),
                  .run_once = [&deps, &metrics]() -> absl::StatusOr<int> {
                    metrics.Measure(deps.clock.Now());
                    return 0;
                  }});
  auto& measure = host.Own(std::make_unique<workers::MeasureWards>(deps, metrics));
  host.AddWorker({.name = "statistics.measure_wards",
                  .interval = absl::Seconds(30),
                  .run_once = [&measure] { return measure.RunOnce(); }});
  host.AddService(name(), StatisticsService(deps));
  host.AddService(name(), ActivationStatisticsService(deps));
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<StatisticsModule>(); }

}  // namespace tancua::statistics
