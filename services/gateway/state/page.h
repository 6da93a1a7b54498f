#pragma once

#include <string>
#include <string_view>

#include "services/gateway/state/state.h"

namespace tancua::gateway::state {

// The template, data/state.html.
[[nodiscard]] std::string_view StateTemplate();

// The page for people; whatever the state holds is escaped.
[[nodiscard]] std::string RenderPage(const State& state);

}  // namespace tancua::gateway::state
