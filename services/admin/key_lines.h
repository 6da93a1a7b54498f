#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// A file of keys, changed one step of a rotation at a time (docs/adr/0014).
namespace tancua::admin {

// With one more line: a key that only opens, until UseLastKey.
[[nodiscard]] absl::StatusOr<std::string> WithNewKey(std::string_view text, std::string_view id);
// With the last key sealing. FAILED_PRECONDITION when it does already.
[[nodiscard]] absl::StatusOr<std::string> WithLastKeyInUse(std::string_view text);
// Without the key `id`. FAILED_PRECONDITION for the one that seals.
[[nodiscard]] absl::StatusOr<std::string> WithoutKey(std::string_view text, std::string_view id);

}  // namespace tancua::admin
