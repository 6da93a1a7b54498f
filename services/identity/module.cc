#include "services/identity/module.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "common/runtime/forget_requests.h"
#include "common/status/macros.h"
#include "services/identity/audit_service.h"
#include "services/identity/deps.h"
#include "services/identity/domain/client_file.h"
#include "services/identity/domain/roster.h"
#include "services/identity/oauth/demo_clients.h"
#include "services/identity/partner_services.h"
#include "services/identity/privacy_module.h"
#include "services/identity/service.h"
#include "services/identity/signing_key.h"
#include "services/identity/store/migrate.h"
#include "services/identity/store/officers.h"
#include "services/identity/store/sealed_columns.h"
#include "services/identity/verify_audit.h"
#include "services/identity/workers/anchor_audit.h"
#include "services/identity/workers/purge.h"
#include "services/identity/workers/reload_signing_keys.h"
#include "services/identity/workers/subscription.h"
#include "services/identity/workers/verify_audit.h"

namespace tancua::identity {
namespace {

constexpr int kPort = 7101;
constexpr absl::Duration kLookForKeysEvery = absl::Seconds(10);
constexpr char kWards[] = "/common/ward/data/wards.yaml";

class IdentityModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "identity"; }
  Needs needs() const override { return {.grpc_port = kPort, .database = true}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  std::vector<std::string> ProductionProblems() const override {
    return identity::ProductionProblems(config_);
  }
  std::vector<sql::Migration> migrations() const override { return store::AllMigrations(); }
  absl::Status Build(runtime::Host& host) override;
  std::vector<runtime::Command> commands() override { return {VerifyAuditCommand()}; }

 private:
  absl::StatusOr<std::shared_ptr<SigningKeys>> LoadSigningKeys(runtime::Host& host) const;
  absl::Status LoadOfficers(runtime::Host& host, sql::Database& database) const;
  absl::Status LoadClients(runtime::Host& host, sql::Database& database) const;

  Config config_;
};

absl::StatusOr<std::shared_ptr<SigningKeys>> IdentityModule::LoadSigningKeys(
    runtime::Host& host) const {
  if (!config_.signing_keys_dir.empty()) {
    return SigningKeys::FromFolder(config_.signing_keys_dir, config_.signing_key_publish_before,
                                   host.clock());
  }
  std::string pem = config_.signing_key.value;
  if (pem.empty()) {
    ASSIGN_OR_RETURN(pem, DevelopmentSigningKey(host.data_dir()));
  }
  return SigningKeys::FromPem(pem, host.clock());
}

absl::StatusOr<std::string> ReadAsset(const std::string& path) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(path + " cannot be read");
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

absl::Status IdentityModule::LoadOfficers(runtime::Host& host, sql::Database& database) const {
  const std::string path =
      (std::filesystem::path(host.asset_dir()) / config_.officers_file).string();
  ASSIGN_OR_RETURN(const std::string yaml, ReadAsset(path));
  const auto roster = domain::ParseRoster(yaml);
  if (!roster.ok()) {
    return absl::InvalidArgumentError(path + ": " + std::string(roster.status().message()));
  }
  return database.Write("officers", [&](sql::Session& tx) {
    return store::ReplaceOfficers(tx, host.field_keys(), host.ids(), *roster);
  });
}

absl::Status IdentityModule::LoadClients(runtime::Host& host, sql::Database& database) const {
  if (config_.oauth.clients_file.empty()) return absl::OkStatus();
  const std::string path =
      (std::filesystem::path(host.asset_dir()) / config_.oauth.clients_file).string();
  ASSIGN_OR_RETURN(const std::string yaml, ReadAsset(path));
  const auto clients = domain::ParseClients(yaml);
  if (!clients.ok()) {
    return absl::InvalidArgumentError(path + ": " + std::string(clients.status().message()));
  }
  return database.Write("clients", [&](sql::Session& tx) {
    return oauth::RegisterClients(tx, host.clock(), host.ids(), *clients);
  });
}

absl::Status IdentityModule::Build(runtime::Host& host) {
  RETURN_IF_ERROR(CheckConfig(config_));
  ASSIGN_OR_RETURN(const std::shared_ptr<SigningKeys> signing_keys, LoadSigningKeys(host));
  ASSIGN_OR_RETURN(sql::Database * database, host.OpenDatabase(name(), migrations()));
  RETURN_IF_ERROR(LoadOfficers(host, *database));
  RETURN_IF_ERROR(LoadClients(host, *database));

  ASSIGN_OR_RETURN(ward::WardDirectory wards, ward::WardDirectory::Load(host.asset_dir() + kWards));

  const Config& config = host.Own(std::make_unique<Config>(config_));
  Metrics& metrics = host.Own(std::make_unique<Metrics>(host.metrics()));
  Deps& deps = host.Own(std::make_unique<Deps>(Deps{
      .clock = host.clock(),
      .ids = host.ids(),
      .database = *database,
      .outbox = host.AddOutbox(name(), *database),
      .keys = host.field_keys(),
      .wards = host.Own(std::make_unique<ward::WardDirectory>(std::move(wards))),
      .config = config,
      .providers =
          host.Own(std::make_unique<oidc::Providers>(config, host.clock(), host.ids(), metrics)),
      .access_tokens = host.Own(std::make_unique<AccessTokens>(
          signing_keys, config_.access_token_life, host.clock(), host.ids())),
      .metrics = metrics,
      .names = host.names(),
      .oauth_metrics = host.Own(std::make_unique<oauth::Metrics>(host.metrics())),
  }));
  host.AddWorker({.name = "identity.purge", .interval = absl::Minutes(10), .run_once = [&deps] {
                    return workers::PurgeEnded(deps);
                  }});
  host.AddWorker(runtime::ForgetRequests(name(), *database, host.clock()));
  host.AddWorker(
      {.name = "identity.keys", .interval = kLookForKeysEvery, .run_once = [=, &metrics] {
         metrics.SetSigningKeyStart(signing_keys->CurrentSince());
         return workers::ReloadSigningKeys(*signing_keys);
       }});
  auto& anchor = host.Own(std::make_unique<workers::AnchorAudit>(deps, host.metrics()));
  host.AddWorker({.name = "identity.anchor_audit",
                  .interval = absl::Minutes(1),
                  .run_once = [&anchor] { return anchor.RunOnce(); }});
  auto& verify = host.Own(std::make_unique<workers::VerifyAuditLog>(deps, host.metrics()));
  host.AddWorker({.name = "identity.verify_audit",
                  .interval = absl::Minutes(1),
                  .run_once = [&verify] { return verify.RunOnce(); }});
  RETURN_IF_ERROR(host.AddRotation(
      name(), *database, rotation::Places(*database, host.field_keys(), store::SealedColumns())));
  host.AddConsumer(*database, workers::Subscription(deps));
  host.AddService(name(), IdentityService(deps));
  host.AddService(name(), SessionService(deps));
  host.AddService(name(), AssistanceService(deps));
  host.AddService(name(), ActivationService(deps));
  host.AddService(name(), DirectoryService(deps));
  host.AddService(name(), AuditService(deps));
  host.AddService(name(), DiaryService(deps));
  host.AddService(name(), ClientService(deps));
  host.AddService(name(), OAuthService(deps));
  return BuildPrivacy(host, deps);
}

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<IdentityModule>(); }

}  // namespace tancua::identity
