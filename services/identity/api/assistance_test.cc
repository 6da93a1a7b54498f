// From the paper that was seen to a token that names who saw it.
#include "services/identity/api/assistance.h"

#include <thread>
#include <vector>

#include "common/log/log.h"
#include "common/rpc/authenticator.h"
#include "gmock/gmock.h"
#include "services/identity/api/get_citizen.h"
#include "services/identity/assistance_fixture.h"
#include "services/identity/domain/errors.h"
#include "services/identity/workers/purge.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

class Assistance : public AssistanceFixture {
 protected:
  rpc::Caller CallerOf(const std::string& access_token) {
    const nlohmann::json keys = {{"keys", nlohmann::json::array({access_tokens_->PublicJwk()})}};
    rpc::Authenticator authenticator(clock_,
                                     [&]() -> absl::StatusOr<std::string> { return keys.dump(); });
    return authenticator.Authenticate(access_token).value();
  }
  v1::AssistedVerification Created() { return CreateAssisted(Seen()).value(); }
  absl::StatusOr<v1::AssistedVerification> Resend(const std::string& name) {
    v1::ResendOneTimeCodeRequest request;
    request.set_name(name);
    request.set_request_id(ids_.NewUuid());
    return api::ResendOneTimeCode(*deps_, As(kHelper), request);
  }
  absl::StatusOr<v1::Citizen> ProfileOf(const std::string& citizen) {
    rpc::Call call = NewCall();
    call.caller = {.kind = policy::v1::CITIZEN, .subject = citizen};
    v1::GetCitizenRequest request;
    request.set_name("citizens/me");
    return api::GetCitizen(*deps_, call, request);
  }
  std::string TextOf(const char* select) {
    std::string text;
    EXPECT_TRUE(database_
                    ->Read([&](sql::Session& session) {
                      return session.Query(select, {},
                                           [&](const sql::Row& row) { text += row.Text(0); });
                    })
                    .ok());
    return text;
  }
};

TEST_F(Assistance, GivesTheCitizenATokenThatNamesTheAssistant) {
  const auto created = CreateAssisted(Seen());
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->state(), v1::AssistedVerification::PENDING);
  EXPECT_EQ(created->citizen(), "");

  const auto confirmed = Confirm(created->name(), LastCode());

  ASSERT_TRUE(confirmed.ok()) << confirmed.status();
  EXPECT_EQ(confirmed->verification().state(), v1::AssistedVerification::CONFIRMED);
  const rpc::Caller caller = CallerOf(confirmed->access_token());
  EXPECT_TRUE(caller.IsCitizen());
  EXPECT_EQ(caller.subject, confirmed->verification().citizen());
  EXPECT_EQ(caller.level, 2);
  EXPECT_EQ(caller.assistant, As(kHelper).caller.subject);
  EXPECT_EQ(caller.assistance, created->name());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM sessions"), 0) << "it cannot be refreshed";
}

TEST_F(Assistance, SendsTheCodeToThePhoneAndNowhereElse) {
  log::Capture logs;
  const auto created = Created();
  const auto issued = Events<v1::OneTimeCodeIssued>();
  ASSERT_EQ(issued.size(), 1u);
  EXPECT_EQ(issued[0].phone(), "+84903123456");
  EXPECT_THAT(issued[0].code(), MatchesRegex("[0-9]{6}"));
  EXPECT_EQ(issued[0].expire_time().seconds() - issued[0].issue_time().seconds(), 300);

  ASSERT_FALSE(Confirm(created.name(), OtherThan(issued[0].code())).ok());

  EXPECT_THAT(logs.Text(), Not(HasSubstr(issued[0].code())));
  EXPECT_THAT(created.ShortDebugString(), Not(HasSubstr(issued[0].code())));
  for (const char* select :
       {"SELECT code_index FROM assisted_verifications",
        "SELECT person_sealed FROM assisted_verifications", "SELECT envelope FROM outbox",
        "SELECT key_index FROM attempt_limits"}) {
    EXPECT_THAT(TextOf(select), Not(HasSubstr(issued[0].code()))) << select;
    EXPECT_THAT(TextOf(select), Not(HasSubstr("903123456"))) << select;
  }
}

