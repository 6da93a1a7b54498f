#include "services/identity/api/get_citizen.h"

#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

class GetCitizen : public IdentityFixture {
 protected:
  absl::StatusOr<v1::Citizen> Run(const std::string& caller, const std::string& name) {
    rpc::Call call = NewCall();
    call.caller.kind = policy::v1::CITIZEN;
    call.caller.subject = caller;
    v1::GetCitizenRequest request;
    request.set_name(name);
    return api::GetCitizen(*deps_, call, request);
  }
};

TEST_F(GetCitizen, ShowsCallersThemselves) {
  const v1::Citizen citizen = SignIn("p01").value().citizen();
  for (const std::string& name : {std::string("citizens/me"), citizen.name()}) {
    const auto answer = Run(citizen.name(), name);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->SerializeAsString(), citizen.SerializeAsString());
  }
}

TEST_F(GetCitizen, ShowsNobodyElse) {
  const std::string self = SignIn("p01").value().citizen().name();
  const std::string other = SignIn("p02").value().citizen().name();
  EXPECT_KIND(Run(self, other).status(), kCitizenNotFound);
  EXPECT_KIND(Run(self, "citizens/").status(), kCitizenNotFound);
  EXPECT_KIND(Run("citizens/" + ids_.NewUuid(), "citizens/me").status(), kCitizenNotFound);
}

}  // namespace
}  // namespace tancua::identity
