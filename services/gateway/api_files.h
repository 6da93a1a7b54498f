#pragma once

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"

namespace tancua::gateway {

// The descriptors of every API of the suite with their comments, as the build wrote them.
[[nodiscard]] absl::StatusOr<google::protobuf::FileDescriptorSet> ApiDescriptorSet();

// The same files as linked in. FAILED_PRECONDITION when one is not.
[[nodiscard]] absl::StatusOr<std::vector<const google::protobuf::FileDescriptor*>> LinkedFiles(
    const google::protobuf::FileDescriptorSet& set);

}  // namespace tancua::gateway
