#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Field encryption (AES-256-GCM) and exact look-up (keyed HMAC-SHA-256).
namespace tancua::crypto {

// Which keys a file holds, by id, in the order of its lines.
struct KeyIds {
  std::string sealing;
  std::vector<std::string> all;
  // Keys that a process may seal with soon: the "opens-only" lines after the sealing one.
  std::vector<std::string> prepared;
};

// Keys by id, from one file: each line "<key id> <64 hexadecimal digits>". The last line seals and
// indexes; every line opens and finds, so that old rows stay readable. A line that ends with
// "opens-only" never seals: so a new key can be made known to every replica before one uses it.
//
// A handle: copies share their keys, and Reload changes them for all. Thread-safe.
class Keyring {
 public:
  [[nodiscard]] static absl::StatusOr<Keyring> Parse(std::string_view text);
  // A file text with one random key, for development and first start.
  [[nodiscard]] static std::string Generate(std::string_view key_id);
  // Takes the keys of a changed file. Refuses, and changes nothing, when it cannot be parsed or
  // gives a known id another secret.
  [[nodiscard]] absl::Status Reload(std::string_view text);

  // Returns "<key id>.<base64url(nonce ‖ ciphertext ‖ tag)>": text, so that every
  // database keeps it the same way. `context` binds the value to its place
  // ("dossiers.name"): a value moved elsewhere does not open.
  [[nodiscard]] std::string Seal(std::string_view plain, std::string_view context) const;
  // The plain text; DATA_LOSS when the key is unknown or the value was changed.
  [[nodiscard]] absl::StatusOr<std::string> Open(std::string_view sealed,
                                                 std::string_view context) const;
  // "<key id>.<64 hexadecimal digits>", equal for equal values under one key, and telling nothing
  // else. What a new row keeps.
  [[nodiscard]] std::string Index(std::string_view value, std::string_view context) const;
  // Every index that a row of `value` may have: first the one of Index, then those of the other
  // keys, the newest first. A look-up tries one after the other.
  [[nodiscard]] std::vector<std::string> Indices(std::string_view value,
                                                 std::string_view context) const;
  [[nodiscard]] KeyIds ids() const;

 private:
  struct Key;
  struct Keys;
  struct Shared;
  explicit Keyring(std::shared_ptr<const Keys> keys);
  [[nodiscard]] static absl::StatusOr<std::shared_ptr<const Keys>> ParseKeys(std::string_view text);
  [[nodiscard]] std::shared_ptr<const Keys> Now() const;

  std::shared_ptr<Shared> shared_;
};

}  // namespace tancua::crypto
