#include "services/identity/module.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "common/runtime/forget_requests.h"
#include "common/status/macros.h"
#include "services/identity/deps.h"
#include "services/identity/domain/roster.h"
#include "services/identity/service.h"
#include "services/identity/signing_key.h"
#include "services/identity/store/migrate.h"
#include "services/identity/store/officers.h"
#include "services/identity/workers/purge.h"

namespace tancua::identity {
namespace {

constexpr int kPort = 7101;

class IdentityModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "identity"; }
  Needs needs() const override { return {.grpc_port = kPort, .database = true}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  absl::Status Build(runtime::Host& host) override;

 private:
  absl::StatusOr<AccessTokens> MakeAccessTokens(runtime::Host& host) const;
  absl::Status LoadOfficers(runtime::Host& host, sql::Database& database) const;

  Config config_;
};

absl::StatusOr<AccessTokens> IdentityModule::MakeAccessTokens(runtime::Host& host) const {
  std::string pem = config_.signing_key.value;
  if (pem.empty()) {
    ASSIGN_OR_RETURN(pem, DevelopmentSigningKey(host.data_dir()));
  }
  return AccessTokens::FromPem(pem, config_.access_token_life, host.clock(), host.ids());
}

absl::Status IdentityModule::LoadOfficers(runtime::Host& host, sql::Database& database) const {
  const std::string path =
      (std::filesystem::path(host.asset_dir()) / config_.officers_file).string();
  std::ifstream in(path);
  if (!in) return absl::NotFoundError("officers file " + path + " cannot be read");
  const std::string yaml{std::istreambuf_iterator<char>(in), {}};
  const auto roster = domain::ParseRoster(yaml);
  if (!roster.ok()) {
    return absl::InvalidArgumentError(path + ": " + std::string(roster.status().message()));
  }
  return database.Write("officers", [&](sql::Session& tx) {
    return store::ReplaceOfficers(tx, host.field_keys(), host.ids(), *roster);
  });
}

absl::Status IdentityModule::Build(runtime::Host& host) {
  if (host.production()) RETURN_IF_ERROR(CheckForProduction(config_));
  ASSIGN_OR_RETURN(AccessTokens access_tokens, MakeAccessTokens(host));
  ASSIGN_OR_RETURN(sql::Database * database, host.OpenDatabase(name(), store::AllMigrations()));
  RETURN_IF_ERROR(LoadOfficers(host, *database));

  const Config& config = host.Own(std::make_unique<Config>(config_));
  Metrics& metrics = host.Own(std::make_unique<Metrics>(host.metrics()));
  Deps& deps = host.Own(std::make_unique<Deps>(Deps{
      .clock = host.clock(),
      .ids = host.ids(),
      .database = *database,
      .outbox = host.AddOutbox(name(), *database),
      .keys = host.field_keys(),
      .config = config,
      .providers = host.Own(std::make_unique<oidc::Providers>(config, host.clock(), metrics)),
      .access_tokens = host.Own(std::make_unique<AccessTokens>(std::move(access_tokens))),
      .metrics = metrics,
  }));
  host.AddWorker({.name = "identity.purge", .interval = absl::Minutes(10), .run_once = [&deps] {
                    return workers::PurgeEnded(deps);
                  }});
  host.AddWorker(runtime::ForgetRequests(name(), *database, host.clock()));
  host.AddService(name(), IdentityService(deps));
  host.AddService(name(), AssistanceService(deps));
  host.AddService(name(), ActivationService(deps));
  host.AddService(name(), DirectoryService(deps));
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<IdentityModule>(); }

}  // namespace tancua::identity
