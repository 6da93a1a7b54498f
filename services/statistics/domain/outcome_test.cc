#include "services/statistics/domain/outcome.h"

#include <gtest/gtest.h>

namespace tancua::statistics::domain {
namespace {

const absl::Time kDue = absl::FromUnixSeconds(1'800'000'000);

Fact Finished(absl::Duration after_due) {
  Fact fact;
  fact.state = "RETURNED";
  fact.due_time = kDue;
  fact.finish_time = kDue + after_due;
  return fact;
}

TEST(OutcomeOf, IsOnTimeAtTheVeryMomentItIsDue) {
  EXPECT_EQ(OutcomeOf(Finished(absl::ZeroDuration())), kOnTime);
  EXPECT_EQ(OutcomeOf(Finished(-absl::Hours(30))), kOnTime);
}

TEST(OutcomeOf, IsLateAMicrosecondAfter) {
  EXPECT_EQ(OutcomeOf(Finished(absl::Microseconds(1))), kLate);
}

TEST(OutcomeOf, AllowsOneRequestForPapersButNotTwo) {
  Fact fact = Finished(-absl::Hours(1));
  fact.supplement_requests = 1;
  EXPECT_EQ(OutcomeOf(fact), kOnTime);
  fact.supplement_requests = 2;
  EXPECT_EQ(OutcomeOf(fact), kLate);
}

TEST(OutcomeOf, SetsTheUndatedApartWhateverElseHappened) {
  Fact fact = Finished(absl::ZeroDuration());
  fact.due_time.reset();
  fact.supplement_requests = 2;
  EXPECT_EQ(OutcomeOf(fact), kUndated);
}

TEST(OutcomeOf, CountsApprovedAndRefusedAsFinished) {
  Fact fact = Finished(absl::ZeroDuration());
  for (const char* state : {"APPROVED", "RETURNED", "REFUSED"}) {
    fact.state = state;
    EXPECT_EQ(OutcomeOf(fact), kOnTime) << state;
  }
}

TEST(OutcomeOf, IsOpenInEveryOtherStateAndWithoutAFinishTime) {
  Fact fact = Finished(absl::ZeroDuration());
  for (const char* state : {"SUBMITTED", "RECEIVED", "NEED_SUPPLEMENT", "SUBMITTED_FOR_APPROVAL"}) {
    fact.state = state;
    EXPECT_EQ(OutcomeOf(fact), kOpen) << state;
  }
  fact = Finished(absl::ZeroDuration());
  fact.finish_time.reset();
  EXPECT_EQ(OutcomeOf(fact), kOpen);
}

}  // namespace
}  // namespace tancua::statistics::domain
