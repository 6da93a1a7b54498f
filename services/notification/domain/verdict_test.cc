#include "services/notification/domain/verdict.h"

#include <vector>

#include "gtest/gtest.h"

namespace tancua::notification::domain {
namespace {

TEST(ClassifyZns, SendsPeopleWithoutZaloToSms) {
  for (int code : {-108, -110, -114, -118, -119, -139, -141}) {
    EXPECT_EQ(ClassifyZns(code), Action::kFallBack) << code;
  }
}

TEST(ClassifyZns, RefreshesAStaleToken) {
  for (int code : {-124, -216, -220}) EXPECT_EQ(ClassifyZns(code), Action::kRefreshToken) << code;
}

TEST(ClassifyZns, WaitsForTheMorningOrForTomorrow) {
  EXPECT_EQ(ClassifyZns(-133), Action::kPostponeToMorning);
  for (int code : {-144, -147, -1472}) {
    EXPECT_EQ(ClassifyZns(code), Action::kPostponeToTomorrow) << code;
  }
}

TEST(ClassifyZns, StopsWhenNothingCanGo) {
  for (int code : {-101, -102, -103, -104, -105, -106, -115, -138}) {
    EXPECT_EQ(ClassifyZns(code), Action::kStop) << code;
  }
}

TEST(ClassifyZns, AlarmsAndFallsBackWhenOnlyOneTemplateIsWrong) {
  for (int code : {-109, -112, -1121, -117, -131}) {
    EXPECT_EQ(ClassifyZns(code), Action::kFallBackAndAlarm) << code;
  }
}

TEST(ClassifyZns, TriesAgainWhatItDoesNotKnow) {
  for (int code : {-32, -100, -9999, 7}) EXPECT_EQ(ClassifyZns(code), Action::kRetry) << code;
}

TEST(ClassifyEsms, TakesADuplicateRequestIdAsSent) {
  EXPECT_EQ(ClassifyEsms(100), Action::kSent);
  EXPECT_EQ(ClassifyEsms(124), Action::kSent);
}

TEST(ClassifyEsms, TellsPeopleTextsAndAccountsApart) {
  EXPECT_EQ(ClassifyEsms(99), Action::kFallBack);
  EXPECT_EQ(ClassifyEsms(146), Action::kFallBackAndAlarm);
  for (int code : {101, 102, 103, 104, 118, 140}) {
    EXPECT_EQ(ClassifyEsms(code), Action::kStop) << code;
  }
  for (int code : {199, 300, 687, 789, 799}) EXPECT_EQ(ClassifyEsms(code), Action::kRetry) << code;
}

TEST(ClassifyHttp, LeavesSuccessToTheBody) { EXPECT_EQ(ClassifyHttp(200), std::nullopt); }

TEST(ClassifyHttp, RetriesTroubleAndStopsAtWrongAddresses) {
  EXPECT_EQ(ClassifyHttp(401), Action::kRefreshToken);
  for (int status : {408, 429, 500, 503}) {
    EXPECT_EQ(ClassifyHttp(status), Action::kRetry) << status;
  }
  for (int status : {301, 403, 404}) EXPECT_EQ(ClassifyHttp(status), Action::kStop) << status;
}

}  // namespace
}  // namespace tancua::notification::domain
