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
  // `config` outlives it and has passed CheckConfig.
  Providers(const Config& config, const Clock& clock, Ids& ids, Metrics& metrics) {
    for (const ProviderConfig* provider : SwitchedOn(config)) {
      parties_.try_emplace(provider->id, *provider, http_, clock, ids, metrics);
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
