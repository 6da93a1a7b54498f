#include "common/runtime/process.h"

#include "absl/strings/str_cat.h"
#include "common/events/dead_letter_service.h"
#include "common/log/log.h"
#include "common/rpc/local_invoker.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"
#include "tancua/identity/v1/identity_service.pb.h"
#include "tancua/identity/v1/oauth_service.pb.h"

namespace tancua::runtime {
namespace {

// With the jitter of workers at most a second: for so long, and the time of one call to identity, a
// token that was revoked may still be taken.
constexpr absl::Duration kRevocationsEvery = absl::Milliseconds(800);
constexpr absl::Duration kIdentityTimeout = absl::Seconds(5);

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

}  // namespace

Process::Process(ProcessConfig config, Keyrings keys)
    : config_(std::move(config)),
      field_keys_("field_keys", config_.field_keys, std::move(keys.field),
                  [this](const crypto::KeyIds& next) { return AdmitFieldKeys(next); }),
      event_keys_("event_keys", config_.event_keys, std::move(keys.event),
                  [](const crypto::KeyIds&) { return absl::OkStatus(); }),
      names_(std::move(keys.pairwise), event_keys_.keys()),
      client_limits_(config_.redis, clock_, metrics_),
      revocations_(clock_, [this](absl::Time since) { return FetchRevocations(since); }),
      authenticator_(
          clock_, [this] { return FetchKeySet(); }, &names_, &revocations_) {}

Process::~Process() {
  Stop();
  while (!kept_.empty()) kept_.pop_back();  // newest first
}

absl::StatusOr<std::unique_ptr<Process>> Process::Bare(ProcessConfig config) {
  ASSIGN_OR_RETURN(auto field_keys, crypto::Keyring::Parse(config.field_keys.value));
  ASSIGN_OR_RETURN(auto event_keys, crypto::Keyring::Parse(config.event_keys.value));
  ASSIGN_OR_RETURN(auto pairwise_key, crypto::Keyring::Parse(config.pairwise_key.value));
  return std::unique_ptr<Process>(new Process(
      std::move(config), {std::move(field_keys), std::move(event_keys), std::move(pairwise_key)}));
}

absl::StatusOr<std::unique_ptr<Process>> Process::Build(
    ProcessConfig config, std::vector<std::unique_ptr<Module>> modules) {
  ASSIGN_OR_RETURN(std::unique_ptr<Process> process, Bare(std::move(config)));
  process->modules_ = std::move(modules);
  RETURN_IF_ERROR(process->LoadOwnCertificates());
  for (const auto& module : process->modules_) {
    if (module->needs().grpc_port == 0) continue;
    process->pipelines_[std::string(module->name())] = std::make_unique<rpc::Pipeline>(
        process->ids_, process->authenticator_, process->rpc_metrics_,
        process->config_.max_in_flight, &process->client_limits_);
  }
  process->identity_ = &process->invoker("identity");
  process->KeepRevocationsFresh();
  for (const auto& module : process->modules_) {
    absl::Status status = module->Build(*process);
    if (status.ok()) status = process->build_error_;
    if (!status.ok()) {
      return absl::Status(status.code(),
                          absl::StrCat(View(module->name()), ": ", status.message()));
    }
  }
  if (!process->certificates_.empty()) process->AddWorker(process->certificates_.ReloadWorker());
  process->MeasureItself();
  process->AddWorker({.name = "keys.reread",
                      .interval = process->config_.keys_interval,
                      .run_once = [host = process.get()] { return host->RereadKeys(); }});
  return process;
}

absl::Status Process::LoadOwnCertificates() {
  ASSIGN_OR_RETURN(tls_, certificates_.Load("services", config_.tls));
  tls::Config admin = config_.tls;
  admin.client_certificates = "none";
  ASSIGN_OR_RETURN(admin_tls_, certificates_.Load("admin", admin));
  return absl::OkStatus();
}

absl::StatusOr<sql::Database*> Process::OpenDatabase(
    std::string_view service, const std::vector<sql::Migration>& migrations) {
  auto config = config_.modules.find(service);
  if (config == config_.modules.end()) {
    return absl::InternalError(absl::StrCat("no module ", View(service)));
  }
  ASSIGN_OR_RETURN(auto database, sql::Database::Open(config->second.database));
  RETURN_IF_ERROR(database->Migrate(migrations));
  sql::Database* opened = database.get();
  databases_[std::string(service)] = std::move(database);
  return opened;
}

events::Context Process::EventContext(sql::Database& database) {
  return {.database = database,
          .redis = config_.redis,
          .keys = event_keys(),
          .clock = clock_,
          .ids = ids_,
          .metrics = metrics_,
          .config = config_.events};
}

events::Outbox& Process::AddOutbox(std::string_view service, sql::Database& database) {
  outboxes_.push_back(
      std::make_unique<events::Outbox>(event_keys(), clock_, ids_, config_.events.shards));
  relays_.push_back(std::make_unique<events::Relay>(std::string(service), *outboxes_.back(),
                                                    EventContext(database)));
  return *outboxes_.back();
}

void Process::AddConsumer(sql::Database& database, events::Subscription subscription) {
  const std::string group = subscription.group();
  dead_letters_.push_back(std::make_unique<events::DeadLetters>(config_.redis, group, clock_));
  AddService(group, events::DeadLetterService(*dead_letters_.back()));
  consumers_.push_back(std::make_unique<events::ConsumerRunner>(
      std::move(subscription), config_.instance, EventContext(database)));
}

void Process::AddWorker(Worker worker) {
  workers_.push_back(std::make_unique<WorkerLoop>(std::move(worker), metrics_));
}

absl::Status Process::AddRotation(std::string_view service, sql::Database& database,
                                  std::vector<std::unique_ptr<rotation::Place>> places) {
  const std::string name(service);
  ASSIGN_OR_RETURN(rotations_[name], rotation::Rotation::Open({.service = name,
                                                               .database = database,
                                                               .keys = field_keys(),
                                                               .places = std::move(places),
                                                               .clock = clock_,
                                                               .metrics = metrics_,
                                                               .interval = config_.keys_interval}));
  AddWorker({.name = absl::StrCat(name, ".rotate_keys"),
             .interval = config_.keys_interval,
             .run_once = [rotation = rotations_[name].get()] { return rotation->RunOnce(); }});
  return absl::OkStatus();
}

void Process::AddService(std::string_view service, rpc::Service table) {
  auto pipeline = pipelines_.find(service);
  if (pipeline == pipelines_.end()) {
    build_error_ = absl::InternalError(absl::StrCat(View(service), " serves no gRPC"));
    return;
  }
  absl::Status status = pipeline->second->Add(std::move(table));
  if (!status.ok()) build_error_ = status;
}

rpc::Invoker& Process::invoker(std::string_view service) {
  auto& invoker = invokers_[std::string(service)];
  if (invoker == nullptr) {
    auto pipeline = pipelines_.find(service);
    auto target = config_.targets.find(service);
    if (pipeline != pipelines_.end()) {
      invoker = std::make_unique<rpc::LocalInvoker>(*pipeline->second);
    } else {
      invoker = rpc::NewRemoteInvoker(target == config_.targets.end() ? "" : target->second, tls_);
    }
  }
  return *invoker;
}

bool Process::RunsHere(std::string_view service) const {
  return config_.modules.find(service) != config_.modules.end();
}

void Process::AddComponent(std::string name, std::unique_ptr<Component> component) {
  components_.emplace_back(std::move(name), std::move(component));
}

absl::StatusOr<std::string> Process::FetchKeySet() {
  const auto* method =
      identity::v1::JsonWebKeySet::descriptor()->file()->service(0)->FindMethodByName(
          "GetJsonWebKeySet");
  identity::v1::JsonWebKeySet keys;
  RETURN_IF_ERROR(identity_->Unary(*method, {}, clock_.Now() + kIdentityTimeout,
                                   identity::v1::GetJsonWebKeySetRequest(), keys));
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(keys, &json).ok()) {
    return absl::InternalError("key set has no JSON form");
  }
  return json;
}