TEST_F(Assistance, BlocksThePhoneAfterThreeWrongCodesForTenMinutes) {
  const auto created = Created();
  const std::string code = LastCode();
  for (int i = 0; i < 3; ++i) {
    EXPECT_KIND(Confirm(created.name(), OtherThan(code)).status(), kOneTimeCodeWrong);
  }
  EXPECT_KIND(Confirm(created.name(), code).status(), kOneTimeCodeBlocked);

  // Another verification for the same phone is no way around.
  const auto other = CreateAssisted(Seen("079151001242"));
  const absl::Status blocked = Confirm(other->name(), LastCode()).status();
  EXPECT_KIND(blocked, kOneTimeCodeBlocked);
  EXPECT_GT(status::Describe(blocked)->detail.retry_after, absl::Seconds(599));
  EXPECT_LE(status::Describe(blocked)->detail.retry_after, absl::Seconds(600));

  clock_.Advance(absl::Seconds(600));
  ASSERT_TRUE(Resend(created.name()).ok());
  EXPECT_TRUE(Confirm(created.name(), LastCode()).ok());
}

TEST_F(Assistance, LooksAtNoMoreThanThreeCodesHoweverManyComeTogether) {
  const auto created = Created();
  const std::string wrong = OtherThan(LastCode());
  std::vector<std::thread> guessers;
  std::vector<absl::Status> outcomes(12);
  for (absl::Status& outcome : outcomes) {
    guessers.emplace_back([&] { outcome = Confirm(created.name(), wrong).status(); });
  }
  for (std::thread& guesser : guessers) guesser.join();
  int looked_at = 0;
  for (const absl::Status& outcome : outcomes) {
    if (status::Is(outcome, kOneTimeCodeWrong)) {
      ++looked_at;
    } else {
      EXPECT_KIND(outcome, kOneTimeCodeBlocked);
    }
  }
  EXPECT_EQ(looked_at, 3);
}

TEST_F(Assistance, ForgetsWrongCodesAfterTheRightOne) {
  for (int round = 0; round < 2; ++round) {
    const auto created = Created();
    const std::string code = LastCode();
    EXPECT_FALSE(Confirm(created.name(), OtherThan(code)).ok());
    EXPECT_FALSE(Confirm(created.name(), OtherThan(code)).ok());
    EXPECT_TRUE(Confirm(created.name(), code).ok());
  }
}

TEST_F(Assistance, EndsCodesAfterFiveMinutesAndVerificationsAfterThirty) {
  const auto created = Created();
  const std::string code = LastCode();
  clock_.Advance(absl::Minutes(5));
  EXPECT_KIND(Confirm(created.name(), code).status(), kOneTimeCodeExpired);
  clock_.Advance(absl::Minutes(25));
  EXPECT_KIND(Confirm(created.name(), code).status(), kAssistedVerificationEnded);
  EXPECT_KIND(Resend(created.name()).status(), kAssistedVerificationEnded);
}

TEST_F(Assistance, IsConfirmedOnce) {
  const auto created = Created();
  const std::string code = LastCode();
  ASSERT_TRUE(Confirm(created.name(), code).ok());
  EXPECT_KIND(Confirm(created.name(), code).status(), kAssistedVerificationEnded);
}

TEST_F(Assistance, SendsAnotherCodeAfterAMinuteAndFiveInAnHour) {
  const auto created = Created();
  const std::string first = LastCode();
  EXPECT_KIND(Resend(created.name()).status(), kOneTimeCodesExhausted);
  for (int i = 0; i < 4; ++i) {
    clock_.Advance(absl::Seconds(60));
    ASSERT_TRUE(Resend(created.name()).ok());
  }
  EXPECT_EQ(Events<v1::OneTimeCodeIssued>().size(), 5u);
  if (first != LastCode()) {
    EXPECT_KIND(Confirm(created.name(), first).status(), kOneTimeCodeWrong);
  }
  clock_.Advance(absl::Seconds(60));
  EXPECT_KIND(Resend(created.name()).status(), kOneTimeCodesExhausted);
  EXPECT_KIND(CreateAssisted(Seen()).status(), kOneTimeCodesExhausted);
  EXPECT_TRUE(Confirm(created.name(), LastCode()).ok()) << "the last code stays good";
  clock_.Advance(absl::Hours(1));
  EXPECT_TRUE(CreateAssisted(Seen()).ok());
}

