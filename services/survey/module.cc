#include "services/survey/module.h"

#include "absl/strings/str_cat.h"
#include "common/retention/schedule.h"
#include "common/runtime/forget_requests.h"
#include "common/status/macros.h"
#include "services/survey/deps.h"
#include "services/survey/domain/link.h"
#include "services/survey/service.h"
#include "services/survey/store/migrate.h"
#include "services/survey/store/sealed_columns.h"
#include "services/survey/workers/expire.h"
#include "services/survey/workers/invite.h"
#include "services/survey/workers/privacy.h"

namespace tancua::survey {
namespace {

constexpr int kPort = 7104;
constexpr char kQuestionnaires[] = "/services/survey/data/questionnaires";

class SurveyModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "survey"; }
  Needs needs() const override { return {.grpc_port = kPort, .database = true}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  std::vector<std::string> ProductionProblems() const override;
  std::vector<sql::Migration> migrations() const override { return store::AllMigrations(); }
  absl::Status Build(runtime::Host& host) override;

 private:
  absl::Status AddRetention(runtime::Host& host, Deps& deps) const;

  Config config_;
};

std::vector<std::string> SurveyModule::ProductionProblems() const {
  if (config_.public_base_url.starts_with("https://")) return {};
  return {"survey.public_base_url must be https in production"};
}

absl::Status SurveyModule::Build(runtime::Host& host) {
  RETURN_IF_ERROR(domain::CheckPublicBaseUrl(config_.public_base_url));
  ASSIGN_OR_RETURN(
      catalogue::Questionnaires questionnaires,
      catalogue::Questionnaires::Load(absl::StrCat(host.asset_dir(), kQuestionnaires)));
  ASSIGN_OR_RETURN(sql::Database * database, host.OpenDatabase(name(), migrations()));

  Deps& deps = host.Own(std::make_unique<Deps>(Deps{
      .clock = host.clock(),
      .ids = host.ids(),
      .database = *database,
      .outbox = host.AddOutbox(name(), *database),
      .keys = host.field_keys(),
      .questionnaires =
          host.Own(std::make_unique<catalogue::Questionnaires>(std::move(questionnaires))),
      .config = host.Own(std::make_unique<Config>(config_)),
      .metrics = host.Own(std::make_unique<Metrics>(host.metrics())),
  }));
  host.AddConsumer(*database, workers::Invitations(deps));
  host.AddWorker({.name = "survey.expire", .interval = absl::Minutes(1), .run_once = [&deps] {
                    return workers::ExpireInvitations(deps);
                  }});
  host.AddWorker(runtime::ForgetRequests(name(), *database, host.clock()));
  RETURN_IF_ERROR(host.AddRotation(
      name(), *database, rotation::Places(*database, host.field_keys(), store::SealedColumns())));
  host.AddWorker({.name = "survey.measure", .interval = absl::Seconds(15), .run_once = [&deps] {
                    return workers::MeasureOpen(deps);
                  }});
  host.AddService(name(), SurveyService(deps));
  host.AddService(name(), PersonalDataService(deps));
  return AddRetention(host, deps);
}

absl::Status SurveyModule::AddRetention(runtime::Host& host, Deps& deps) const {
  const std::string path = config_.retention.empty()
                               ? host.asset_dir() + "/common/retention/data/retention.yaml"
                               : config_.retention;
  ASSIGN_OR_RETURN(retention::Schedule loaded, retention::Schedule::Load(path));
  const auto& schedule = host.Own(std::make_unique<retention::Schedule>(std::move(loaded)));
  auto& metrics = host.Own(std::make_unique<retention::Metrics>(host.metrics(), "survey"));
  host.AddWorker({.name = "survey.retention",
                  .interval = absl::Hours(1),
                  .run_once = [&deps, &schedule, &metrics] {
                    return workers::RetainAnswers(deps, schedule, metrics);
                  }});
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<SurveyModule>(); }

}  // namespace tancua::survey
