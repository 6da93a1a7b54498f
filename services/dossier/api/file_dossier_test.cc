#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "google/protobuf/util/message_differencer.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class FileDossierTest : public DossierTest {
 protected:
  absl::StatusOr<pb::Dossier> File(const rpc::Call& call, const pb::FileDossierRequest& request) {
    return api::FileDossier(*deps_, call, request);
  }
  // `request` is refused as said, and nothing is left of it.
  void ExpectRefused(const rpc::Call& call, const pb::FileDossierRequest& request,
                     const status::Kind& kind, std::string_view field) {
    EXPECT_TRUE(IsError(File(call, request).status(), kind, field));
    EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers"), 0);
    EXPECT_EQ(Count("SELECT COUNT(*) FROM requests"), 0);
    EXPECT_EQ(Count("SELECT COUNT(*) FROM numbers"), 0);
    EXPECT_EQ(Count("SELECT COUNT(*) FROM outbox"), 0);
    EXPECT_EQ(Count("SELECT COUNT(*) FROM attachments WHERE dossier IS NOT NULL"), 0);
  }

  const rpc::Call citizen_ = Citizen();
  const rpc::Call clerk_ = Clerk();
};

TEST_F(FileDossierTest, ACitizensDossierWaitsForTheClerk) {
  const auto dossier = File(citizen_, OnlineFiling(citizen_));

  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->name(), "dossiers/H29.27442-261102-0001");
  EXPECT_EQ(dossier->state(), pb::SUBMITTED);
  EXPECT_EQ(dossier->procedure_version(), "2025-07-01");
  EXPECT_EQ(dossier->applicant().display_name(), "Nguyễn Văn An");
  EXPECT_EQ(dossier->applicant().citizen(), "citizens/c1");
  EXPECT_EQ(dossier->lookup_secret().size(), 8u);
  EXPECT_EQ(dossier->papers_size(), 1);
  EXPECT_EQ(dossier->history_size(), 1);
  EXPECT_EQ(dossier->etag(), "1");
}

TEST_F(FileDossierTest, TenWorkingDaysFromTheSecondOfNovemberEndOnTheSixteenth) {
  const auto dossier = File(citizen_, OnlineFiling(citizen_));
  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->due_time().seconds(), absl::ToUnixSeconds(Local(2026, 11, 16, 17, 0)));
  EXPECT_THAT(dossier->due_explanation(), Not(IsEmpty()));
}

TEST_F(FileDossierTest, AClerksDossierIsReceivedAtOnceForThePersonBeforeThem) {
  const auto dossier = File(clerk_, CounterFiling(clerk_));

  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->state(), pb::RECEIVED);
  EXPECT_EQ(dossier->applicant().citizen(), "");
  EXPECT_EQ(dossier->applicant().phone(), "+84903123456");
  EXPECT_EQ(identity_.calls, 0);
}

TEST_F(FileDossierTest, APaperRecordedLaterCountsFromTheDayItWasHandedIn) {
  auto request = CounterFiling(clerk_);
  request.mutable_receive_time()->set_seconds(absl::ToUnixSeconds(Local(2026, 10, 30, 10, 0)));

  const auto dossier = File(clerk_, request);

  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->name(), "dossiers/H29.27442-261030-0001");
  EXPECT_EQ(dossier->due_time().seconds(), absl::ToUnixSeconds(Local(2026, 11, 13, 17, 0)));
}

TEST_F(FileDossierTest, TheFeeDependsOnWhatTheFormAsksFor) {
  auto request = OnlineFiling(citizen_, "2.000635");  // its example asks for two copies
  EXPECT_EQ(File(citizen_, request)->fee_vnd(), 16'000);
}

TEST_F(FileDossierTest, PublishesTheWholeState) {
  ASSERT_TRUE(File(citizen_, OnlineFiling(citizen_)).ok());

  const auto events = Events();

  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].revision(), 1);
  EXPECT_EQ(events[0].dossier(), "dossiers/H29.27442-261102-0001");
  EXPECT_EQ(events[0].previous_state(), pb::STATE_UNSPECIFIED);
  EXPECT_EQ(events[0].state(), pb::SUBMITTED);
  EXPECT_EQ(events[0].applicant_phone(), "+84903123456");
  EXPECT_EQ(events[0].agency_title(), "Trung tâm Phục vụ hành chính công phường Bình Tân");
  EXPECT_TRUE(events[0].has_due_time());
}

TEST_F(FileDossierTest, KeepsNoPersonalDataInTheClear) {
  ASSERT_TRUE(File(clerk_, CounterFiling(clerk_)).ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers WHERE applicant_sealed LIKE '%0011510%' "
                  "OR form_sealed LIKE '%Bình Tân%' OR citizen_number_index LIKE '%0011510%'"),
            0);
}

TEST_F(FileDossierTest, TenParallelRepeatsMakeOneDossier) {
  const auto request = OnlineFiling(citizen_);
  std::vector<absl::StatusOr<pb::Dossier>> answers(10);
  std::vector<std::thread> threads;
  for (auto& answer : answers) {
    threads.emplace_back([&] { answer = File(citizen_, request); });
  }
  for (auto& thread : threads) thread.join();

  for (const auto& answer : answers) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*answer, *answers[0]))
        << "the same answer, look-up secret included";
  }
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers"), 1);
  EXPECT_THAT(Events(), SizeIs(1));
}

TEST_F(FileDossierTest, ARepeatWithAnotherBodyIsRefused) {
  auto request = OnlineFiling(citizen_, "2.000908");
  ASSERT_TRUE(File(citizen_, request).ok());

  request.mutable_applicant()->set_phone("0912345678");

  EXPECT_TRUE(IsError(File(citizen_, request).status(), status::kRequestIdReused, "request_id"));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers"), 1);
}

