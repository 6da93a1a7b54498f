#pragma once

#include <string>
#include <string_view>

#include "common/log/log.h"

namespace tancua::log {

// Makes `out` the JSON line of an event that happens now.
void PrintLine(std::string_view level, std::string_view event, Fields fields, std::string& out);

}  // namespace tancua::log
