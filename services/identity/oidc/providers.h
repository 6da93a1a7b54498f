#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/http/client.h"
#include "services/identity/oidc/relying_party.h"

namespace tancua::identity::oidc {

// The configured providers by id.
class Providers {
 public:
  Providers(const Config& config, const Clock& clock, Metrics& metrics) {
    for (const ProviderConfig* provider : {&config.vneid, &config.staff}) {
      if (provider->issuer.empty()) continue;
      parties_.try_emplace(provider->id, *provider, http_, clock, metrics);
    }
  }

  // nullptr when there is none.
  [[nodiscard]] RelyingParty* Find(std::string_view id) {
    const auto found = parties_.find(id);
    return found == parties_.end() ? nullptr : &found->second;
  }

 private:
  http::Client http_;
  std::map<std::string, RelyingParty, std::less<>> parties_;
};

}  // namespace tancua::identity::oidc
