#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"

namespace tancua::gateway {

// An OpenAPI 3.1 document of every annotated RPC of `files`, with the comments of `comments` and
// the policies of the methods.
[[nodiscard]] absl::StatusOr<std::string> OpenApi(
    const std::vector<const google::protobuf::FileDescriptor*>& files,
    const google::protobuf::FileDescriptorSet& comments);

}  // namespace tancua::gateway
