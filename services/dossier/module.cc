#include "services/dossier/module.h"

#include <string>
#include <utility>

#include "common/retention/schedule.h"
#include "common/runtime/forget_requests.h"
#include "common/status/macros.h"
#include "services/dossier/blobs/blob_place.h"
#include "services/dossier/blobs/directory_blob_store.h"
#include "services/dossier/deps.h"
#include "services/dossier/service.h"
#include "services/dossier/store/schema.h"
#include "services/dossier/store/sealed_columns.h"
#include "services/dossier/workers/count_open_dossiers.h"
#include "services/dossier/workers/expire_attachments.h"
#include "services/dossier/workers/forget_lookup_attempts.h"
#include "services/dossier/workers/retain_dossiers.h"
#include "services/dossier/workers/subscription.h"

namespace tancua::dossier {
namespace {

// Data that come with the suite, or the operator's own.
struct Data {
  std::unique_ptr<catalogue::Current> catalogue;
  calendar::Calendar calendar;
  ward::WardDirectory wards;
  retention::Schedule retention;
};

absl::StatusOr<Data> LoadData(const Config& config, const std::string& data_dir,
                              const std::string& assets) {
  const auto path = [&](const std::string& own, const char* ours) {
    return own.empty() ? assets + "/" + ours : own;
  };
  ASSIGN_OR_RETURN(auto catalogue, catalogue::Current::Open({.configured = config.procedures,
                                                             .data_dir = data_dir,
                                                             .asset_dir = assets}));
  ASSIGN_OR_RETURN(auto calendar,
                   calendar::Calendar::Load(
                       path(config.calendar, "common/calendar/data/vietnam_state_offices.yaml")));
  ASSIGN_OR_RETURN(auto wards,
                   ward::WardDirectory::Load(path(config.wards, "common/ward/data/wards.yaml")));
  ASSIGN_OR_RETURN(auto retention, retention::Schedule::Load(path(
                                       config.retention, "common/retention/data/retention.yaml")));
  return Data{std::move(catalogue), std::move(calendar), std::move(wards), std::move(retention)};
}

void AddWorkers(runtime::Host& host, const Deps& deps, const retention::Schedule& schedule) {
  auto& expire = host.Own(std::make_unique<workers::ExpireAttachments>(deps));
  host.AddWorker({.name = "dossier.expire_attachments",
                  .interval = absl::Minutes(1),
                  .run_once = [&expire] { return expire.RunOnce(); }});
  auto& sweep = host.Own(std::make_unique<workers::SweepBlobs>(deps));
  host.AddWorker({.name = "dossier.sweep_blobs",
                  .interval = absl::Minutes(1),
                  .run_once = [&sweep] { return sweep.RunOnce(); }});
  host.AddWorker({.name = "dossier.forget_lookup_attempts",
                  .interval = absl::Minutes(1),
                  .run_once = [&deps] { return workers::ForgetLookupAttempts(deps); }});
  host.AddWorker(runtime::ForgetRequests("dossier", deps.database, deps.clock));
  auto& retained = host.Own(std::make_unique<retention::Metrics>(host.metrics(), "dossier"));
  auto& retain = host.Own(std::make_unique<workers::RetainDossiers>(deps, schedule, retained));
  host.AddWorker({.name = "dossier.retention", .interval = absl::Hours(1), .run_once = [&retain] {
                    return retain.RunOnce();
                  }});
  host.AddWorker({.name = "dossier.count_open_dossiers",
                  .interval = absl::Seconds(15),
                  .run_once = [&deps] { return workers::CountOpenDossiers(deps); }});
}

void AddCatalogueWorker(runtime::Host& host, const Deps& deps, catalogue::Current& catalogue) {
  const auto count = [&deps] {
    deps.metrics.SetCatalogueVersions(static_cast<std::int64_t>(deps.catalogue.Get().size()));
  };
  count();
  host.AddWorker({.name = "dossier.reread_catalogue",
                  .interval = absl::Seconds(5),
                  .run_once = [&deps, &catalogue, count]() -> absl::StatusOr<int> {
                    ASSIGN_OR_RETURN(const int taken,
                                     catalogue.Reread(calendar::LocalDay(deps.clock.Now())));
                    count();
                    return taken;
                  }});
}

class DossierModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "dossier"; }
  Needs needs() const override { return {.grpc_port = 7102, .database = true}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }

  std::vector<sql::Migration> migrations() const override { return store::Schema(); }
  absl::Status Build(runtime::Host& host) override {
    ASSIGN_OR_RETURN(Data loaded, LoadData(config_, host.data_dir(), host.asset_dir()));
    const Data& data = host.Own(std::make_unique<Data>(std::move(loaded)));
    ASSIGN_OR_RETURN(sql::Database * database, host.OpenDatabase(name(), migrations()));
    const std::string folder =
        config_.blobs.empty() ? host.data_dir() + "/dossier-blobs" : config_.blobs;
    ASSIGN_OR_RETURN(auto blobs, blobs::OpenDirectoryBlobStore(folder, host.field_keys()));
    auto& metrics = host.Own(std::make_unique<Metrics>(host.metrics()));

    const Deps& deps = host.Own(std::make_unique<Deps>(
        Deps{.clock = host.clock(),
             .ids = host.ids(),
             .keys = host.field_keys(),
             .database = *database,
             .outbox = host.AddOutbox(name(), *database),
             .blobs = host.Own(std::move(blobs)),
             .citizens = host.Own(std::make_unique<citizens::CitizenProfiles>(
                 host.invoker("identity"), host.clock(),
                 static_cast<std::size_t>(config_.citizen_cache_size), config_.citizen_cache_ttl)),
             .identity = host.invoker("identity"),
             .catalogue = *data.catalogue,
             .calendar = data.calendar,
             .wards = data.wards,
             .config = config_,
             .names = host.names(),
             .metrics = metrics}));
    host.AddService(name(), CatalogueService(deps));
    host.AddService(name(), DossierService(deps));
    host.AddService(name(), PersonalDataService(deps));
    host.AddConsumer(*database, workers::Subscription(deps));
    AddWorkers(host, deps, data.retention);
    AddCatalogueWorker(host, deps, *data.catalogue);
    auto places = rotation::Places(*database, host.field_keys(), store::SealedColumns());
    places.push_back(blobs::NewBlobPlace(folder, host.field_keys(), host.ids()));
    return host.AddRotation(name(), *database, std::move(places));
  }

 private:
  Config config_;
};

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<DossierModule>(); }

}  // namespace tancua::dossier
