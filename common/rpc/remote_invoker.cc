#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/client_unary_call.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/impl/codegen/sync_stream.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/grpc_tls.h"
#include "common/rpc/invoker.h"
#include "common/rpc/wire_status.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace tancua::rpc {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// A server that is about to close says so by the health service, and gets no call from then on.
// What it names besides itself when it closes is asked for at once, not half a minute later.
constexpr char kServiceConfig[] = R"({"healthCheckConfig": {"serviceName": ""}})";
constexpr int kResolveAtMostEveryMs = 500;

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  absl::Status decoded = DecodeDetails(code, status.error_message(), status.error_details());
  if (status::Describe(decoded)) return decoded;
  // gRPC itself answered: nobody there, or too late.
  if (code == absl::StatusCode::kUnavailable) return status::Error(status::kUnavailable);
  if (code == absl::StatusCode::kDeadlineExceeded) return status::Error(status::kDeadlineExceeded);
  if (code == absl::StatusCode::kResourceExhausted) {
    return status::Error(status::kOverloaded, {.retry_after = absl::Seconds(1)});
  }
  return decoded;
}

class RemoteInvoker final : public Invoker {
 public:
  RemoteInvoker(std::string target, const tls::Credentials* tls, absl::Duration look_up_every)
      : target_(std::move(target)),
        tls_(tls),
        look_up_every_(look_up_every),
        credentials_(ChannelCredentials(nullptr)),
        channel_(NewChannel()),
        look_up_at_(absl::Now() + look_up_every) {}

