#pragma once

#include <string>

#include "services/identity/identity_fixture.h"
#include "tests/interop/oidc_provider.h"

namespace tancua::interop {

// The identity service's procedures with the certified provider as "vneid".
class IdentityAtProvider : public identity::IdentityFixture {
 protected:
  IdentityAtProvider();
  void Configure() override;

  // A verification of which the service must be convinced so much.
  [[nodiscard]] identity::v1::Verification Demand(int min_level, std::int64_t max_age_s);
  // What comes back to the browser after `person` ("lan" or "hoa") signed in and agreed.
  [[nodiscard]] identity::v1::CompleteVerificationRequest Agree(
      const identity::v1::Verification& verification, const std::string& person = "lan");
  // The whole way.
  [[nodiscard]] absl::StatusOr<identity::v1::CompleteVerificationResponse> SignInAtProvider(
      const std::string& person = "lan");
  void SetFaults(const std::string& faults);

  OidcProvider& provider_;
};

}  // namespace tancua::interop
