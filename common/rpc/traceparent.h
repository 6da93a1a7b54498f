#pragma once

#include <string>

#include "common/rpc/call.h"

namespace tancua::rpc {

// The W3C trace context of a call: the caller's own when it is well-formed, else a new one.
[[nodiscard]] std::string TraceparentOf(const Metadata& metadata);

}  // namespace tancua::rpc
