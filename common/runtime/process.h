#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/crypto/keyring.h"
#include "common/events/consumer_runner.h"
#include "common/events/dead_letters.h"
#include "common/events/relay.h"
#include "common/limits/client_limits.h"
#include "common/rotation/rotation.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/grpc_server.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/revocations.h"
#include "common/rpc/rpc_metrics.h"
#include "common/runtime/admin.h"
#include "common/runtime/certificates.h"
#include "common/runtime/host.h"
#include "common/runtime/key_file.h"
#include "common/runtime/process_config.h"
#include "common/runtime/worker_loop.h"

namespace tancua::runtime {

// The host of a process: builds its modules, starts and stops what they handed in.
class Process final : public Host {
 public:
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Process>> Build(
      ProcessConfig config, std::vector<std::unique_ptr<Module>> modules);
  // A host without modules, for a command: it opens what the command asks for, and runs nothing.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Process>> Bare(ProcessConfig config);
  ~Process() override;

  [[nodiscard]] absl::Status Start();
  void Stop();
  // Ports that are open after Start, by name ("admin", "dossier", …).
  [[nodiscard]] std::map<std::string, int> ports() const;

  const Clock& clock() const override { return clock_; }
  Ids& ids() override { return ids_; }
  prometheus::Registry& metrics() override { return metrics_; }
  bool production() const override { return config_.production(); }
  const std::string& data_dir() const override { return config_.data_dir; }
  const std::string& asset_dir() const override { return config_.asset_dir; }
  const crypto::Keyring& field_keys() const override { return field_keys_.keys(); }
  const crypto::Keyring& event_keys() const override { return event_keys_.keys(); }
  const pairwise::Names& names() const override { return names_; }
  absl::StatusOr<sql::Database*> OpenDatabase(
      std::string_view service, const std::vector<sql::Migration>& migrations) override;
  events::Outbox& AddOutbox(std::string_view service, sql::Database& database) override;
  void AddConsumer(sql::Database& database, events::Subscription subscription) override;
  void AddWorker(Worker worker) override;
  absl::Status AddRotation(std::string_view service, sql::Database& database,
                           std::vector<std::unique_ptr<rotation::Place>> places) override;
  void AddService(std::string_view service, rpc::Service table) override;
  rpc::Invoker& invoker(std::string_view service) override;
  absl::StatusOr<const tls::Credentials*> LoadCertificates(std::string listener,
                                                           const tls::Config& config) override {
    return certificates_.Load(std::move(listener), config);
  }
  bool RunsHere(std::string_view service) const override;
  void AddComponent(std::string name, std::unique_ptr<Component> component) override;
  void AddAdminPage(std::string path, http::Handler handler) override {
    pages_.insert_or_assign(std::move(path), std::move(handler));
  }
  std::string AdminText(std::string_view path) override {
    return Admin::Read(AdminSources(), path).body;
  }

 protected:
  void Keep(std::shared_ptr<void> object) override { kept_.push_back(std::move(object)); }

 private:
  struct Keyrings {
    crypto::Keyring field;
    crypto::Keyring event;
    crypto::Keyring pairwise;
  };
  Process(ProcessConfig config, Keyrings keys);
  [[nodiscard]] events::Context EventContext(sql::Database& database);
  [[nodiscard]] absl::StatusOr<std::string> FetchKeySet();
  [[nodiscard]] absl::StatusOr<rpc::Revocations::List> FetchRevocations(absl::Time since);
  void KeepRevocationsFresh();
  void MeasureItself();
  [[nodiscard]] bool KeepsFiles() const;
  [[nodiscard]] Admin::Health Health();
  [[nodiscard]] Admin::Sources AdminSources();
  [[nodiscard]] std::string Keys() const;
  [[nodiscard]] absl::Status AdmitFieldKeys(const crypto::KeyIds& next);
  [[nodiscard]] absl::StatusOr<int> RereadKeys();
  [[nodiscard]] absl::Status StartServers();
  [[nodiscard]] absl::Status LoadOwnCertificates();

  const ProcessConfig config_;
  KeyFile field_keys_;
  KeyFile event_keys_;
  const pairwise::Names names_;
  SystemClock clock_;
  RandomIds ids_{clock_};
  prometheus::Registry metrics_;
  rpc::RpcMetrics rpc_metrics_{metrics_};
  limits::ClientLimits client_limits_;
  rpc::Revocations revocations_;
  rpc::Authenticator authenticator_;
  Certificates certificates_{clock_, metrics_};
  const tls::Credentials* tls_ = nullptr;        // of the gRPC ports and of our calls
  const tls::Credentials* admin_tls_ = nullptr;  // asks for no certificate

  // Members are destroyed in reverse order: what runs goes before what it runs on.
  std::map<std::string, std::unique_ptr<sql::Database>, std::less<>> databases_;
  std::vector<std::unique_ptr<events::Outbox>> outboxes_;
  std::vector<std::unique_ptr<events::DeadLetters>> dead_letters_;
  std::vector<std::unique_ptr<Module>> modules_;
  std::map<std::string, std::unique_ptr<rpc::Pipeline>, std::less<>> pipelines_;
  std::map<std::string, std::unique_ptr<rpc::Invoker>, std::less<>> invokers_;
  rpc::Invoker* identity_ = nullptr;  // asked by every thread, so found once
  std::vector<std::shared_ptr<void>> kept_;
  std::map<std::string, std::unique_ptr<rotation::Rotation>> rotations_;  // by service
  std::vector<std::unique_ptr<events::Relay>> relays_;
  std::vector<std::unique_ptr<events::ConsumerRunner>> consumers_;
  std::vector<std::unique_ptr<WorkerLoop>> workers_;
  std::map<std::string, std::unique_ptr<rpc::GrpcServer>, std::less<>> servers_;
  std::vector<std::pair<std::string, std::unique_ptr<Component>>> components_;
  std::map<std::string, http::Handler> pages_;  // of the admin port
  std::unique_ptr<Admin> admin_;
  absl::Status build_error_;
  std::atomic<bool> ready_{false};
  bool running_ = false;
};

}  // namespace tancua::runtime
