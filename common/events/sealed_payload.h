#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/crypto/keyring.h"
#include "google/protobuf/message.h"

namespace tancua::events {

// A payload as it travels. It opens only inside the event `id` that it was sealed for.
[[nodiscard]] inline std::string SealPayload(const crypto::Keyring& keys, std::string_view id,
                                             const google::protobuf::Message& payload) {
  return keys.Seal(payload.SerializeAsString(), id);
}

// DATA_LOSS when the key is unknown, the text was changed, or it is another message.
[[nodiscard]] inline absl::Status OpenPayload(const crypto::Keyring& keys, std::string_view id,
                                              const std::string& sealed,
                                              google::protobuf::Message& payload) {
  const absl::StatusOr<std::string> plain = keys.Open(sealed, id);
  if (!plain.ok()) return absl::DataLossError(plain.status().message());
  if (payload.ParseFromString(*plain)) return absl::OkStatus();
  return absl::DataLossError("the payload is no " + payload.GetTypeName());
}

}  // namespace tancua::events
