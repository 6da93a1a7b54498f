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
#include "common/rpc/grpc_tls.h"
#include "common/rpc/wire_status.h"
#include "common/status/error.h"
#include "google/protobuf/arena.h"

namespace tancua::rpc {
namespace {

using google::protobuf::Message;
using Traits = grpc::SerializationTraits<Message>;

Call CallOf(const std::string& method, const grpc::ServerContext& context,
            const GrpcServer::Config& config) {
  Call call;
  call.method = method;
  for (const auto& [key, value] : context.client_metadata()) {
    call.metadata.emplace(std::string(key.data(), key.size()),
                          std::string(value.data(), value.size()));
  }
  if (config.tls != nullptr) {
    SetClientCertificate(*context.auth_context(), config.tls->config(), config.forwarders,
                         call.metadata);
  } else {
    call.metadata.erase(std::string(kClientCertificateThumbprint));
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

// Answers of a server-streaming call, sent as they are made.
class GrpcMessageWriter final : public MessageWriter {
 public:
  explicit GrpcMessageWriter(grpc::ServerWriter<grpc::ByteBuffer>& writer) : writer_(writer) {}
  absl::Status Write(const Message& message) override {
    grpc::ByteBuffer buffer;
    bool own_buffer = false;
    if (!Traits::Serialize(message, &buffer, &own_buffer).ok()) {
      return absl::InternalError("an answer that cannot be serialised");
    }
    return writer_.Write(buffer) ? absl::OkStatus() : status::Error(status::kUnavailable);
  }

 private:
  grpc::ServerWriter<grpc::ByteBuffer>& writer_;
};

// One service of the pipeline as gRPC sees it: methods by name over raw bytes. This is
// what generated code does too, minus the types, which the descriptors already have.
class DynamicService final : public grpc::Service {
 public:
  DynamicService(const rpc::Service& table, Pipeline& pipeline, const GrpcServer::Config& config)
      : pipeline_(pipeline), config_(config) {
    names_.reserve(table.methods().size());
    for (const auto& [name, method] : table.methods()) AddRpc(method);
  }

 private:
  using Bytes = grpc::ByteBuffer;

  void AddRpc(const Method& method) {
    names_.push_back(absl::StrCat("/", FullMethodName(*method.descriptor)));
    const char* path = names_.back().c_str();
    if (method.client_streaming) {
      AddClientStreaming(method, path);
    } else if (method.server_streaming) {
      AddServerStreaming(method, path);
    } else {
      AddUnary(method, path);
    }
  }

  void AddUnary(const Method& method, const char* path) {
    const std::string name = FullMethodName(*method.descriptor);
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, grpc::internal::RpcMethod::NORMAL_RPC,
        new grpc::internal::RpcMethodHandler<DynamicService, Bytes, Bytes>(
            [&method, name](DynamicService* self, grpc::ServerContext* context,
                            const Bytes* request, Bytes* response) {
              return self->Unary(method, name, *context, *request, *response);
            },
            this)));
  }

  void AddClientStreaming(const Method& method, const char* path) {
    const std::string name = FullMethodName(*method.descriptor);
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, grpc::internal::RpcMethod::CLIENT_STREAMING,
        new grpc::internal::ClientStreamingHandler<DynamicService, Bytes, Bytes>(
            [&method, name](DynamicService* self, grpc::ServerContext* context,
                            grpc::ServerReader<Bytes>* reader, Bytes* response) {
              return self->ClientStreaming(method, name, *context, *reader, *response);
            },
            this)));
  }

  void AddServerStreaming(const Method& method, const char* path) {
    const std::string name = FullMethodName(*method.descriptor);
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, grpc::internal::RpcMethod::SERVER_STREAMING,
        new grpc::internal::ServerStreamingHandler<DynamicService, Bytes, Bytes>(
            [&method, name](DynamicService* self, grpc::ServerContext* context,
                            const Bytes* request, grpc::ServerWriter<Bytes>* writer) {
              return self->ServerStreaming(method, name, *context, *request, *writer);
            },
            this)));
  }

  grpc::Status Unary(const Method& method, const std::string& name, grpc::ServerContext& context,
                     grpc::ByteBuffer request_bytes, grpc::ByteBuffer& response_bytes) {
    google::protobuf::Arena arena;
    Message* request = method.request->New(&arena);
    Message* response = method.response->New(&arena);
    if (!Traits::Deserialize(&request_bytes, request).ok()) return Malformed();
    Call call = CallOf(name, context, config_);
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
    Call call = CallOf(name, context, config_);
    absl::Status status = pipeline_.ClientStreaming(method, call, requests, *response);
    if (!status.ok()) return GrpcStatus(status);
    return Serialize(*response, response_bytes);
  }

  grpc::Status ServerStreaming(const Method& method, const std::string& name,
                               grpc::ServerContext& context, grpc::ByteBuffer request_bytes,
                               grpc::ServerWriter<grpc::ByteBuffer>& writer) {
    std::unique_ptr<Message> request(method.request->New());
    if (!Traits::Deserialize(&request_bytes, request.get()).ok()) return Malformed();
    GrpcMessageWriter responses(writer);
    Call call = CallOf(name, context, config_);
    return GrpcStatus(pipeline_.ServerStreaming(method, call, *request, responses));
  }

  static grpc::Status Serialize(const Message& message, grpc::ByteBuffer& bytes) {
    bool own_buffer = false;
    return Traits::Serialize(message, &bytes, &own_buffer);
  }

  Pipeline& pipeline_;
  const GrpcServer::Config& config_;
  std::vector<std::string> names_;  // gRPC keeps pointers to these
};

class GrpcServerImpl final : public GrpcServer {
 public:
  explicit GrpcServerImpl(Config config)
      : config_(std::move(config)), credentials_(ServerCredentials(config_.tls)) {}

  absl::Status Listen(Pipeline& pipeline) {
    static std::once_flag plugins;
    std::call_once(plugins, [] {
      grpc::EnableDefaultHealthCheckService(true);
      grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    });
    grpc::ServerBuilder builder;
    grpc::ResourceQuota quota("tancua");
    quota.SetMaxThreads(config_.max_threads);
    builder.SetResourceQuota(quota);
    // One queue; threads that answered wait for the next call instead of ending.
    builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MIN_POLLERS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 64);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    builder.AddListeningPort(absl::StrCat(config_.address, ":", config_.port), credentials_,
                             &port_);
    for (const auto& table : pipeline.services()) {
      services_.push_back(std::make_unique<DynamicService>(*table, pipeline, config_));
      builder.RegisterService(services_.back().get());
    }
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port_ == 0) {
      return absl::UnavailableError(absl::StrCat("port ", config_.port, " is already in use"));
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
  const Config config_;
  // Handshakes ask it for the newest certificate, as long as the server runs.
  const std::shared_ptr<grpc::ServerCredentials> credentials_;
  std::vector<std::unique_ptr<DynamicService>> services_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<GrpcServer>> GrpcServer::Start(const Config& config,
                                                              Pipeline& pipeline) {
  auto server = std::make_unique<GrpcServerImpl>(config);
  absl::Status status = server->Listen(pipeline);
  if (!status.ok()) return status;
  return server;
}

}  // namespace tancua::rpc
