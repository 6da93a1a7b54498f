#pragma once

#include <atomic>
#include <string>

#include "absl/status/status.h"
#include "common/rpc/invoker.h"

namespace tancua::dossier::testing {

// The identity service: knows every citizen, every assisted verification as of ward 27442, and
// every position but one.
class FakeIdentity final : public rpc::Invoker {
 public:
  absl::Status Unary(const google::protobuf::MethodDescriptor& method,
                     const rpc::Metadata& metadata, absl::Time deadline,
                     const google::protobuf::Message& request,
                     google::protobuf::Message& response) override;
  absl::Status ClientStreaming(const google::protobuf::MethodDescriptor&, const rpc::Metadata&,
                               absl::Time, rpc::MessageReader&,
                               google::protobuf::Message&) override;

  absl::Status answer;           // what the next calls end with
  std::string removed_position;  // the one that its ward has no longer
  std::atomic<int> calls = 0;
};

}  // namespace tancua::dossier::testing
