#include <thread>

#include "common/log/log.h"
#include "services/notification/workers/pipeline_fixture.h"

namespace tancua::notification {
namespace {

using domain::Rung;
using domain::State;
using testing::HasSubstr;
using testing::Not;

class Pipeline : public PipelineFixture {};

TEST_F(Pipeline, TellsTheCitizenByZaloInProperVietnamese) {
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  ASSERT_EQ(ZnsSeen().size(), 1u);
  const auto body = ZnsSeen()[0].Json();
  EXPECT_EQ(body["phone"], "84903123456");
  EXPECT_EQ(body["template_id"], "410002");
  EXPECT_EQ(body["tracking_id"], kEventId);
  EXPECT_EQ(body["template_data"]["ten"], "Nguyễn Văn Đức");
  EXPECT_EQ(body["template_data"]["hen_tra"], "17:00 23/11/2026");
  EXPECT_EQ(OnlyMessage().state, State::kSent);
  EXPECT_EQ(OnlyMessage().attempts, 1);
  EXPECT_EQ(OnlyMessage().send_time, clock_.Now());
}

TEST_F(Pipeline, ComposesANameThatCameDecomposed) {
  auto event = ReceivedDossier(kPhone);
  event.set_applicant_name("Nguye\u0302\u0303n Va\u0306n \u0110u\u031B\u0301c");

  Take(kEventId, event);
  Drain();

  EXPECT_EQ(ZnsSeen().at(0).Json()["template_data"]["ten"], "Nguyễn Văn Đức");
}

TEST_F(Pipeline, SaysNothingOfProcedureOrNote) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -118}});
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  for (const auto& seen : {ZnsSeen().at(0), SmsSeen().at(0)}) {
    EXPECT_THAT(seen.body, Not(HasSubstr("nghèo")));
    EXPECT_THAT(seen.body, Not(HasSubstr("ngheo")));
    EXPECT_THAT(seen.body, Not(HasSubstr("khuyết")));
  }
}

TEST_F(Pipeline, MakesOneMessageOfAnEventThatComesTwice) {
  Take(kEventId, ReceivedDossier(kPhone));
  Take(kEventId, ReceivedDossier(kPhone));
  Drain();
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  EXPECT_EQ(Messages().size(), 1u);
  EXPECT_EQ(ZnsSeen().size(), 1u);
}

TEST_F(Pipeline, FallsBackToSmsUnderTheSameTrackingId) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -118}, {"message", "Zalo account not existed"}});
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  ASSERT_EQ(SmsSeen().size(), 1u);
  const auto body = SmsSeen()[0].Json();
  EXPECT_EQ(body["RequestId"], kEventId);
  EXPECT_EQ(body["Phone"], "84903123456");
  EXPECT_EQ(body["IsUnicode"], "0");
  EXPECT_EQ(body["SmsType"], "2");
  EXPECT_EQ(body["Content"],
            "UBND P.Binh Tan: Ho so H29.27442-261122-0001 da duoc tiep nhan luc 10:00 23/11/2026. "
            "Hen tra ket qua: 17:00 23/11/2026.");
  EXPECT_EQ(OnlyMessage().state, State::kSent);
  EXPECT_EQ(OnlyMessage().rung, Rung::kSms);
  EXPECT_EQ(OnlyMessage().attempts, 2);
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_notification_sms_segments_total 1"));
}

TEST_F(Pipeline, InvitesToTheSurveyWithTheWholeLink) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -118}});
  Take(kEventId, Invitation(kPhone));

  Drain();

  EXPECT_THAT(SmsSeen().at(0).body, HasSubstr("http://127.0.0.1:8080/s/abcDEF_123-xyz"));
}

