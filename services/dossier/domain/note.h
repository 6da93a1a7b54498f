#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace tancua::dossier::domain {

enum class NoteNeed { kRequired, kOptional };

// What an officer says with a change: NFC, without blanks around it, at most 2000 code points and,
// when required, not empty. INVALID_FIELD in "note" otherwise.
[[nodiscard]] absl::StatusOr<std::string> CheckNote(std::string_view note, NoteNeed need);

}  // namespace tancua::dossier::domain
