#pragma once

#include <string_view>

namespace tancua::proto {

// A serialised google.protobuf.FileDescriptorSet of every API, with comments: what the code
// that protoc generates leaves out.
[[nodiscard]] std::string_view ApiDescriptors();

}  // namespace tancua::proto