absl::StatusOr<rpc::Revocations::List> Process::FetchRevocations(absl::Time since) {
  const auto* method =
      identity::v1::ListRevocationsRequest::descriptor()->file()->service(0)->FindMethodByName(
          "ListRevocations");
  identity::v1::ListRevocationsRequest request;
  *request.mutable_since_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(since));
  identity::v1::ListRevocationsResponse response;
  RETURN_IF_ERROR(
      identity_->Unary(*method, {}, clock_.Now() + kIdentityTimeout, request, response));
  rpc::Revocations::List list{.entries = {}, .as_of = FromProto(response.as_of_time())};
  for (const auto& revocation : response.revocations()) {
    list.entries.push_back({.digest = revocation.digest(),
                            .revoked = FromProto(revocation.revoke_time()),
                            .expires = FromProto(revocation.expire_time())});
  }
  return list;
}

// A failure is no failure of the worker: its growing pauses would make revocations come late.
void Process::KeepRevocationsFresh() {
  if (pipelines_.empty()) return;  // nobody brings tokens
  auto& failed = prometheus::BuildCounter()
                     .Name("tancua_rpc_revocation_failures_total")
                     .Help("Times that identity did not say what was revoked")
                     .Register(metrics_)
                     .Add({});
  AddWorker({.name = "runtime.revocations",
             .interval = kRevocationsEvery,
             .run_once = [this, &failed]() -> absl::StatusOr<int> {
               const auto fresh = revocations_.Refresh();
               if (fresh.ok()) return *fresh;
               failed.Increment();
               return 0;
             }});
}

