#include "services/survey/workers/expire.h"

#include <gtest/gtest.h>

#include "services/survey/fixture.h"
#include "services/survey/store/invitations.h"

namespace tancua::survey::workers {
namespace {

std::int64_t Open(Fixture& service) {
  auto open = service.deps().database.Read(store::CountOpen);
  EXPECT_TRUE(open.ok()) << open.status();
  return *open;
}

TEST(ExpireInvitations, EndsThoseWhoseTimeHasPassedAndNoOther) {
  // Given: one invitation of today, one of tomorrow.
  Fixture service;
  service.Invite("a");
  service.clock().Advance(absl::Hours(24));
  service.Invite("b");

  // When
  service.clock().Set(kNow + absl::Hours(15 * 24));
  const auto expired = ExpireInvitations(service.deps());

  // Then
  ASSERT_TRUE(expired.ok()) << expired.status();
  EXPECT_EQ(*expired, 1);
  EXPECT_EQ(Open(service), 1);
  EXPECT_EQ(*ExpireInvitations(service.deps()), 0);
}

TEST(ExpireInvitations, LeavesThemOpenUntilTheLastMoment) {
  Fixture service;
  service.Invite("a");
  service.clock().Set(kNow + absl::Hours(15 * 24) - absl::Microseconds(1));
  EXPECT_EQ(*ExpireInvitations(service.deps()), 0);
  EXPECT_EQ(Open(service), 1);
}

}  // namespace
}  // namespace tancua::survey::workers
