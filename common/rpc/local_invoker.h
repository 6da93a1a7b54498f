#pragma once

#include "common/rpc/invoker.h"
#include "common/rpc/pipeline.h"

namespace tancua::rpc {

// Calls a service of this process: the same pipeline, no network.
class LocalInvoker final : public Invoker {
 public:
  explicit LocalInvoker(Pipeline& pipeline) : pipeline_(pipeline) {}
  absl::Status Unary(const google::protobuf::MethodDescriptor& method, const Metadata& metadata,
                     absl::Time deadline, const google::protobuf::Message& request,
                     google::protobuf::Message& response) override;
  absl::Status ClientStreaming(const google::protobuf::MethodDescriptor& method,
                               const Metadata& metadata, absl::Time deadline,
                               MessageReader& requests,
                               google::protobuf::Message& response) override;
  absl::Status ServerStreaming(const google::protobuf::MethodDescriptor& method,
                               const Metadata& metadata, absl::Time deadline,
                               const google::protobuf::Message& request,
                               MessageWriter& responses) override;

 private:
  Pipeline& pipeline_;
};

}  // namespace tancua::rpc