  absl::Status Unary(const MethodDescriptor& method, const Metadata& metadata, absl::Time deadline,
                     const Message& request, Message& response) override {
    grpc::ClientContext context;
    Prepare(context, metadata, deadline);
    const std::string path = absl::StrCat("/", FullMethodName(method));
    const grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC);
    const auto channel = Channel();
    return FromGrpc(grpc::internal::BlockingUnaryCall<Message, Message>(
        channel.get(), rpc, &context, request, &response));
  }

  absl::Status ClientStreaming(const MethodDescriptor& method, const Metadata& metadata,
                               absl::Time deadline, MessageReader& requests,
                               Message& response) override {
    grpc::ClientContext context;
    Prepare(context, metadata, deadline);
    const std::string path = absl::StrCat("/", FullMethodName(method));
    const grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::CLIENT_STREAMING);
    const auto channel = Channel();
    std::unique_ptr<grpc::ClientWriter<Message>> writer(
        grpc::internal::ClientWriterFactory<Message>::Create(channel.get(), rpc, &context,
                                                             &response));
    std::unique_ptr<Message> request(google::protobuf::MessageFactory::generated_factory()
                                         ->GetPrototype(method.input_type())
                                         ->New());
    absl::Status read = absl::OkStatus();
    while (true) {
      request->Clear();
      auto more = requests.Next(*request);
      if (!more.ok()) read = more.status();
      if (!more.ok() || !*more || !writer->Write(*request)) break;
    }
    if (!read.ok()) context.TryCancel();
    writer->WritesDone();
    const grpc::Status finished = writer->Finish();
    return read.ok() ? FromGrpc(finished) : read;
  }

  absl::Status ServerStreaming(const MethodDescriptor& method, const Metadata& metadata,
                               absl::Time deadline, const Message& request,
                               MessageWriter& responses) override {
    grpc::ClientContext context;
    Prepare(context, metadata, deadline);
    const std::string path = absl::StrCat("/", FullMethodName(method));
    const grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::SERVER_STREAMING);
    const auto channel = Channel();
    std::unique_ptr<grpc::ClientReader<Message>> reader(
        grpc::internal::ClientReaderFactory<Message>::Create(channel.get(), rpc, &context,
                                                             request));
    std::unique_ptr<Message> response(google::protobuf::MessageFactory::generated_factory()
                                          ->GetPrototype(method.output_type())
                                          ->New());
    absl::Status written = absl::OkStatus();
    while (written.ok() && reader->Read(response.get())) written = responses.Write(*response);
    if (!written.ok()) context.TryCancel();
    const grpc::Status finished = reader->Finish();
    return written.ok() ? FromGrpc(finished) : written;
  }

 private:
  static void Prepare(grpc::ClientContext& context, const Metadata& metadata, absl::Time deadline) {
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    if (deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(deadline));
  }

  [[nodiscard]] std::shared_ptr<grpc::Channel> NewChannel() const {
    grpc::ChannelArguments arguments;
    arguments.SetLoadBalancingPolicyName("round_robin");
    arguments.SetServiceConfigJSON(kServiceConfig);
    arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, kResolveAtMostEveryMs);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
    return grpc::CreateCustomChannel(target_, credentials_, arguments);
  }

  // With a new certificate comes a new channel; calls under way keep the old one until they end.
  [[nodiscard]] std::shared_ptr<grpc::Channel> Channel() {
    absl::MutexLock lock(&mutex_);
    if (tls_ != nullptr) Follow(tls_->current());
    if (next_ == nullptr && absl::Now() >= look_up_at_) {
      next_ = NewChannel();
      next_->GetState(/*try_to_connect=*/true);
    }
    if (next_ != nullptr && next_->GetState(false) == GRPC_CHANNEL_READY) Adopt(std::move(next_));
    return channel_;
  }

  void Follow(std::shared_ptr<const tls::Material> current) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (current == material_) return;
    material_ = std::move(current);
    credentials_ = ChannelCredentials(material_.get());
    Adopt(NewChannel());
  }

  void Adopt(std::shared_ptr<grpc::Channel> channel) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    channel_ = std::move(channel);
    next_ = nullptr;
    look_up_at_ = absl::Now() + look_up_every_;
  }

  const std::string target_;
  const tls::Credentials* const tls_;
  const absl::Duration look_up_every_;
  absl::Mutex mutex_;
  std::shared_ptr<const tls::Material> material_;
  std::shared_ptr<grpc::ChannelCredentials> credentials_;  // of `material_`
  std::shared_ptr<grpc::Channel> channel_;                 // of `material_`
  // A channel looks its name up once, and again only when a server leaves it: of servers that are
  // new, only a new channel hears. It shares the connections of the old one, and takes its place
  // once it has one.
  std::shared_ptr<grpc::Channel> next_;
  absl::Time look_up_at_;
};

// What a call hands on to the calls that it makes.
Metadata Onward(const Call& call) {
  Metadata metadata;
  auto authorization = call.metadata.find("authorization");
  if (authorization != call.metadata.end()) metadata.insert(*authorization);
  if (!call.traceparent.empty()) metadata["traceparent"] = call.traceparent;
  auto certificate = call.metadata.find(kClientCertificateThumbprint);
  if (certificate != call.metadata.end()) metadata.insert(*certificate);
  return metadata;
}

}  // namespace

absl::Status Invoker::ServerStreaming(const MethodDescriptor& method, const Metadata&, absl::Time,
                                      const Message&, MessageWriter&) {
  return absl::UnimplementedError(absl::StrCat(method.full_name(), " is not streamed here"));
}

std::unique_ptr<Invoker> NewRemoteInvoker(const std::string& target, const tls::Credentials* tls,
                                          absl::Duration look_up_every) {
  return std::make_unique<RemoteInvoker>(target, tls, look_up_every);
}

absl::Status Invoke(Invoker& invoker, const Call& call, std::string_view full_method,
                    const Message& request, Message& response) {
  std::string dotted(full_method);
  if (auto slash = dotted.rfind('/'); slash != std::string::npos) dotted[slash] = '.';
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(dotted);
  if (method == nullptr) return absl::InternalError(absl::StrCat("no method ", dotted));
  return invoker.Unary(*method, Onward(call), call.deadline, request, response);
}

}  // namespace tancua::rpc
