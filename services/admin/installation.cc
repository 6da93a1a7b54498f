#include "services/admin/installation.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/config/loader.h"
#include "common/runtime/process_config.h"
#include "common/status/macros.h"
#include "services/dossier/config.h"
#include "services/dossier/module.h"
#include "services/gateway/config.h"
#include "services/gateway/module.h"
#include "services/identity/config.h"
#include "services/identity/module.h"
#include "services/notification/module.h"
#include "services/simulator/module.h"
#include "services/statistics/module.h"
#include "services/survey/module.h"

namespace tancua::admin {
namespace {

namespace fs = std::filesystem;

// "/etc/tancua" stands for the services' files in it, or for the suite's where there are none.
std::vector<std::string> Expand(const std::vector<std::string>& files) {
  if (files.size() != 1 || !fs::is_directory(files.front())) return files;
  std::vector<std::string> found;
  for (const char* process :
       {"identity", "dossier", "notification", "survey", "statistics", "gateway"}) {
    const fs::path file = fs::path(files.front()) / absl::StrCat(process, ".yaml");
    if (fs::exists(file)) found.push_back(file.string());
  }
  if (!found.empty()) return found;
  return {(fs::path(files.front()) / "suite.yaml").string()};
}

// One file, read as the process would read it, but without making or checking anything.
struct Reading {
  runtime::ProcessConfig process;
  dossier::Config dossier;
  identity::Config identity;
  gateway::GatewayConfig gateway;
  std::vector<config::SecretFile> secrets;
};

std::vector<std::unique_ptr<runtime::Module>> AllModules() {
  std::vector<std::unique_ptr<runtime::Module>> modules;
  for (const runtime::ModuleFactory make :
       {identity::NewModule, dossier::NewModule, notification::NewModule, survey::NewModule,
        statistics::NewModule, simulator::NewModule, gateway::NewModule}) {
    modules.push_back(make());
  }
  return modules;
}

absl::StatusOr<Reading> Read(const std::string& file) {
  const auto modules = AllModules();
  Reading reading{.process = runtime::DefaultProcessConfig(modules)};
  const auto bind = [&](config::Binder& b) {
    runtime::BindProcess(b, reading.process, modules);
    // Modules keep theirs to themselves: the sections are read once more.
    b.Section("dossier", "", [&](config::Binder& s) { dossier::Bind(s, reading.dossier); });
    b.Section("identity", "", [&](config::Binder& s) { identity::Bind(s, reading.identity); });
    b.Section("gateway", "", [&](config::Binder& s) { gateway::Bind(s, reading.gateway); });
  };
  RETURN_IF_ERROR(config::Load({file, config::ProcessEnvironment()}, bind, &reading.secrets));
  for (const auto& module : modules) {
    if (!module->needs().database) reading.process.modules.erase(std::string(module->name()));
  }
  return reading;
}

void AddFile(const std::string& path, Installation& installation) {
  std::error_code error;
  if (path.empty() || !fs::exists(path, error)) return;
  std::string absolute = fs::weakly_canonical(path, error).string();
  for (const std::string& known : installation.configuration) {
    if (known == absolute) return;
  }
  installation.configuration.push_back(std::move(absolute));
}

void AddFiles(const std::string& file, const Reading& reading, Installation& installation) {
  AddFile(file, installation);
  for (const config::SecretFile& secret : reading.secrets) AddFile(secret.path, installation);
  AddFile(reading.identity.signing_keys_dir, installation);
  // What development generates beside its data.
  AddFile(reading.process.data_dir + "/keys", installation);
  AddFile(reading.process.data_dir + "/identity-signing-key.pem", installation);
}

void AddServices(const std::string& only, const Reading& reading, Installation& installation) {
  const std::string& data_dir = reading.process.data_dir;
  for (const auto& [service, module] : reading.process.modules) {
    if (!only.empty() && service != only) continue;
    sql::DatabaseConfig database = module.database;
    if (database.url.empty()) database.url = absl::StrCat("sqlite:", data_dir, "/", service, ".db");
    installation.databases[service] = std::move(database);
  }
  const std::string scheme = reading.process.tls.on() ? "https" : "http";
  installation.admins[only.empty() ? "suite" : only] =
      absl::StrCat(scheme, "://127.0.0.1:", reading.process.admin_port);
  installation.tls = reading.process.tls;
  if (!reading.process.field_keys.path.empty()) {
    installation.field_keys = reading.process.field_keys.path;
  }
  for (const auto& [service, module] : reading.process.modules) {
    if (!only.empty() && service != only) continue;
    installation.targets[service] = absl::StrCat("127.0.0.1:", module.port);
  }
  if (only.empty() || only == "dossier") {
    installation.data_dir = data_dir;
    installation.blobs =
        reading.dossier.blobs.empty() ? data_dir + "/dossier-blobs" : reading.dossier.blobs;
    const std::string& assets = reading.process.asset_dir;
    installation.procedures = {.configured = reading.dossier.procedures,
                               .data_dir = data_dir,
                               .asset_dir = assets.empty() ? TANCUA_SOURCE_DIR : assets};
    // A law that the ward took in is no less its own than a key.
    AddFile(installation.procedures.Own(), installation);
  }
  if (only.empty() || only == "gateway") {
    installation.gateway = absl::StrCat(reading.gateway.tls.on() ? "https" : "http",
                                        "://127.0.0.1:", reading.gateway.port);
  }
}

}  // namespace

absl::StatusOr<Installation> LoadInstallation(const std::vector<std::string>& given) {
  const std::vector<std::string> files = Expand(given);
  Installation installation;
  for (const std::string& file : files.empty() ? std::vector<std::string>{""} : files) {
    ASSIGN_OR_RETURN(const Reading reading, Read(file));
    AddFiles(file, reading, installation);
    const bool alone = files.size() < 2;
    AddServices(alone ? "" : fs::path(file).stem().string(), reading, installation);
  }
  if (installation.data_dir.empty()) {
    return absl::InvalidArgumentError("none of the files is dossier.yaml, which names the data");
  }
  return installation;
}

absl::StatusOr<runtime::ProcessConfig> LoadProcess(const std::vector<std::string>& given,
                                                   const std::string& service) {
  const std::vector<std::string> files = Expand(given);
  std::vector<std::unique_ptr<runtime::Module>> modules = AllModules();
  std::string file = files.empty() ? "" : files.front();
  if (files.size() > 1) {
    // A file of that service alone, which may be "production": no other module is asked then.
    const auto named = std::find_if(files.begin(), files.end(), [&](const std::string& path) {
      return fs::path(path).stem() == service;
    });
    if (named == files.end()) {
      return absl::InvalidArgumentError(absl::StrCat("none of the files is ", service, ".yaml"));
    }
    file = *named;
    std::erase_if(modules, [&](const auto& module) { return module->name() != service; });
  }
  return runtime::LoadProcessConfig({file, config::ProcessEnvironment()}, modules);
}

}  // namespace tancua::admin
