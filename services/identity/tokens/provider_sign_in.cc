#include "services/identity/tokens/provider_sign_in.h"

namespace tancua::identity {
namespace {

// The provider is part of the value: two of them may give the same name to different persons.
std::vector<std::string> Indices(const crypto::Keyring& keys, const std::string& provider,
                                 const std::string& value, const char* column) {
  if (value.empty()) return {""};
  return keys.Indices(provider + "\n" + value, column);
}

}  // namespace

std::vector<std::string> ProviderSubjectIndices(const crypto::Keyring& keys,
                                                const std::string& provider,
                                                const ProviderNames& names) {
  return Indices(keys, provider, names.subject, "sessions.provider_subject");
}

std::vector<std::string> ProviderSessionIndices(const crypto::Keyring& keys,
                                                const std::string& provider,
                                                const ProviderNames& names) {
  return Indices(keys, provider, names.session, "sessions.provider_session");
}

}  // namespace tancua::identity
