#pragma once

#include <string>

#include "services/admin/console.h"

namespace tancua::admin {

// tancua(1), made of the words that `tancua --help` prints, so that it never tells another story.
[[nodiscard]] std::string ManualPage(const Cli& cli);

}  // namespace tancua::admin
