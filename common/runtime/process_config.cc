#include "common/runtime/process_config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/keyring.h"
#include "common/log/log.h"
#include "common/runtime/production.h"
#include "common/status/macros.h"

namespace tancua::runtime {
namespace {

// Where each service listens unless told otherwise; the one list of default ports.
const std::map<std::string, std::string, std::less<>>& DefaultTargets() {
  static const auto& targets = *new std::map<std::string, std::string, std::less<>>{
      {"identity", "127.0.0.1:7101"},     {"dossier", "127.0.0.1:7102"},
      {"notification", "127.0.0.1:7103"}, {"survey", "127.0.0.1:7104"},
      {"statistics", "127.0.0.1:7105"},
  };
  return targets;
}

void BindTls(config::Binder& b, ProcessConfig& c) {
  tls::Bind(b, c.tls);
  b.Value("forwarders", c.tls_forwarders,
          "names in certificates of ca_file whose owners may state, in x-client-cert-thumbprint, "
          "whose call they hand on; never give such a name to anybody else");
}

void BindDatabase(config::Binder& b, sql::DatabaseConfig& c) {
  b.Value("url", c.url,
          "sqlite:<path> or postgresql:<libpq keywords>; empty: a SQLite file in data_dir");
  b.Value("migration_url", c.migration_url,
          "PostgreSQL: the same database for the role that owns the tables; migrations run as it, "
          "and the role of url cannot change what is append-only; empty: one role does both");
  b.Value("readers", c.readers, "read connections");
  b.Value("writers", c.writers, "write connections; SQLite always has one");
  b.Value("group", c.group, "most transactions committed together");
}

void BindModule(config::Binder& b, Module& module, ModuleConfig& c) {
  if (module.needs().grpc_port != 0) b.Value("port", c.port, "gRPC port; 0 takes a free one");
  if (module.needs().database) {
    b.Section("database", "where the service keeps its rows",
              [&](config::Binder& inner) { BindDatabase(inner, c.database); });
  }
  module.BindConfig(b);
}

std::string HostName() {
  char name[256] = {};
  return gethostname(name, sizeof(name) - 1) == 0 ? name : "localhost";
}

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error && access(path.c_str(), W_OK) == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "data_dir ", path, " cannot be written: ", error ? error.message() : "no permission"));
}

bool HoldsDatabases(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".db") return true;
  }
  return false;
}

// Development only: a key that is made at first start and kept beside the data.
absl::Status KeepGeneratedKeys(config::Secret& secret, const std::string& path,
                               const std::string& data_dir) {
  if (!std::filesystem::exists(path)) {
    if (HoldsDatabases(data_dir)) {
      return absl::FailedPreconditionError(
          absl::StrCat("data_dir ", data_dir, " holds databases, but the keys that sealed them (",
                       path, ") are missing; restore them, or remove the folder"));
    }
    std::ofstream out(path);
    out << crypto::Keyring::Generate("dev1") << std::flush;
    if (!out || chmod(path.c_str(), 0600) != 0) {
      return absl::FailedPreconditionError(absl::StrCat("cannot write ", path));
    }
    log::Info("keys.generated", {{"path", path}});
  }
  std::ifstream in(path);
  secret.path = path;
  secret.value.assign(std::istreambuf_iterator<char>(in), {});
  return absl::OkStatus();
}

// Development only.
absl::Status CompleteKeys(ProcessConfig& config) {
  const std::string folder = absl::StrCat(config.data_dir, "/keys");
  for (auto [secret, name] :
       {std::pair{&config.field_keys, "field_keys"}, std::pair{&config.event_keys, "event_keys"},
        std::pair{&config.pairwise_key, "pairwise_key"}}) {
    if (!secret->value.empty()) continue;
    RETURN_IF_ERROR(MakeFolder(folder));
    RETURN_IF_ERROR(KeepGeneratedKeys(*secret, absl::StrCat(folder, "/", name), config.data_dir));
  }
  return absl::OkStatus();
}

absl::Status CheckTls(const tls::Config& tls) {
  std::vector<std::string> problems = tls::Problems(tls, "tls");
  if (tls.on() && tls.ca_file.empty()) {
    problems.push_back("tls.ca_file must be set: services check each other's certificates by it");
  }
  if (problems.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(problems, "\n"));
}

}  // namespace

