#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nlohmann/json.hpp"

namespace tancua::dossier::catalogue {

// What is wrong with a form, for the person who fills it in.
struct Violation {
  std::string field;    // "form.bankAccount", "form.children[1].name"
  std::string text_vi;  // "Chưa nhập “Số tài khoản”."
};

// Puts an error of valijson into Vietnamese. `context` is its path: "<root>", "[name]", "[1]".
[[nodiscard]] Violation Describe(const nlohmann::json& schema,
                                 const std::vector<std::string>& context,
                                 std::string_view description);

// The member at `place` is no date.
[[nodiscard]] Violation DescribeDate(const nlohmann::json& schema,
                                     const nlohmann::json::json_pointer& place);

}  // namespace tancua::dossier::catalogue
