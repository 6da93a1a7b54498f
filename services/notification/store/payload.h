#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/notification/domain/message.h"

namespace tancua::notification::store {

// What of a message is personal, as one text to be sealed: phone and facts. The dossier's code
// has a column of its own.
[[nodiscard]] std::string EncodePayload(const domain::Message& message);
// Fills phone and facts. DATA_LOSS when `payload` is none.
[[nodiscard]] absl::Status DecodePayload(std::string_view payload, domain::Message& message);

}  // namespace tancua::notification::store
