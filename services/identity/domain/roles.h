#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tancua::identity::domain {

// The first of `roles` that an officer of `ward` (five digits, or empty for the city) cannot
// have; empty when there is none. A ward's officers have roles of a ward, the city's those of
// the city: nobody has both.
[[nodiscard]] std::string FirstForeignRole(std::string_view ward,
                                           const std::vector<std::string>& roles);

// True for a role of a ward or of the city.
[[nodiscard]] bool IsRole(std::string_view text);

// True for five digits.
[[nodiscard]] bool IsWardCode(std::string_view text);

}  // namespace tancua::identity::domain
