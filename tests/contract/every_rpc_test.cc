// Every RPC of the descriptors, called over gRPC as callers who may not call it.
#include "tests/contract/every_rpc.h"

#include <gtest/gtest.h>

#include "common/rpc/invoker.h"
#include "common/rpc/policy.h"
#include "common/status/error.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using google::protobuf::MethodDescriptor;
using testing::Deployment;

class EveryRpcTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    deployment_ = new Deployment(Deployment::Shape::kSuite);
    ASSERT_TRUE(deployment_->Start().ok()) << deployment_->Logs();
  }
  static void TearDownTestSuite() { delete deployment_; }

  static absl::Status Call(const MethodDescriptor& method, const std::string& token) {
    auto invoker = rpc::NewRemoteInvoker(deployment_->grpc_target(OwnerOf(method)));
    return CallWithNothing(*invoker, method, token);
  }

  static bool Allows(const MethodDescriptor& method, policy::v1::ActorKind kind) {
    const auto& allow = rpc::PolicyOf(method).allow();
    return std::find(allow.begin(), allow.end(), kind) != allow.end();
  }

  static Deployment* deployment_;
};

Deployment* EveryRpcTest::deployment_ = nullptr;

TEST_F(EveryRpcTest, RefusesAnonymousCallersUnlessThePolicySaysOtherwise) {
  for (const auto* method : EveryRpc()) {
    absl::Status status = Call(*method, "");
    EXPECT_EQ(status::Is(status, status::kUnauthenticated), !rpc::PolicyOf(*method).anonymous())
        << method->full_name() << ": " << status;
  }
}

TEST_F(EveryRpcTest, RefusesAForgedTokenEverywhere) {
  for (const auto* method : EveryRpc()) {
    absl::Status status = Call(*method, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.");
    EXPECT_TRUE(status::Is(status, status::kTokenInvalid)) << method->full_name() << ": " << status;
  }
}

TEST_F(EveryRpcTest, RefusesTheWrongKindOfActor) {
  partner::Client client(deployment_->endpoints());
  auto citizen = client.SignIn("vneid", "p01");
  auto staff = partner::SignInStaff(client, "27442");
  for (const auto* method : EveryRpc()) {
    if (rpc::PolicyOf(*method).anonymous()) continue;
    EXPECT_EQ(status::Is(Call(*method, citizen.access_token), status::kActorNotAllowed),
              !Allows(*method, policy::v1::CITIZEN))
        << method->full_name();
    EXPECT_EQ(status::Is(Call(*method, staff.admin.access_token), status::kActorNotAllowed),
              !Allows(*method, policy::v1::OFFICER))
        << method->full_name();
    if (method->service()->name() == "SessionService") {  // which may have ended both
      citizen = client.SignIn("vneid", "p01");
      staff = partner::SignInStaff(client, "27442");
    }
  }
}

TEST_F(EveryRpcTest, NeverAnswersAnEmptyRequestWithAnInternalError) {
  partner::Client client(deployment_->endpoints());
  const auto citizen = client.SignIn("vneid", "p01");
  const auto staff = partner::SignInStaff(client, "27442");
  for (const auto* method : EveryRpc()) {
    for (const auto& session :
         {citizen, staff.clerk, staff.specialist, staff.leader, staff.admin, partner::Session{}}) {
      absl::Status status = Call(*method, session.access_token);
      EXPECT_NE(status.code(), absl::StatusCode::kInternal) << method->full_name();
      EXPECT_NE(status.code(), absl::StatusCode::kUnimplemented) << method->full_name();
    }
  }
}

}  // namespace
}  // namespace tancua
