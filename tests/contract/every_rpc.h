#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/rpc/invoker.h"
#include "google/protobuf/descriptor.h"

namespace tancua {

// Every RPC of the suite, in the order of the protos.
[[nodiscard]] std::vector<const google::protobuf::MethodDescriptor*> EveryRpc();

// The service that answers: "dossier" for "tancua.dossier.v1"; the dead letters are asked of one of
// their servers.
[[nodiscard]] std::string OwnerOf(const google::protobuf::MethodDescriptor& method);

// Calls with a request that says nothing but, where the policy compares it, its ward; whatever the
// answers are, only the outcome counts. A stream of requests is empty.
[[nodiscard]] absl::Status CallWithNothing(rpc::Invoker& invoker,
                                           const google::protobuf::MethodDescriptor& method,
                                           const std::string& token, const std::string& ward = "");

}  // namespace tancua
