#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

// Field encryption (AES-256-GCM) and exact look-up (keyed HMAC-SHA-256).
namespace tancua::crypto {

// Keys by id, from one file: each line "<key id> <64 hexadecimal digits>". The
// last line seals; every line opens, so that old rows stay readable.
class Keyring {
 public:
  [[nodiscard]] static absl::StatusOr<Keyring> Parse(std::string_view text);
  // A file text with one random key, for development and first start.
  [[nodiscard]] static std::string Generate(std::string_view key_id);

  // Returns "<key id>.<base64url(nonce ‖ ciphertext ‖ tag)>": text, so that every
  // database keeps it the same way. `context` binds the value to its place
  // ("dossiers.name"): a value moved elsewhere does not open. Thread-safe.
  [[nodiscard]] std::string Seal(std::string_view plain, std::string_view context) const;
  // The plain text; DATA_LOSS when the key is unknown or the value was changed.
  [[nodiscard]] absl::StatusOr<std::string> Open(std::string_view sealed,
                                                 std::string_view context) const;
  // 64 hexadecimal digits that are equal for equal values, and tell nothing else.
  [[nodiscard]] std::string Index(std::string_view value, std::string_view context) const;

 private:
  struct Key;
  std::map<std::string, std::shared_ptr<const Key>, std::less<>> keys_;
  std::string sealing_id_;
  std::string index_id_;  // the first key: look-ups must not change with rotation
};

}  // namespace tancua::crypto
