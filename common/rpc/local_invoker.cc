#include "common/rpc/local_invoker.h"

#include "common/status/error.h"

namespace tancua::rpc {
namespace {

Call CallOf(const google::protobuf::MethodDescriptor& method, const Metadata& metadata,
            absl::Time deadline) {
  Call call;
  call.method = FullMethodName(method);
  call.metadata = metadata;
  call.deadline = deadline;
  return call;
}

}  // namespace

absl::Status LocalInvoker::Unary(const google::protobuf::MethodDescriptor& method,
                                 const Metadata& metadata, absl::Time deadline,
                                 const google::protobuf::Message& request,
                                 google::protobuf::Message& response) {
  Call call = CallOf(method, metadata, deadline);
  const Method* found = pipeline_.Find(call.method);
  if (found == nullptr) return status::Error(status::kUnavailable);
  return pipeline_.Unary(*found, call, request, response);
}

absl::Status LocalInvoker::ClientStreaming(const google::protobuf::MethodDescriptor& method,
                                           const Metadata& metadata, absl::Time deadline,
                                           MessageReader& requests,
                                           google::protobuf::Message& response) {
  Call call = CallOf(method, metadata, deadline);
  const Method* found = pipeline_.Find(call.method);
  if (found == nullptr) return status::Error(status::kUnavailable);
  return pipeline_.ClientStreaming(*found, call, requests, response);
}

absl::Status LocalInvoker::ServerStreaming(const google::protobuf::MethodDescriptor& method,
                                           const Metadata& metadata, absl::Time deadline,
                                           const google::protobuf::Message& request,
                                           MessageWriter& responses) {
  Call call = CallOf(method, metadata, deadline);
  const Method* found = pipeline_.Find(call.method);
  if (found == nullptr) return status::Error(status::kUnavailable);
  return pipeline_.ServerStreaming(*found, call, request, responses);
}

}  // namespace tancua::rpc
