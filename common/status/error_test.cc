#include "common/status/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tancua::status {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr Kind kClosed{"SURVEY_CLOSED", absl::StatusCode::kFailedPrecondition, "Khảo sát đã đóng.",
                       "The survey no longer takes answers."};

TEST(Error, CarriesReasonFieldTextAndMetadata) {
  absl::Status status =
      Error(kClosed,
            {.field = "name", .metadata = {{"state", "CLOSED"}}, .retry_after = absl::Seconds(3)});

  auto described = Describe(status);

  ASSERT_TRUE(described.has_value());
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(described->reason, "SURVEY_CLOSED");
  EXPECT_EQ(described->detail.field, "name");
  EXPECT_EQ(described->detail.text_vi, "Khảo sát đã đóng.");
  EXPECT_EQ(described->detail.retry_after, absl::Seconds(3));
  EXPECT_THAT(described->detail.metadata, ElementsAre(Pair("state", "CLOSED")));
}

TEST(Error, IsRecognisedByItsKindOnly) {
  EXPECT_TRUE(Is(Error(kClosed), kClosed));
  EXPECT_FALSE(Is(Error(kClosed), kInvalidField));
  EXPECT_FALSE(Is(absl::OkStatus(), kClosed));
}

TEST(Describe, KnowsNothingOfForeignStatuses) {
  EXPECT_FALSE(Describe(absl::InternalError("disk")).has_value());
  EXPECT_FALSE(Describe(absl::OkStatus()).has_value());
}

}  // namespace
}  // namespace tancua::status
