#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"

// Pairwise names: each partner knows a person under another name, so that two partners cannot put
// together what they know. The suite itself only works with the person's own name.
namespace tancua::pairwise {

// Thread-safe.
class Names {
 public:
  // Both are shared by all services, so that all of them make the same names. `name_key` makes the
  // names and never changes: a new one would make a stranger of everybody. `sealing_keys` may
  // rotate.
  Names(crypto::Keyring name_key, const crypto::Keyring& sealing_keys)
      : name_key_(std::move(name_key)), sealing_keys_(sealing_keys) {}

  // What `client` ("clients/{id}") calls `subject` ("citizens/{uuid}", "officers/{uuid}"):
  // "citizens/{another uuid}", always the same one. Anything else, and everything for the empty
  // client, is shown as it is: it names no person, or nobody stands between.
  [[nodiscard]] std::string For(std::string_view client, std::string_view subject) const;

  // The person's own name, to travel in a token of `client` that only the suite can open.
  [[nodiscard]] std::string Seal(std::string_view client, std::string_view subject) const;
  // DATA_LOSS for what was not sealed for this client.
  [[nodiscard]] absl::StatusOr<std::string> Open(std::string_view client,
                                                 std::string_view sealed) const;

 private:
  const crypto::Keyring name_key_;
  const crypto::Keyring& sealing_keys_;
};

}  // namespace tancua::pairwise
