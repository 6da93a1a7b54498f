#pragma once

#include <string>

#include "common/crypto/keyring.h"
#include "services/identity/config.h"

namespace tancua::identity {

// Where and as whom a person signed in.
struct ProviderSignIn {
  const ProviderConfig& provider;
  std::string subject;  // the provider's sub
  std::string session;  // the provider's sid; "" when it has none
};

// What is kept of the two; "" of "".
[[nodiscard]] std::string ProviderSubjectIndex(const crypto::Keyring& keys,
                                               const std::string& provider,
                                               const std::string& subject);
[[nodiscard]] std::string ProviderSessionIndex(const crypto::Keyring& keys,
                                               const std::string& provider,
                                               const std::string& session);

}  // namespace tancua::identity
