#include "common/rpc/grpc_server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/codegen/method_handler.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/impl/codegen/rpc_service_method.h>
#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/resource_quota.h>

#include <mutex>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/wire_status.h"
#include "common/status/error.h"
#include "google/protobuf/arena.h"

namespace tancua::rpc {
namespace {

using google::protobuf::Message;
using Traits = grpc::SerializationTraits<Message>;

Call CallOf(const std::string& method, const grpc::ServerContext& context) {
  Call call;
  call.method = method;
  for (const auto& [key, value] : context.client_metadata()) {
    if (std::string_view(key.data(), key.size()) == kClientCertificateThumbprint) continue;
    call.metadata.emplace(std::string(key.data(), key.size()),
                          std::string(value.data(), value.size()));
  }
  call.deadline = absl::FromChrono(context.deadline());
  return call;
}

grpc::Status GrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
          EncodeDetails(status)};
}

grpc::Status Malformed() { return GrpcStatus(status::Error(status::kInvalidField)); }

// Requests of a client-streaming call, as they arrive.
class GrpcMessageReader final : public MessageReader {
 public:
  explicit GrpcMessageReader(grpc::ServerReader<grpc::ByteBuffer>& reader) : reader_(reader) {}
  absl::StatusOr<bool> Next(Message& message) override {
    grpc::ByteBuffer buffer;
    if (!reader_.Read(&buffer)) return false;
    if (!Traits::Deserialize(&buffer, &message).ok()) return status::Error(status::kInvalidField);
    return true;
  }

 private:
  grpc::ServerReader<grpc::ByteBuffer>& reader_;
};

// One service of the pipeline as gRPC sees it: methods by name over raw bytes. This is
// what generated code does too, minus the types, which the descriptors already have.
class DynamicService final : public grpc::Service {
 public:
  DynamicService(const rpc::Service& table, Pipeline& pipeline) : pipeline_(pipeline) {
    names_.reserve(table.methods().size());
    for (const auto& [name, method] : table.methods()) AddRpc(method);
  }

 private:
  void AddRpc(const Method& method) {
    using grpc::internal::ClientStreamingHandler;
    using grpc::internal::RpcMethod;
    using grpc::internal::RpcMethodHandler;
    names_.push_back(absl::StrCat("/", FullMethodName(*method.descriptor)));
    const char* path = names_.back().c_str();
    const std::string name = FullMethodName(*method.descriptor);
    if (method.unary) {
      AddMethod(new grpc::internal::RpcServiceMethod(
          path, RpcMethod::NORMAL_RPC,
          new RpcMethodHandler<DynamicService, grpc::ByteBuffer, grpc::ByteBuffer>(
              [&method, name](DynamicService* self, grpc::ServerContext* context,
                              const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
                return self->Unary(method, name, *context, *request, *response);
              },
              this)));
    } else {
      AddMethod(new grpc::internal::RpcServiceMethod(
          path, RpcMethod::CLIENT_STREAMING,
          new ClientStreamingHandler<DynamicService, grpc::ByteBuffer, grpc::ByteBuffer>(
              [&method, name](DynamicService* self, grpc::ServerContext* context,
                              grpc::ServerReader<grpc::ByteBuffer>* reader,
                              grpc::ByteBuffer* response) {
                return self->ClientStreaming(method, name, *context, *reader, *response);
              },
              this)));
    }
  }

  grpc::Status Unary(const Method& method, const std::string& name, grpc::ServerContext& context,
                     grpc::ByteBuffer request_bytes, grpc::ByteBuffer& response_bytes) {
    google::protobuf::Arena arena;
    Message* request = method.request->New(&arena);
    Message* response = method.response->New(&arena);
    if (!Traits::Deserialize(&request_bytes, request).ok()) return Malformed();
    Call call = CallOf(name, context);
    absl::Status status = pipeline_.Unary(method, call, *request, *response);
    if (!status.ok()) return GrpcStatus(status);
    return Serialize(*response, response_bytes);
  }

  grpc::Status ClientStreaming(const Method& method, const std::string& name,
                               grpc::ServerContext& context,
                               grpc::ServerReader<grpc::ByteBuffer>& reader,
                               grpc::ByteBuffer& response_bytes) {
    std::unique_ptr<Message> response(method.response->New());
    GrpcMessageReader requests(reader);
    Call call = CallOf(name, context);
    absl::Status status = pipeline_.ClientStreaming(method, call, requests, *response);
    if (!status.ok()) return GrpcStatus(status);
    return Serialize(*response, response_bytes);
  }

  static grpc::Status Serialize(const Message& message, grpc::ByteBuffer& bytes) {
    bool own_buffer = false;
    return Traits::Serialize(message, &bytes, &own_buffer);
  }

  Pipeline& pipeline_;
  std::vector<std::string> names_;  // gRPC keeps pointers to these
};

class GrpcServerImpl final : public GrpcServer {
 public:
  absl::Status Listen(const Config& config, Pipeline& pipeline) {
    static std::once_flag plugins;
    std::call_once(plugins, [] {
      grpc::EnableDefaultHealthCheckService(true);
      grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    });
    grpc::ServerBuilder builder;
    grpc::ResourceQuota quota("tancua");
    quota.SetMaxThreads(config.max_threads);
    builder.SetResourceQuota(quota);
    // One queue; threads that answered wait for the next call instead of ending.
    builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MIN_POLLERS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 64);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    builder.AddListeningPort(absl::StrCat(config.address, ":", config.port),
                             grpc::InsecureServerCredentials(), &port_);
    for (const auto& table : pipeline.services()) {
      services_.push_back(std::make_unique<DynamicService>(*table, pipeline));
      builder.RegisterService(services_.back().get());
    }
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port_ == 0) {
      return absl::UnavailableError(absl::StrCat("port ", config.port, " is already in use"));
    }
    SetServing(false);
    return absl::OkStatus();
  }

  int port() const override { return port_; }

  void SetServing(bool serving) override {
    server_->GetHealthCheckService()->SetServingStatus(serving);
  }

  void Drain(absl::Time deadline) override {
    SetServing(false);
    server_->Shutdown(absl::ToChronoTime(deadline));
    server_->Wait();
  }

 private:
  std::vector<std::unique_ptr<DynamicService>> services_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<GrpcServer>> GrpcServer::Start(const Config& config,
                                                              Pipeline& pipeline) {
  auto server = std::make_unique<GrpcServerImpl>();
  absl::Status status = server->Listen(config, pipeline);
  if (!status.ok()) return status;
  return server;
}

}  // namespace tancua::rpc
