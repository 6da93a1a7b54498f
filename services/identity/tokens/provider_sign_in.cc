#include "services/identity/tokens/provider_sign_in.h"

namespace tancua::identity {
namespace {

// The provider is part of the value: two of them may give the same name to different persons.
std::string Index(const crypto::Keyring& keys, const std::string& provider,
                  const std::string& value, const char* column) {
  return value.empty() ? "" : keys.Index(provider + "\n" + value, column);
}

}  // namespace

std::string ProviderSubjectIndex(const crypto::Keyring& keys, const std::string& provider,
                                 const std::string& subject) {
  return Index(keys, provider, subject, "sessions.provider_subject");
}

std::string ProviderSessionIndex(const crypto::Keyring& keys, const std::string& provider,
                                 const std::string& session) {
  return Index(keys, provider, session, "sessions.provider_session");
}

}  // namespace tancua::identity
