#pragma once

#include <string>
#include <vector>

#include "common/crypto/keyring.h"

namespace tancua::identity {

// What a provider calls a person and the session there.
struct ProviderNames {
  std::string subject;  // its sub
  std::string session;  // its sid; "" when it has none
};

// What is kept of the two, as keyed HMACs: the first, under the key that seals now. Those that
// follow are what may have been kept under an older key. Only {""} of "".
[[nodiscard]] std::vector<std::string> ProviderSubjectIndices(const crypto::Keyring& keys,
                                                              const std::string& provider,
                                                              const ProviderNames& names);
[[nodiscard]] std::vector<std::string> ProviderSessionIndices(const crypto::Keyring& keys,
                                                              const std::string& provider,
                                                              const ProviderNames& names);

}  // namespace tancua::identity
