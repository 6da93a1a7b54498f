#pragma once

#include <memory>

#include "common/runtime/host.h"

namespace tancua::notification {

[[nodiscard]] std::unique_ptr<runtime::Module> NewModule();

}  // namespace tancua::notification
