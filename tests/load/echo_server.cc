#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/method_handler.h>
#include <grpcpp/impl/codegen/rpc_service_method.h>
#include <grpcpp/impl/codegen/service_type.h>

#include "absl/strings/str_cat.h"
#include "tests/load/load.h"

namespace tancua::load {
namespace {

class EchoService final : public grpc::Service {
 public:
  EchoService() {
    using Handler =
        grpc::internal::RpcMethodHandler<EchoService, grpc::ByteBuffer, grpc::ByteBuffer>;
    AddMethod(new grpc::internal::RpcServiceMethod(
        kEchoPath, grpc::internal::RpcMethod::NORMAL_RPC,
        new Handler(
            [](EchoService*, grpc::ServerContext*, const grpc::ByteBuffer* request,
               grpc::ByteBuffer* response) {
              *response = *request;
              return grpc::Status::OK;
            },
            this)));
  }
};

}  // namespace

struct EchoServer::Impl {
  EchoService service;
  std::unique_ptr<grpc::Server> server;
};

EchoServer::EchoServer() : impl_(std::make_unique<Impl>()) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&impl_->service);
  impl_->server = builder.BuildAndStart();
  target_ = absl::StrCat("127.0.0.1:", port);
}

EchoServer::~EchoServer() { impl_->server->Shutdown(); }

}  // namespace tancua::load
