#include "tests/contract/every_rpc.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "common/rpc/policy.h"
#include "google/protobuf/descriptor.pb.h"
#include "proto/api_descriptors.h"

namespace tancua {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

class NoRequests final : public rpc::MessageReader {
 public:
  absl::StatusOr<bool> Next(Message&) override { return false; }
};

class AnyAnswers final : public rpc::MessageWriter {
 public:
  absl::Status Write(const Message&) override { return absl::OkStatus(); }
};

std::unique_ptr<Message> New(const google::protobuf::Descriptor& type) {
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  return std::unique_ptr<Message>(factory->GetPrototype(&type)->New());
}

}  // namespace

std::vector<const MethodDescriptor*> EveryRpc() {
  google::protobuf::FileDescriptorSet set;
  const std::string_view bytes = proto::ApiDescriptors();
  set.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  std::vector<const MethodDescriptor*> methods;
  for (const auto& listed : set.file()) {
    const auto* file =
        google::protobuf::DescriptorPool::generated_pool()->FindFileByName(listed.name());
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        methods.push_back(file->service(i)->method(j));
      }
    }
  }
  return methods;
}

std::string OwnerOf(const MethodDescriptor& method) {
  const std::string& package = method.file()->package();
  const std::string owner = package.substr(7, package.find('.', 7) - 7);
  return owner == "events" || owner == "privacy" ? "survey" : owner;
}

absl::Status CallWithNothing(rpc::Invoker& invoker, const MethodDescriptor& method,
                             const std::string& token, const std::string& ward) {
  const auto request = New(*method.input_type());
  const auto response = New(*method.output_type());
  if (const auto& policy = rpc::PolicyOf(method); !policy.ward_field().empty()) {
    const auto* field = method.input_type()->FindFieldByName(policy.ward_field());
    request->GetReflection()->SetString(request.get(), field, ward);
  }
  rpc::Metadata metadata;
  if (!token.empty()) metadata["authorization"] = absl::StrCat("Bearer ", token);
  const absl::Time deadline = absl::Now() + absl::Seconds(10);
  if (method.client_streaming()) {
    NoRequests none;
    return invoker.ClientStreaming(method, metadata, deadline, none, *response);
  }
  if (method.server_streaming()) {
    AnyAnswers any;
    return invoker.ServerStreaming(method, metadata, deadline, *request, any);
  }
  return invoker.Unary(method, metadata, deadline, *request, *response);
}

}  // namespace tancua
