#pragma once

#include <array>

#include "common/status/error.h"

namespace tancua::notification {

// The service raises common kinds only; this is where the first of its own goes.
inline constexpr std::array<const status::Kind*, 0> kErrors{};

}  // namespace tancua::notification
