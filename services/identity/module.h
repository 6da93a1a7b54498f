#pragma once

#include <memory>

#include "common/runtime/host.h"

namespace tancua::identity {

[[nodiscard]] std::unique_ptr<runtime::Module> NewModule();

}  // namespace tancua::identity