TEST_F(Assistance, TakesASignedPaperInstead) {
  auto request = Seen();
  request.mutable_person()->clear_phone();
  request.set_confirmation(v1::AssistedVerification::SIGNED_PAPER);
  const auto created = CreateAssisted(request);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_THAT(Events<v1::OneTimeCodeIssued>(), IsEmpty());
  EXPECT_KIND(Confirm(created->name(), "123456").status(), status::kInvalidField);

  v1::ConfirmAssistedVerificationRequest proof;
  proof.set_name(created->name());
  proof.mutable_signed_paper()->set_attachment("attachments/" + ids_.NewUuid());
  proof.mutable_signed_paper()->set_sha256(std::string(64, 'a'));
  const auto confirmed = api::ConfirmAssistedVerification(*deps_, As(kHelper), proof);

  ASSERT_TRUE(confirmed.ok()) << confirmed.status();
  EXPECT_EQ(confirmed->verification().signed_paper(), proof.signed_paper().attachment());
  EXPECT_EQ(confirmed->verification().signed_paper_sha256(), std::string(64, 'a'));
}

TEST_F(Assistance, NeverOverwritesWhatVneidStates) {
  const v1::Citizen verified = SignIn("p01").value().citizen();

  const auto confirmed = Assisted(verified.citizen_number());

  EXPECT_EQ(confirmed.verification().citizen(), verified.name()) << "one person, one citizen";
  EXPECT_EQ(ProfileOf(verified.name())->SerializeAsString(), verified.SerializeAsString());
}

TEST_F(Assistance, KeepsThePaperOfWhomVneidHasNotStatedUntilItDoes) {
  const std::string number = simulator_->citizens()[0].number;
  const std::string citizen = Assisted(number).verification().citizen();
  EXPECT_EQ(ProfileOf(citizen)->display_name(), "Nguyễn Thị Sáu");
  EXPECT_EQ(ProfileOf(citizen)->level(), 0) << "the level of VNeID is not known";
  EXPECT_FALSE(ProfileOf(citizen)->has_verify_time());

  const v1::Citizen verified = SignIn(simulator_->citizens()[0].id).value().citizen();

  EXPECT_EQ(verified.name(), citizen);
  EXPECT_EQ(ProfileOf(citizen)->display_name(), simulator_->citizens()[0].name);
}

TEST_F(Assistance, ForgetsThePersonOnThePaperOnceConfirmed) {
  (void)Assisted();
  EXPECT_EQ(TextOf("SELECT person_sealed FROM assisted_verifications"), "");
}

TEST_F(Assistance, IsConfirmedByNobodyButWhoSawThePaper) {
  const auto created = Created();
  v1::ConfirmAssistedVerificationRequest request;
  request.set_name(created.name());
  request.set_code(LastCode());
  for (const char* other : {"clerk.27442", "helper.26944"}) {
    EXPECT_KIND(api::ConfirmAssistedVerification(*deps_, As(other), request).status(),
                kAssistedVerificationNotFound);
  }
  EXPECT_TRUE(api::ConfirmAssistedVerification(*deps_, As(kHelper), request).ok());
}

