#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "common/tls/credentials.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace tancua::rpc {

// Calls an RPC, wherever its service runs: in this process through the same
// pipeline, or elsewhere over gRPC. Errors come back as status::Error made them.
// Thread-safe; blocks.
class Invoker {
 public:
  virtual ~Invoker() = default;
  [[nodiscard]] virtual absl::Status Unary(const google::protobuf::MethodDescriptor& method,
                                           const Metadata& metadata, absl::Time deadline,
                                           const google::protobuf::Message& request,
                                           google::protobuf::Message& response) = 0;
  [[nodiscard]] virtual absl::Status ClientStreaming(
      const google::protobuf::MethodDescriptor& method, const Metadata& metadata,
      absl::Time deadline, MessageReader& requests, google::protobuf::Message& response) = 0;
  // Hands each answer to `responses` as it comes. An invoker whose services stream no answers
  // need not say so.
  [[nodiscard]] virtual absl::Status ServerStreaming(
      const google::protobuf::MethodDescriptor& method, const Metadata& metadata,
      absl::Time deadline, const google::protobuf::Message& request, MessageWriter& responses);
};

// Typed convenience: Invoke<Citizen>(invoker, call,
// "tancua.identity.v1.IdentityService/GetCitizen", request) passes the caller's token, trace and
// deadline on.
[[nodiscard]] absl::Status Invoke(Invoker& invoker, const Call& call, std::string_view full_method,
                                  const google::protobuf::Message& request,
                                  google::protobuf::Message& response);

// Over gRPC to `target` ("dossier:7102", "dns:///…"); round-robin over what it resolves to. With
// `tls` the target proves itself and we show our certificate, always the newest; it outlives the
// invoker. Servers that come to the name are found after `look_up_every`, if there are calls.
[[nodiscard]] std::unique_ptr<Invoker> NewRemoteInvoker(
    const std::string& target, const tls::Credentials* tls = nullptr,
    absl::Duration look_up_every = absl::Seconds(10));

}  // namespace tancua::rpc
