#pragma once

#include <memory>

#include "common/runtime/host.h"

namespace tancua::dossier {

// The dossier service, for a process to run.
[[nodiscard]] std::unique_ptr<runtime::Module> NewModule();

}  // namespace tancua::dossier
