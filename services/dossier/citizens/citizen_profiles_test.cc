#include "services/dossier/citizens/citizen_profiles.h"

#include <gtest/gtest.h>

#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::citizens {
namespace {

rpc::Call CallOf(const std::string& subject) {
  rpc::Call call;
  call.caller.kind = policy::v1::CITIZEN;
  call.caller.subject = subject;
  call.metadata["authorization"] = "Bearer " + subject;
  return call;
}

class CitizenProfilesTest : public ::testing::Test {
 protected:
  FakeClock clock_{testing::MondayMorning()};
  testing::FakeIdentity identity_;
  CitizenProfiles profiles_{identity_, clock_, 2, absl::Seconds(60)};
};

TEST_F(CitizenProfilesTest, AsksOnceWithinTheTimeToLive) {
  ASSERT_TRUE(profiles_.Get(CallOf("citizens/a")).ok());
  clock_.Advance(absl::Seconds(59));
  const auto again = profiles_.Get(CallOf("citizens/a"));

  EXPECT_EQ(again->citizen, "citizens/a");
  EXPECT_EQ(again->citizen_number, "079051001234");
  EXPECT_EQ(identity_.calls, 1);
}

TEST_F(CitizenProfilesTest, AsksAgainAfterTheTimeToLive) {
  ASSERT_TRUE(profiles_.Get(CallOf("citizens/a")).ok());
  clock_.Advance(absl::Seconds(60));
  ASSERT_TRUE(profiles_.Get(CallOf("citizens/a")).ok());

  EXPECT_EQ(identity_.calls, 2);
}

TEST_F(CitizenProfilesTest, KeepsNoMoreThanItMay) {
  for (const char* subject : {"citizens/a", "citizens/b", "citizens/c"}) {
    ASSERT_TRUE(profiles_.Get(CallOf(subject)).ok());
  }
  ASSERT_TRUE(profiles_.Get(CallOf("citizens/c")).ok());
  EXPECT_EQ(identity_.calls, 3) << "the newest is kept";
  ASSERT_TRUE(profiles_.Get(CallOf("citizens/a")).ok());
  EXPECT_EQ(identity_.calls, 4) << "the oldest made room";
}

TEST_F(CitizenProfilesTest, DoesNotKeepAFailure) {
  identity_.answer = absl::UnavailableError("identity is away");
  EXPECT_TRUE(absl::IsUnavailable(profiles_.Get(CallOf("citizens/a")).status()));

  identity_.answer = absl::OkStatus();
  EXPECT_TRUE(profiles_.Get(CallOf("citizens/a")).ok());
}

}  // namespace
}  // namespace tancua::dossier::citizens
