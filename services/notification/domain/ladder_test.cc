#include "services/notification/domain/ladder.h"

#include "gtest/gtest.h"

namespace tancua::notification::domain {
namespace {

absl::Time November(int day, int hour, int minute) {
  return absl::FromCivil(absl::CivilSecond(2026, 11, day, hour, minute, 0), LocalZone());
}

const absl::Time kMorning = November(23, 10, 0);

Message SomeMessage(Rung rung = Rung::kZns) {
  Message message;
  message.rung = rung;
  message.phone = "+84903123456";
  message.attempts = 1;
  message.create_time = kMorning;
  message.expire_time = kMorning + absl::Hours(24);
  return message;
}

Step Next(const Message& message, Verdict verdict, absl::Time now = kMorning,
          LadderRules rules = LadderRules()) {
  return NextStep(rules, message, /*urgent=*/false, verdict, now, /*uniform=*/0.5);
}

TEST(RetryPause, GrowsFromSecondsToAQuarterOfAnHour) {
  const LadderRules rules;

  EXPECT_EQ(RetryPause(rules, 1, 0.0), absl::Seconds(15));
  EXPECT_LT(RetryPause(rules, 1, 0.999), absl::Seconds(30));
  EXPECT_LT(RetryPause(rules, 2, 0.999), absl::Seconds(60));
  EXPECT_GT(RetryPause(rules, 2, 0.999), absl::Seconds(59));
  EXPECT_EQ(RetryPause(rules, 1000000, 0.0), absl::Seconds(15));
  EXPECT_LE(RetryPause(rules, 1000000, 0.999), absl::Minutes(15));
}

TEST(NextStep, EndsWhenTheProviderAccepted) {
  const Step step = Next(SomeMessage(), {.action = Action::kSent});

  EXPECT_EQ(step.state, State::kSent);
  EXPECT_EQ(step.outcome, Outcome::kSent);
}

TEST(NextStep, TakesSmsAtOnceForAPersonWithoutZalo) {
  const Step step = Next(SomeMessage(), {.action = Action::kFallBack, .code = "-118"});

  EXPECT_EQ(step.state, State::kPending);
  EXPECT_EQ(step.rung, Rung::kSms);
  EXPECT_EQ(step.due, kMorning);
  EXPECT_EQ(step.error, "zns.-118");
}

TEST(NextStep, FailsAtTheLastRung) {
  const Step step = Next(SomeMessage(Rung::kSms), {.action = Action::kFallBack, .code = "99"});

  EXPECT_EQ(step.state, State::kFailed);
  EXPECT_EQ(step.error, "sms.99");
}

TEST(NextStep, FailsWithoutSms) {
  const Step step = Next(SomeMessage(), {.action = Action::kFallBack, .code = "-118"}, kMorning,
                         {.has_sms = false});

  EXPECT_EQ(step.state, State::kFailed);
}

TEST(NextStep, RetriesWithAPause) {
  const Step step = Next(SomeMessage(), {.action = Action::kRetry, .code = "http_503"});

  EXPECT_EQ(step.state, State::kPending);
  EXPECT_EQ(step.rung, Rung::kZns);
  EXPECT_EQ(step.due, kMorning + absl::Seconds(22.5));
}

TEST(NextStep, HonoursTheProvidersWish) {
  const Step step =
      Next(SomeMessage(),
           {.action = Action::kRetry, .code = "http_429", .retry_after = absl::Minutes(7)});

  EXPECT_EQ(step.due, kMorning + absl::Minutes(7));
}

TEST(NextStep, LosesPatienceWithZnsButNotWithSms) {
  Message zns = SomeMessage(Rung::kZns);
  Message sms = SomeMessage(Rung::kSms);
  zns.create_time = sms.create_time = kMorning - absl::Hours(1);
  const Verdict verdict{.action = Action::kRetry, .code = "timeout"};

  EXPECT_EQ(Next(zns, verdict).rung, Rung::kSms);
  EXPECT_EQ(Next(sms, verdict).outcome, Outcome::kRetried);
}

TEST(NextStep, FailsWhenTheNextTryWouldComeTooLate) {
  Message message = SomeMessage(Rung::kSms);
  message.expire_time = kMorning + absl::Seconds(20);

  const Step step = Next(message, {.action = Action::kRetry, .code = "http_500"});

  EXPECT_EQ(step.state, State::kFailed);
}

TEST(NextStep, WaitsForSixInTheMorningHoweverLong) {
  const Step step = Next(SomeMessage(), {.action = Action::kPostponeToMorning, .code = "-133"});

  EXPECT_EQ(step.outcome, Outcome::kPostponed);
  EXPECT_EQ(step.rung, Rung::kZns);
  EXPECT_EQ(step.due, November(24, 6, 0));
}

TEST(NextStep, WaitsForTomorrowsQuotaOnlyWhenThatIsSoon) {
  const Verdict spent{.action = Action::kPostponeToTomorrow, .code = "-144"};
  LadderRules patient;
  patient.patience = absl::Hours(24);

  EXPECT_EQ(Next(SomeMessage(), spent).rung, Rung::kSms);
  EXPECT_EQ(Next(SomeMessage(), spent, kMorning, patient).due, November(24, 0, 0));
}

TEST(NextStep, DoesNotPlanARetryIntoTheNightUnlessUrgent) {
  LadderRules rules;
  rules.patience = absl::Hours(24);
  rules.quiet_hours = *QuietHours::Parse("21:30-06:30");
  Message message = SomeMessage();
  const absl::Time evening = November(23, 21, 29) + absl::Seconds(50);
  const Verdict verdict{.action = Action::kRetry, .code = "http_500"};

  EXPECT_EQ(NextStep(rules, message, false, verdict, evening, 0.5).due, November(24, 6, 30));
  EXPECT_EQ(NextStep(rules, message, true, verdict, evening, 0.5).due,
            evening + absl::Seconds(22.5));
}

TEST(NextStep, LeavesAnUntriedMessageAsItWas) {
  Message message = SomeMessage();
  message.error = "zns.http_500";

  const Step step = Next(message, {.action = Action::kNotTried});

  EXPECT_EQ(step.outcome, Outcome::kReleased);
  EXPECT_EQ(step.due, kMorning);
  EXPECT_EQ(step.error, "zns.http_500");
}

TEST(RefuseToTry, FailsAMessageWithoutPhone) {
  Message message = SomeMessage();
  message.phone.clear();

  const auto step = RefuseToTry(LadderRules(), message, false, kMorning);

  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(step->state, State::kFailed);
  EXPECT_EQ(step->error, "no_phone");
}

TEST(RefuseToTry, FailsAMessageThatCannotBeUnsealed) {
  Message message = SomeMessage();
  message.readable = false;

  EXPECT_EQ(RefuseToTry(LadderRules(), message, false, kMorning)->error, "unreadable");
}

TEST(RefuseToTry, SendsNothingThatExpired) {
  const Message message = SomeMessage();

  const auto step = RefuseToTry(LadderRules(), message, true, message.expire_time);

  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(step->outcome, Outcome::kExpired);
  EXPECT_EQ(step->state, State::kFailed);
}

TEST(RefuseToTry, KeepsTheNightQuietExceptForUrgentMessages) {
  LadderRules rules;
  rules.quiet_hours = *QuietHours::Parse("21:30-06:30");
  const absl::Time night = November(23, 23, 0);

  const auto step = RefuseToTry(rules, SomeMessage(), false, night);

  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(step->due, November(24, 6, 30));
  EXPECT_EQ(step->outcome, Outcome::kPostponed);
  EXPECT_EQ(RefuseToTry(rules, SomeMessage(), true, night), std::nullopt);
}

}  // namespace
}  // namespace tancua::notification::domain
