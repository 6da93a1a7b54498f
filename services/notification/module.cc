#include "services/notification/module.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "common/http/client.h"
#include "common/rotation/rotation.h"
#include "common/status/macros.h"
#include "services/notification/config.h"
#include "services/notification/deps.h"
#include "services/notification/providers/make.h"
#include "services/notification/service.h"
#include "services/notification/store/migrate.h"
#include "services/notification/store/sealed_columns.h"
#include "services/notification/store/token_store.h"
#include "services/notification/workers/erase.h"
#include "services/notification/workers/intake.h"
#include "services/notification/workers/sender.h"

namespace tancua::notification {
namespace {

constexpr absl::Duration kMeasureEvery = absl::Seconds(5);

double Uniform() {
  static thread_local std::mt19937_64 random(std::random_device{}());
  return std::uniform_real_distribution<double>(0, 1)(random);
}

// What all parts of the module share; owned by the host.
struct Parts {
  Parts(sql::Database& db, events::Outbox& outbox, runtime::Host& host, Catalogue texts,
        domain::LadderRules ladder)
      : database(db),
        catalogue(std::move(texts)),
        rules(ladder),
        store(db, host.field_keys()),
        metrics(host.metrics()),
        deps{store, db, outbox, host.clock()} {}

  sql::Database& database;
  const Catalogue catalogue;
  const domain::LadderRules rules;
  store::Store store;
  Metrics metrics;
  http::Client http;
  Deps deps;
};

class NotificationModule final : public runtime::Module {
 public:
  [[nodiscard]] std::string_view name() const override { return "notification"; }
  [[nodiscard]] Needs needs() const override { return {.grpc_port = 7103, .database = true}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  [[nodiscard]] std::vector<std::string> ProductionProblems() const override {
    return notification::ProductionProblems(config_);
  }
  std::vector<sql::Migration> migrations() const override { return store::AllMigrations(); }
  [[nodiscard]] absl::Status Build(runtime::Host& host) override;

 private:
  absl::StatusOr<domain::LadderRules> Rules() const;
  absl::Status AddRungs(runtime::Host& host, Parts& parts) const;
  void AddRung(runtime::Host& host, Parts& parts, domain::Rung rung,
               std::unique_ptr<Provider> provider) const;
  void AddIntake(runtime::Host& host, Parts& parts) const;
  absl::Status AddRetention(runtime::Host& host, Parts& parts) const;

  Config config_;
};

absl::Status NotificationModule::Build(runtime::Host& host) {
  RETURN_IF_ERROR(Complete(config_, host.production(), host.asset_dir()));
  ASSIGN_OR_RETURN(Catalogue catalogue, Catalogue::Load(config_.data_dir));
  ASSIGN_OR_RETURN(domain::LadderRules rules, Rules());
  ASSIGN_OR_RETURN(sql::Database* const database, host.OpenDatabase(name(), migrations()));
  events::Outbox& outbox = host.AddOutbox("notification", *database);
  Parts& parts =
      host.Own(std::make_unique<Parts>(*database, outbox, host, std::move(catalogue), rules));
  AddIntake(host, parts);
  RETURN_IF_ERROR(AddRetention(host, parts));
  RETURN_IF_ERROR(AddRungs(host, parts));
  host.AddWorker({.name = "notification.measure",
                  .interval = kMeasureEvery,
                  .run_once = [&parts, &clock = host.clock()]() -> absl::StatusOr<int> {
                    ASSIGN_OR_RETURN(const auto backlogs, parts.store.Measure());
                    parts.metrics.SetBacklog(backlogs, clock.Now());
                    ASSIGN_OR_RETURN(const auto expiries, store::TokenExpiries(parts.database));
                    for (const auto& [provider, expiry] : expiries) {
                      parts.metrics.SetTokenExpiry(provider, expiry);
                    }
                    return 0;
                  }});
  RETURN_IF_ERROR(host.AddRotation(
      name(), *database, rotation::Places(*database, host.field_keys(), store::SealedColumns())));
  host.AddService("notification", NotificationService(parts.deps));
  host.AddService("notification", PersonalDataService(parts.deps));
  return absl::OkStatus();
}

absl::StatusOr<domain::LadderRules> NotificationModule::Rules() const {
  domain::LadderRules rules;
  rules.patience = config_.patience;
  rules.has_sms = config_.sms.provider != "off";
  ASSIGN_OR_RETURN(rules.quiet_hours, domain::QuietHours::Parse(config_.quiet_hours));
  return rules;
}

void NotificationModule::AddIntake(runtime::Host& host, Parts& parts) const {
  const auto first = config_.zns.provider == "off" ? domain::Rung::kSms : domain::Rung::kZns;
  const Intake& intake = host.Own(
      std::make_unique<Intake>(parts.store, parts.catalogue, parts.rules, first, host.clock()));
  events::Subscription subscription("notification", {"dossier", "survey", "identity"});
  subscription.On<dossier::v1::DossierChanged>(
      [&intake](sql::Session& tx, const events::Header& header, const auto& event) {
        return intake.OnDossierChanged(tx, header, event);
      });
  subscription.On<survey::v1::SurveyInvited>(
      [&intake](sql::Session& tx, const events::Header& header, const auto& event) {
        return intake.OnSurveyInvited(tx, header, event);
      });
  subscription.On<identity::v1::OneTimeCodeIssued>(
      [&intake](sql::Session& tx, const events::Header& header, const auto& event) {
        return intake.OnOneTimeCodeIssued(tx, header, event);
      });
  subscription.On<privacy::v1::DossiersErased>(
      [&parts](sql::Session& tx, const events::Header& header, const auto& event) {
        return OnDossiersErased(tx, header, event, parts.deps.outbox, parts.deps.clock);
      });
  subscription.On<privacy::v1::DossiersHeld>(OnDossiersHeld);
  host.AddConsumer(parts.database, std::move(subscription));
}

absl::Status NotificationModule::AddRetention(runtime::Host& host, Parts& parts) const {
  const std::string path = config_.retention.empty()
                               ? host.asset_dir() + "/common/retention/data/retention.yaml"
                               : config_.retention;
  ASSIGN_OR_RETURN(retention::Schedule loaded, retention::Schedule::Load(path));
  const auto& schedule = host.Own(std::make_unique<retention::Schedule>(std::move(loaded)));
  auto& metrics = host.Own(std::make_unique<retention::Metrics>(host.metrics(), "notification"));
  host.AddWorker({.name = "notification.retention",
                  .interval = absl::Hours(1),
                  .run_once = [&parts, &schedule, &metrics, &clock = host.clock()] {
                    return RetainMessages(parts.database, clock, schedule, metrics);
                  }});
  host.AddWorker(
      {.name = "notification.erase_late",
       .interval = absl::Minutes(1),
       .run_once = [&parts, &clock = host.clock()] { return EraseLate(parts.database, clock); }});
  return absl::OkStatus();
}

absl::Status NotificationModule::AddRungs(runtime::Host& host, Parts& parts) const {
  const domain::Abbreviations& abbreviations = parts.catalogue.abbreviations();
  ASSIGN_OR_RETURN(auto zns,
                   MakeZnsProvider(config_, abbreviations, parts.database, parts.http, host));
  if (zns != nullptr) {
    AddRung(host, parts, domain::Rung::kZns, std::move(zns));
  } else {
    // What waited for Zalo when it was switched off.
    host.AddWorker({.name = "notification.pass_to_sms",
                    .interval = kMeasureEvery,
                    .run_once = [&parts, &clock = host.clock(), batch = config_.batch] {
                      const absl::Time now = clock.Now();
                      return parts.store.PassToSms(now, now, batch);
                    }});
  }
  auto sms = MakeSmsProvider(config_, abbreviations, parts.http);
  if (sms != nullptr) AddRung(host, parts, domain::Rung::kSms, std::move(sms));
  return absl::OkStatus();
}

void NotificationModule::AddRung(runtime::Host& host, Parts& parts, domain::Rung rung,
                                 std::unique_ptr<Provider> owned) const {
  Provider& provider = host.Own(std::move(owned));
  parts.metrics.AddProvider(provider.name(), rung);
  auto& circuit = host.Own(std::make_unique<domain::Circuit>(domain::Circuit::Rules()));
  Sender& sender = host.Own(std::make_unique<Sender>(
      SenderParts{parts.store, parts.catalogue, parts.rules, rung, provider, circuit, parts.metrics,
                  host.clock(), config_.lease, config_.timeout, Uniform}));
  for (int i = 1; i <= config_.senders; ++i) {
    host.AddWorker({.name = absl::StrCat("notification.send_",
                                         rung == domain::Rung::kZns ? "zns" : "sms", ".", i),
                    .interval = config_.poll,
                    .run_once = [&sender] { return sender.RunOnce(); }});
  }
}

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<NotificationModule>(); }

}  // namespace tancua::notification