void BindProcess(config::Binder& b, ProcessConfig& c,
                 const std::vector<std::unique_ptr<Module>>& modules) {
  b.Value(
      "environment", c.environment,
      "development or production; production refuses simulators, default secrets and missing keys");
  b.Value("data_dir", c.data_dir, "where the process keeps its files");
  b.Value("asset_dir", c.asset_dir,
          "root of the data files that come with the suite; empty: the source tree");
  b.Value("instance", c.instance, "tells replicas apart; empty: the host name");
  b.Value("log_level", c.log_level, "debug, info, warning or error");
  b.Value("listen_address", c.listen_address, "address of the gRPC ports and the admin port");
  b.Value("admin_port", c.admin_port,
          "HTTP port of /metrics, /livez, /readyz, /keys, /problems, /loglevel and /state; 0 takes "
          "a free one");
  b.Value("max_in_flight", c.max_in_flight,
          "calls handled at once per service; more get OVERLOADED");
  b.Value("drain_delay", c.drain_delay,
          "time between 'not ready' and closing the listeners, for load balancers to notice");
  b.Value("drain_timeout", c.drain_timeout, "time that calls under way get to finish");
  b.Value("stop_timeout", c.stop_timeout, "time that workers and relays get to finish");
  b.Section("tls",
            "of the gRPC ports, of calls between services, and of the admin port, which asks "
            "for no certificate",
            [&](config::Binder& inner) { BindTls(inner, c); });
  b.Value("keys_interval", c.keys_interval,
          "how often the key files are read again; an old key is given up six times later");
  b.File("field_keys", c.field_keys, "keys that seal personal data in tables");
  b.File("event_keys", c.event_keys, "keys that seal events; the same for all services");
  b.File(
      "pairwise_key", c.pairwise_key,
      "one key that makes the names under which partners know persons; the same for all services, "
      "and never replaced");
  b.Section("redis", "the queue", [&](config::Binder& inner) { redis::Bind(inner, c.redis); });
  b.Section("events", "outboxes and consumers",
            [&](config::Binder& inner) { events::Bind(inner, c.events); });
  b.Section("targets", "gRPC targets of services that run in other processes",
            [&](config::Binder& inner) {
              for (auto& [service, target] : c.targets) inner.Value(service, target, "gRPC target");
            });
  for (const auto& module : modules) {
    auto& own = c.modules[std::string(module->name())];
    b.Section(module->name(), "", [&](config::Binder& inner) { BindModule(inner, *module, own); });
  }
}

ProcessConfig DefaultProcessConfig(const std::vector<std::unique_ptr<Module>>& modules) {
  ProcessConfig config;
  config.targets = DefaultTargets();
  for (const auto& module : modules) {
    config.modules[std::string(module->name())].port = module->needs().grpc_port;
  }
  return config;
}

absl::StatusOr<ProcessConfig> LoadProcessConfig(
    const config::Source& source, const std::vector<std::unique_ptr<Module>>& modules) {
  ProcessConfig config = DefaultProcessConfig(modules);
  std::vector<config::SecretFile> secrets;
  RETURN_IF_ERROR(config::Load(
      source, [&](config::Binder& b) { BindProcess(b, config, modules); }, &secrets));
  if (config.environment != "development" && config.environment != "production") {
    return absl::InvalidArgumentError("environment must be development or production");
  }
  if (!log::SetLevel(config.log_level)) {
    return absl::InvalidArgumentError("log_level must be debug, info, warning or error");
  }
  RETURN_IF_ERROR(CheckTls(config.tls));
  if (config.asset_dir.empty()) config.asset_dir = TANCUA_SOURCE_DIR;
  if (config.instance.empty()) config.instance = HostName();
  if (config.production()) RETURN_IF_ERROR(CheckForProduction(config, secrets, modules));
  RETURN_IF_ERROR(MakeFolder(config.data_dir));
  RETURN_IF_ERROR(CompleteKeys(config));
  for (auto& [name, module] : config.modules) {
    if (module.database.url.empty()) {
      module.database.url = absl::StrCat("sqlite:", config.data_dir, "/", name, ".db");
    }
  }
  return config;
}

}  // namespace tancua::runtime