absl::Status Process::AdmitFieldKeys(const crypto::KeyIds& next) {
  for (const auto& [service, rotation] : rotations_) RETURN_IF_ERROR(rotation->Admit(next));
  return absl::OkStatus();
}

absl::StatusOr<int> Process::RereadKeys() {
  ASSIGN_OR_RETURN(const int field_keys, field_keys_.Reread());
  ASSIGN_OR_RETURN(const int event_keys, event_keys_.Reread());
  return field_keys + event_keys;
}

absl::Status Process::StartServers() {
  for (auto& [name, pipeline] : pipelines_) {
    ASSIGN_OR_RETURN(servers_[name],
                     rpc::GrpcServer::Start({.address = config_.listen_address,
                                             .port = config_.modules.find(name)->second.port,
                                             .tls = tls_,
                                             .forwarders = config_.tls_forwarders},
                                            *pipeline));
  }
  for (auto& [name, component] : components_) RETURN_IF_ERROR(component->Start());
  for (auto& [name, server] : servers_) server->SetServing(true);
  return absl::OkStatus();
}

absl::Status Process::Start() {
  running_ = true;
  ASSIGN_OR_RETURN(admin_, Admin::Start({.address = config_.listen_address,
                                         .port = config_.admin_port,
                                         .tls = admin_tls_},
                                        AdminSources()));
  for (auto& relay : relays_) relay->Start();
  for (auto& consumer : consumers_) consumer->Start();
  for (auto& worker : workers_) worker->Start();
  RETURN_IF_ERROR(StartServers());
  ready_ = true;
  return absl::OkStatus();
}

// The order matters and is the reverse of Start: nothing takes work that it could not finish.
void Process::Stop() {
  if (!std::exchange(running_, false)) return;
  ready_ = false;
  // First no name leads here any more; then clients, which know who else there is, turn away.
  absl::SleepFor(config_.drain_delay / 2);
  for (auto& [name, server] : servers_) server->SetServing(false);
  for (auto& [name, component] : components_) component->TurnAway();
  absl::SleepFor(config_.drain_delay / 2);
  const absl::Time drained = clock_.Now() + config_.drain_timeout;
  for (auto it = components_.rbegin(); it != components_.rend(); ++it) it->second->Stop(drained);
  for (auto& [name, server] : servers_) server->Drain(drained);
  const absl::Time stopped = clock_.Now() + config_.stop_timeout;
  for (auto& consumer : consumers_) consumer->Stop();
  for (auto& worker : workers_) worker->Stop();
  for (auto& relay : relays_) relay->Stop(stopped);
  admin_.reset();
}

}  // namespace tancua::runtime