TEST_F(Pipeline, SendsACodeBySmsAtOnceAlsoAtNight) {
  rules_.quiet_hours = *domain::QuietHours::Parse("09:00-11:00");  // it is ten
  Take(kEventId, IssuedCode(kPhone));

  Drain();

  EXPECT_THAT(ZnsSeen(), testing::IsEmpty());
  ASSERT_EQ(SmsSeen().size(), 1u);
  EXPECT_THAT(SmsSeen()[0].body, HasSubstr("012345"));
  EXPECT_THAT(SmsSeen()[0].body, HasSubstr("10:05 23/11/2026"));
}

TEST_F(Pipeline, SendsNoCodeThatIsNoLongerGood) {
  Take(kEventId, IssuedCode(kPhone));
  clock_.Advance(absl::Minutes(5));

  Drain();
  Take(kOtherEventId, IssuedCode(kPhone));
  Drain();

  EXPECT_THAT(SmsSeen(), testing::IsEmpty());
  EXPECT_THAT(MetricsText(), HasSubstr("outcome=\"expired\""));
}

TEST_F(Pipeline, ShowsACodeToNobodyButThePhone) {
  log::Capture logs;
  fakes_.Next(FakeProviders::kSmsPath, {{"CodeResult", "101"}});
  Take(kEventId, IssuedCode(kPhone));

  Drain();

  EXPECT_THAT(logs.Text(), HasSubstr("provider_refuses"));
  EXPECT_THAT(logs.Text(), Not(HasSubstr("012345")));
  EXPECT_THAT(MetricsText(), Not(HasSubstr("012345")));
  std::string stored;
  ASSERT_TRUE(database_
                  ->Read([&](sql::Session& session) {
                    return session.Query("SELECT sealed, error, dossier FROM messages", {},
                                         [&](const sql::Row& row) {
                                           stored = row.Text(0) + row.Text(1) + row.Text(2);
                                         });
                  })
                  .ok());
  EXPECT_THAT(stored, Not(HasSubstr("012345")));
}

TEST_F(Pipeline, TakesADuplicateRequestIdAsSent) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -118}});
  fakes_.Next(FakeProviders::kSmsPath, {{"CodeResult", "124"}});
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  EXPECT_EQ(OnlyMessage().state, State::kSent);
}

TEST_F(Pipeline, CountsACitizenWithoutAPhoneAsFailed) {
  Take(kEventId, ReceivedDossier(""));
  Take(kOtherEventId, ReceivedDossier("02838123456"));

  Drain();

  for (const domain::Message& message : Messages()) {
    EXPECT_EQ(message.state, State::kFailed);
    EXPECT_EQ(message.error, "no_phone");
  }
  EXPECT_EQ(Messages().size(), 2u);
  EXPECT_THAT(ZnsSeen(), testing::IsEmpty());
  EXPECT_THAT(MetricsText(), HasSubstr("outcome=\"failed\""));
}

TEST_F(Pipeline, TriesAgainLaterWhenTheProviderStumbles) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", "busy"}}, 503, {{"Retry-After", "60"}});
  Take(kEventId, ReceivedDossier(kPhone));
  Drain();
  EXPECT_EQ(OnlyMessage().state, State::kPending);
  EXPECT_EQ(OnlyMessage().error, "zns.http_503");
  clock_.Advance(absl::Seconds(59));
  EXPECT_EQ(Drain(), 0);

  clock_.Advance(absl::Seconds(2));
  Drain();

  EXPECT_EQ(OnlyMessage().state, State::kSent);
  ASSERT_EQ(ZnsSeen().size(), 2u);
  EXPECT_EQ(ZnsSeen()[0].Json()["tracking_id"], ZnsSeen()[1].Json()["tracking_id"]);
}

TEST_F(Pipeline, SendsNothingAfterItsTime) {
  Take(kEventId, ReceivedDossier(kPhone));
  clock_.Advance(absl::Hours(25));

  Drain();

  EXPECT_EQ(OnlyMessage().state, State::kFailed);
  EXPECT_EQ(OnlyMessage().error, "expired");
  EXPECT_THAT(ZnsSeen(), testing::IsEmpty());
}

