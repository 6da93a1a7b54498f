#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/config/binder.h"
#include "common/crypto/keyring.h"
#include "common/events/consumer.h"
#include "common/events/outbox.h"
#include "common/http/server.h"
#include "common/id/ids.h"
#include "common/pairwise/pairwise.h"
#include "common/rotation/place.h"
#include "common/rpc/invoker.h"
#include "common/rpc/service.h"
#include "common/runtime/worker.h"
#include "common/sql/database.h"
#include "common/tls/credentials.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// What a module finds in the process, and where it hands in what it runs. The host
// owns everything that is handed in and starts and stops it in the right order:
// start: databases → workers and consumers → RPC servers → listeners → ready;
// stop: not ready → drain → listeners and RPC servers → consumers and workers →
// outbox relays flush → databases.
class Host {
 public:
  virtual ~Host() = default;

  [[nodiscard]] virtual const Clock& clock() const = 0;
  [[nodiscard]] virtual Ids& ids() = 0;
  [[nodiscard]] virtual prometheus::Registry& metrics() = 0;
  [[nodiscard]] virtual bool production() const = 0;
  // Where the process keeps its files; exists.
  [[nodiscard]] virtual const std::string& data_dir() const = 0;
  // Where the files of data lie that come with the suite, laid out as in the source
  // ("services/dossier/data/…"): the source tree, or the installed share folder.
  [[nodiscard]] virtual const std::string& asset_dir() const = 0;
  // Keys that seal the module's own columns, and those that seal events. They change when their
  // files do.
  [[nodiscard]] virtual const crypto::Keyring& field_keys() const = 0;
  [[nodiscard]] virtual const crypto::Keyring& event_keys() const = 0;
  // Under which names partners know persons; the same in every process.
  [[nodiscard]] virtual const pairwise::Names& names() const = 0;

  // Opens and migrates the database of `service` (configured as <service>.database).
  [[nodiscard]] virtual absl::StatusOr<sql::Database*> OpenDatabase(
      std::string_view service, const std::vector<sql::Migration>& migrations) = 0;
  // The outbox of `service` in `database`; its relay is run by the host.
  [[nodiscard]] virtual events::Outbox& AddOutbox(std::string_view service,
                                                  sql::Database& database) = 0;
  // Applies events to `database` as `subscription` says; also serves the DeadLetterService.
  virtual void AddConsumer(sql::Database& database, events::Subscription subscription) = 0;
  virtual void AddWorker(Worker worker) = 0;
  // Lets the sealed values of `service` follow the field keys while it works. FAILED_PRECONDITION
  // when values stand under a key that the key file no longer has.
  [[nodiscard]] virtual absl::Status AddRotation(
      std::string_view service, sql::Database& database,
      std::vector<std::unique_ptr<rotation::Place>> places) = 0;
  // Serves on the gRPC port of `service` (configured as <service>.port).
  virtual void AddService(std::string_view service, rpc::Service table) = 0;
  // Calls the RPCs of proto package "tancua.<service>.v1": in this process when the module runs
  // here, else at targets.<service>. Usable after start. Lives as long as the host.
  [[nodiscard]] virtual rpc::Invoker& invoker(std::string_view service) = 0;
  // The certificates of a listener of the module's own, watched while the process runs; null when
  // `config` is off. Live as long as the host.
  [[nodiscard]] virtual absl::StatusOr<const tls::Credentials*> LoadCertificates(
      std::string listener, const tls::Config& config) = 0;
  // True when the module of that name runs in this process.
  [[nodiscard]] virtual bool RunsHere(std::string_view service) const = 0;

  // Something that listens or runs in its own way. Started last, stopped first.
  class Component {
   public:
    virtual ~Component() = default;
    [[nodiscard]] virtual absl::Status Start() = 0;
    // Stop follows: whoever calls should turn to another process, and is still answered.
    virtual void TurnAway() {}
    virtual void Stop(absl::Time deadline) = 0;
  };
  virtual void AddComponent(std::string name, std::unique_ptr<Component> component) = 0;

  // A page of the admin port: "/state".
  virtual void AddAdminPage(std::string path, http::Handler handler) = 0;
  // What the admin port of this process answers to GET `path`, pages apart: "/readyz", "/metrics".
  [[nodiscard]] virtual std::string AdminText(std::string_view path) = 0;

  // Takes ownership, for what a module builds and hands out by reference. Destroyed after
  // everything that runs was stopped, newest first.
  template <class T>
  T& Own(std::unique_ptr<T> object) {
    T& reference = *object;
    Keep(std::shared_ptr<T>(std::move(object)));
    return reference;
  }

 protected:
  virtual void Keep(std::shared_ptr<void> object) = 0;
};

// Something that an operator runs by name instead of the service: "tancua-identity verify-audit".
// Nothing else of the process runs then.
struct Command {
  std::string name;
  std::string help;  // one line
  // Says what it has to say on standard output; an error is printed, and the exit code is 1.
  std::function<absl::Status(Host&, const std::vector<std::string>& arguments)> run;
};

// One service, seen from outside.
class Module {
 public:
  virtual ~Module() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;  // "survey"
  // Whether it serves gRPC; then the host binds port, target and database for it.
  struct Needs {
    int grpc_port = 0;  // default port; 0: serves no gRPC
    bool database = false;
  };
  [[nodiscard]] virtual Needs needs() const = 0;
  // Binds the module's own values, inside its section of the configuration.
  virtual void BindConfig(config::Binder& binder) = 0;
  // What of its configuration must not run in production, a sentence each. Called instead of
  // Build when there is any.
  [[nodiscard]] virtual std::vector<std::string> ProductionProblems() const { return {}; }
  // The tables of its database; none when it keeps no rows.
  [[nodiscard]] virtual std::vector<sql::Migration> migrations() const { return {}; }
  // Builds everything and hands it to the host. Nothing runs yet.
  [[nodiscard]] virtual absl::Status Build(Host& host) = 0;
  // The commands of the module; run after BindConfig, without Build.
  [[nodiscard]] virtual std::vector<Command> commands() { return {}; }
};

using ModuleFactory = std::unique_ptr<Module> (*)();

// The whole life of a process: configuration, start, ready, signal, drain, stop; or one command.
// Exit code 0 after a clean stop, 1 after a failed start or command (the reason in one line on
// standard error), 2 for wrong arguments.
[[nodiscard]] int Main(int argc, char** argv, std::vector<ModuleFactory> modules);

}  // namespace tancua::runtime
