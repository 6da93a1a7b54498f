#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tancua::config {

// The candidate that a writer of `word` most likely meant; "" when none is near.
[[nodiscard]] std::string Nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace tancua::config