TEST_F(Pipeline, WaitsForTheMorningInQuietHours) {
  rules_.quiet_hours = *domain::QuietHours::Parse("21:30-06:30");
  clock_.Advance(absl::Hours(12));  // 22:00
  Take(kEventId, ReceivedDossier(kPhone));
  EXPECT_EQ(Drain(), 0);
  clock_.Advance(absl::Hours(8) + absl::Minutes(29));
  EXPECT_EQ(Drain(), 0);

  clock_.Advance(absl::Minutes(1));  // 06:30
  Drain();

  EXPECT_EQ(OnlyMessage().state, State::kSent);
}

// A process claims, hands the message to the provider, and dies before it notes that.
TEST_F(Pipeline, LosesNothingWhenKilledBetweenClaimAndRecord) {
  Take(kEventId, ReceivedDossier(kPhone));
  const auto claimed = store_.Claim(Rung::kZns, 10, clock_.Now(), clock_.Now() + absl::Seconds(45));
  ASSERT_EQ(claimed->size(), 1u);
  (void)zns_.Send(claimed->front(), *catalogue_.ById("dossier_received", 1));
  EXPECT_EQ(Drain(), 0) << "the lease must keep others away";

  clock_.Advance(absl::Seconds(60));
  Drain();

  EXPECT_EQ(OnlyMessage().state, State::kSent);
  ASSERT_EQ(ZnsSeen().size(), 2u);
  EXPECT_EQ(ZnsSeen()[0].Json()["tracking_id"], ZnsSeen()[1].Json()["tracking_id"]);
}

TEST_F(Pipeline, SharesMessagesBetweenReplicasWithoutSendingTwice) {
  for (int i = 10; i < 60; ++i) {
    Take("01935000-0000-7000-8000-0000000000" + std::to_string(i), ReceivedDossier(kPhone));
  }
  auto other = MakeRung(Rung::kZns, zns_);

  std::thread second([&] {
    while (other->sender->RunOnce().value_or(0) > 0) {
    }
  });
  Drain();
  second.join();
  Drain();

  EXPECT_EQ(ZnsSeen().size(), 50u);
}

TEST_F(Pipeline, SparesAProviderThatIsDownAndProbesIt) {
  for (int i = 10; i < 30; ++i) {
    Take("01935000-0000-7000-8000-0000000000" + std::to_string(i), ReceivedDossier(kPhone));
  }
  for (int i = 0; i < 10; ++i) fakes_.Next(FakeProviders::kZnsPath, {{"error", "x"}}, 500);
  Drain();
  EXPECT_EQ(ZnsSeen().size(), 10u);
  EXPECT_THAT(MetricsText(),
              HasSubstr("tancua_notification_circuit_state{provider=\"zalo_zns\"} 2"));

  clock_.Advance(absl::Seconds(31));
  Drain();

  EXPECT_EQ(ZnsSeen().size(), 30u);
  for (const domain::Message& message : Messages()) EXPECT_EQ(message.state, State::kSent);
}

TEST_F(Pipeline, HandsWaitingMessagesToSmsWhenZaloStaysDown) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -115}, {"message", "Out of balance"}});
  Take(kEventId, ReceivedDossier(kPhone));
  Drain();
  EXPECT_THAT(MetricsText(), HasSubstr("tancua_notification_alarms_total"));
  for (int i = 0; i < 13; ++i) {  // each probe is refused again
    fakes_.Next(FakeProviders::kZnsPath, {{"error", -115}});
  }

  for (int minute = 0; minute < 65; ++minute) {
    clock_.Advance(absl::Minutes(1));
    Drain();
  }

  EXPECT_EQ(OnlyMessage().state, State::kSent);
  EXPECT_EQ(OnlyMessage().rung, Rung::kSms);
}

}  // namespace
}  // namespace tancua::notification