TEST_F(FileDossierTest, RefusesARequestIdThatIsNoUuid) {
  auto request = OnlineFiling(citizen_);
  request.set_request_id("1");
  ExpectRefused(citizen_, request, status::kRequestIdInvalid, "request_id");
}

TEST_F(FileDossierTest, RefusesUnknownProceduresAndWards) {
  auto request = OnlineFiling(citizen_);
  request.set_procedure("procedures/9.999999");
  ExpectRefused(citizen_, request, kProcedureUnknown, "procedure");
  request = OnlineFiling(citizen_);
  request.set_ward("wards/99999");
  ExpectRefused(citizen_, request, kWardUnknown, "ward");
}

TEST_F(FileDossierTest, RefusesAChannelThatIsNotTheCallers) {
  auto request = OnlineFiling(citizen_);
  request.set_channel(pb::COUNTER);
  ExpectRefused(citizen_, request, kChannelNotAllowed, "channel");
  request.set_channel(pb::CHANNEL_UNSPECIFIED);
  ExpectRefused(citizen_, request, kChannelNotAllowed, "channel");
  request = CounterFiling(clerk_);
  request.set_channel(pb::ONLINE);
  ExpectRefused(clerk_, request, kChannelNotAllowed, "channel");
}

TEST_F(FileDossierTest, RefusesAFormThatViolatesItsSchema) {
  auto request = OnlineFiling(citizen_);
  request.mutable_form()->mutable_fields()->erase("bankAccount");
  ExpectRefused(citizen_, request, kFormInvalid, "form.bankAccount");
}

TEST_F(FileDossierTest, RefusesMissingAndUnknownPapers) {
  auto request = OnlineFiling(citizen_);
  request.clear_papers();
  ExpectRefused(citizen_, request, kPaperMissing, "papers");
  request = OnlineFiling(citizen_);
  *request.add_papers() = request.papers(0);
  request.mutable_papers(1)->set_paper_id("love_letter");
  ExpectRefused(citizen_, request, kPaperUnknown, "papers[1].paper_id");
}

TEST_F(FileDossierTest, RefusesAttachmentsOfOthersUsedTwiceOrExpired) {
  auto request = OnlineFiling(Citizen("c2"));
  ExpectRefused(citizen_, request, kAttachmentNotFound, "papers[0].attachment");

  request = OnlineFiling(citizen_);
  *request.add_papers() = request.papers(0);
  ExpectRefused(citizen_, request, kAttachmentNotFound, "papers[1].attachment");

  request = OnlineFiling(citizen_);
  clock_.Advance(absl::Hours(24));
  ExpectRefused(citizen_, request, kAttachmentNotFound, "papers[0].attachment");
}

TEST_F(FileDossierTest, RefusesAnAttachmentThatAnotherDossierHas) {
  auto request = OnlineFiling(citizen_);
  ASSERT_TRUE(File(citizen_, request).ok());
  request.set_request_id(NewRequestId());

  EXPECT_TRUE(
      IsError(File(citizen_, request).status(), kAttachmentNotFound, "papers[0].attachment"));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers"), 1);
}

TEST_F(FileDossierTest, RefusesAMalformedApplicant) {
  auto request = CounterFiling(clerk_);
  request.mutable_applicant()->set_citizen_number("07920400123");
  ExpectRefused(clerk_, request, kApplicantInvalid, "applicant.citizen_number");
  request = OnlineFiling(citizen_);
  request.mutable_applicant()->set_phone("0123456789");
  ExpectRefused(citizen_, request, kApplicantInvalid, "applicant.phone");
  request = OnlineFiling(citizen_);
  request.mutable_applicant()->set_display_name("Người Khác");
  ExpectRefused(citizen_, request, kApplicantInvalid, "applicant.display_name");
}

TEST_F(FileDossierTest, RefusesAReceiveTimeOutsideTheLastSixtyDays) {
  auto request = CounterFiling(clerk_);
  request.mutable_receive_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()) + 60);
  ExpectRefused(clerk_, request, kReceiveTimeInvalid, "receive_time");
}

TEST_F(FileDossierTest, RefusesWhenTheCalendarDoesNotReachTheDueDay) {
  clock_.Set(Local(2099, 1, 5, 9, 0));
  auto request = OnlineFiling(citizen_);
  ExpectRefused(citizen_, request, kCalendarMissing, "");
}

TEST_F(FileDossierTest, WantsTheCitizenToStepUpWhenTheProcedureDemandsIt) {
  const std::string folder = blob_folder_ + "/procedures";
  std::filesystem::copy(TANCUA_SOURCE_DIR "/services/dossier/data/procedures", folder);
  std::ofstream(folder + "/1.014027.yaml", std::ios::app) << "\nidentity: {max_age: 15m}\n";
  ASSERT_EQ(catalogue_->Reread(absl::CivilDay(2026, 11, 2)).value(), 1);
  rpc::Call citizen = citizen_;
  citizen.caller.verified_at = clock_.Now() - absl::Minutes(16);

  ExpectRefused(citizen, OnlineFiling(citizen), status::kVerificationTooOld, "");
  citizen.caller.verified_at = clock_.Now() - absl::Minutes(14);
  EXPECT_TRUE(File(citizen, OnlineFiling(citizen)).ok());
  EXPECT_TRUE(File(clerk_, CounterFiling(clerk_)).ok()) << "a clerk sees the person";
}

TEST_F(FileDossierTest, FailsWhenTheIdentityServiceIsAway) {
  identity_.answer = absl::UnavailableError("away");
  EXPECT_TRUE(absl::IsUnavailable(File(citizen_, OnlineFiling(citizen_)).status()));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers"), 0);
}

}  // namespace
}  // namespace tancua::dossier::testing