TEST_F(Assistance, IsShownToItsCitizenAndTheWard) {
  const auto confirmed = Assisted();
  v1::GetAssistedVerificationRequest request;
  request.set_name(confirmed.verification().name());
  rpc::Call citizen = NewCall();
  citizen.caller = {.kind = policy::v1::CITIZEN, .subject = confirmed.verification().citizen()};
  EXPECT_TRUE(api::GetAssistedVerification(*deps_, citizen, request).ok());
  EXPECT_TRUE(api::GetAssistedVerification(*deps_, As("leader.27442"), request).ok());
  EXPECT_KIND(api::GetAssistedVerification(*deps_, As("leader.26944"), request).status(),
              kAssistedVerificationNotFound);
  citizen.caller.subject = "citizens/" + ids_.NewUuid();
  EXPECT_KIND(api::GetAssistedVerification(*deps_, citizen, request).status(),
              kAssistedVerificationNotFound);
}

TEST_F(Assistance, WarnsWhenThePaperDoesNotAgreeWithItself) {
  auto request = Seen();
  request.mutable_person()->set_sex(v1::MALE);
  EXPECT_THAT(CreateAssisted(request)->warnings(), ElementsAre("sex_mismatch"));
}

TEST_F(Assistance, WarnsWhenVneidStatesAnotherPhone) {
  const v1::Citizen verified = SignIn("p01").value().citizen();
  auto request = Seen(verified.citizen_number());
  EXPECT_THAT(CreateAssisted(request)->warnings(), ::testing::Contains("phone_mismatch"));
  request = Seen(verified.citizen_number());
  request.mutable_person()->set_phone(verified.phone());
  EXPECT_THAT(CreateAssisted(request)->warnings(), Not(::testing::Contains("phone_mismatch")));
}

TEST_F(Assistance, NamesWhatIsMissingOrMalformed) {
  const auto refused = [&](auto spoil, const status::Kind& kind, const std::string& field) {
    auto request = Seen();
    spoil(request);
    const absl::Status status = CreateAssisted(request).status();
    EXPECT_KIND(status, kind);
    EXPECT_EQ(status::Describe(status)->detail.field, field);
  };
  using Request = v1::CreateAssistedVerificationRequest;
  refused([](Request& r) { r.mutable_person()->set_citizen_number("123456789"); }, kPersonInvalid,
          "person.citizen_number");
  refused([](Request& r) { r.mutable_person()->clear_display_name(); }, kPersonInvalid,
          "person.display_name");
  refused([](Request& r) { r.mutable_person()->set_birth_date("03/02/1951"); }, kPersonInvalid,
          "person.birth_date");
  refused([](Request& r) { r.mutable_person()->set_phone("02838123456"); }, kPersonInvalid,
          "person.phone");
  refused([](Request& r) { r.mutable_person()->clear_phone(); }, kPersonInvalid, "person.phone");
  refused([](Request& r) { r.clear_paper_seen(); }, status::kInvalidField, "paper_seen");
  refused([](Request& r) { r.clear_confirmation(); }, status::kInvalidField, "confirmation");
  refused([](Request& r) { r.set_place("  "); }, status::kInvalidField, "place");
  refused([](Request& r) { r.clear_device_id(); }, status::kInvalidField, "device_id");
  refused([](Request& r) { r.set_request_id("1"); }, status::kRequestIdInvalid, "request_id");
  EXPECT_EQ(Count("SELECT COUNT(*) FROM assisted_verifications"), 0);
}

TEST_F(Assistance, SendsOneCodeForARepeatedRequest) {
  const auto request = Seen();
  const auto first = CreateAssisted(request);
  const auto second = CreateAssisted(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(first->name(), second->name());
  EXPECT_EQ(Events<v1::OneTimeCodeIssued>().size(), 1u);
}

TEST_F(Assistance, IsForgottenADayLaterUnlessItWasConfirmed) {
  (void)Assisted();
  ASSERT_TRUE(CreateAssisted(Seen("079151001242")).ok());
  clock_.Advance(absl::Hours(30));
  EXPECT_EQ(workers::PurgeEnded(*deps_).value(), 2) << "one verification, one count of codes";
  EXPECT_EQ(Count("SELECT COUNT(*) FROM assisted_verifications"), 1);
}

}  // namespace
}  // namespace tancua::identity
