#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace tancua::person {

struct Phone {
  std::string e164;     // "+84903123456"
  bool mobile = false;  // can receive SMS and ZNS
};

// Accepts what people write: blanks, dots, hyphens, brackets; 0…, 84…, +84…, 0084….
// INVALID_ARGUMENT, with a Vietnamese sentence, for anything that is no Vietnamese number. The
// operator is never derived from the prefix: numbers move between operators.
[[nodiscard]] absl::StatusOr<Phone> ParsePhone(std::string_view text);
// "+84903123456" → "090****456".
[[nodiscard]] std::string MaskPhone(std::string_view e164);

}  // namespace tancua::person
