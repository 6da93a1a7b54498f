// Sign-ins against the simulator's realms over real HTTP.
#include "services/identity/api/complete_verification.h"

#include <memory>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "services/identity/api/get_json_web_key_set.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using CompleteVerification = IdentityFixture;

TEST_F(CompleteVerification, TurnsAPersonsConsentIntoACitizenWithTokens) {
  const simulator::Person& person = simulator_->citizens()[0];

  const auto answer = SignIn(person.id);

  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->verification().state(), v1::Verification::COMPLETED);
  const v1::Citizen& citizen = answer->citizen();
  EXPECT_EQ(citizen.citizen_number(), person.number);
  EXPECT_EQ(citizen.display_name(), person.name);
  EXPECT_EQ(citizen.birth_date(), person.birth_date);
  EXPECT_EQ(citizen.sex(), person.sex == "Nam" ? v1::MALE : v1::FEMALE);
  EXPECT_EQ(citizen.phone(), "+84" + person.phone.substr(1));
  EXPECT_EQ(citizen.level(), 2);
  EXPECT_THAT(citizen.warnings(), IsEmpty());
  EXPECT_FALSE(answer->has_officer());
  const rpc::Caller caller = CallerOf(answer->tokens().access_token());
  EXPECT_TRUE(caller.IsCitizen());
  EXPECT_EQ(caller.subject, citizen.name());
  EXPECT_EQ(caller.level, 2);
  EXPECT_EQ(answer->tokens().expires_in(), 600);
  EXPECT_EQ(answer->tokens().token_type(), "Bearer");
}

TEST_F(CompleteVerification, KnowsTheSamePersonAgain) {
  const auto first = SignIn("p01");
  const auto other = SignIn("p02");
  const auto again = SignIn("p01");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->citizen().name(), again->citizen().name());
  EXPECT_NE(first->citizen().name(), other->citizen().name());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM citizens"), 2);
}

TEST_F(CompleteVerification, SignsAnOfficerIn) {
  const auto answer = SignIn("specialist.26944", "staff");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->officer().ward(), "wards/26944");
  EXPECT_THAT(answer->officer().roles(), ElementsAre("specialist"));
  EXPECT_FALSE(answer->has_citizen());
  const rpc::Caller caller = CallerOf(answer->tokens().access_token());
  EXPECT_TRUE(caller.IsOfficer());
  EXPECT_EQ(caller.subject, answer->officer().name());
  EXPECT_EQ(caller.ward, "wards/26944");
  EXPECT_THAT(caller.roles, ElementsAre("specialist"));
}

TEST_F(CompleteVerification, RefusesAnOfficerWhoIsNotListed) {
  LoadOfficers("officers: []");
  EXPECT_KIND(SignIn("clerk.27442", "staff").status(), kOfficerUnknown);
}

TEST_F(CompleteVerification, RefusesALowerLevel) {
  EXPECT_KIND(SignIn("p44").status(), kIdentityLevelTooLow);  // a person of level 1
  Control(R"({"realm":"vneid","level":1})");
  EXPECT_KIND(SignIn("p01").status(), kIdentityLevelTooLow);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM citizens"), 0);
}

TEST_F(CompleteVerification, IsDoneOnce) {
  const auto request = Consent(Create(), "p01");
  ASSERT_TRUE(Complete(request).ok());
  EXPECT_KIND(Complete(request).status(), kVerificationUsed);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM sessions"), 1);
}

TEST_F(CompleteVerification, IsDoneOnceHoweverManyAskTogether) {
  const auto request = Consent(Create(), "p01");
  std::vector<std::thread> callers;
  std::vector<absl::Status> outcomes(8);
  for (absl::Status& outcome : outcomes) {
    callers.emplace_back([&] { outcome = Complete(request).status(); });
  }
  for (std::thread& caller : callers) caller.join();
  int completed = 0;
  for (const absl::Status& outcome : outcomes) {
    if (outcome.ok()) {
      ++completed;
    } else {
      EXPECT_KIND(outcome, kVerificationUsed);
    }
  }
  EXPECT_EQ(completed, 1);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM sessions"), 1);
}

TEST_F(CompleteVerification, EndsAfterTenMinutes) {
  const auto request = Consent(Create(), "p01");
  clock_.Advance(absl::Minutes(10));
  EXPECT_KIND(Complete(request).status(), kVerificationExpired);
}

TEST_F(CompleteVerification, RefusesARedirectOfAnotherBrowserOrProvider) {
  const auto request = Consent(Create(), "p01");
  auto other_state = request;
  other_state.set_state(Consent(Create(), "p01").state());
  EXPECT_KIND(Complete(other_state).status(), kVerificationStateMismatch);
  auto other_issuer = request;
  other_issuer.set_issuer(config_.staff.issuer);
  EXPECT_KIND(Complete(other_issuer).status(), kVerificationStateMismatch);
  auto no_issuer = request;
  no_issuer.clear_issuer();
  EXPECT_KIND(Complete(no_issuer).status(), kVerificationStateMismatch);
  EXPECT_TRUE(Complete(request).ok()) << "the refusals must change nothing";
}

TEST_F(CompleteVerification, DoesNotFindWhatNobodyCreated) {
  v1::CompleteVerificationRequest request;
  request.set_code("x");
  for (const std::string& name : {std::string(), std::string("verifications/1"),
                                  "verifications/" + ids_.NewUuid(), std::string("citizens/me")}) {
    request.set_name(name);
    EXPECT_KIND(Complete(request).status(), kVerificationNotFound);
  }
}

TEST_F(CompleteVerification, WantsACode) {
  auto request = Consent(Create(), "p01");
  request.clear_code();
  EXPECT_KIND(Complete(request).status(), status::kInvalidField);
}

TEST_F(CompleteVerification, EndsWhenThePersonDoesNotAgree) {
  auto request = Consent(Create(), "p01");
  request.clear_code();
  request.set_error("access_denied");
  auto forged = request;
  forged.set_state("of another browser");
  EXPECT_KIND(Complete(forged).status(), kVerificationStateMismatch);
  const absl::Status status = Complete(request).status();
  EXPECT_KIND(status, kIdentityRefused);
  EXPECT_EQ(CauseOf(status), "access_denied");
  EXPECT_KIND(Complete(request).status(), kVerificationUsed);
}

TEST_F(CompleteVerification, RepeatsNoWordsThatItDoesNotKnow) {
  auto request = Consent(Create(), "p01");
  request.set_error("<script>");
  EXPECT_KIND(Complete(request).status(), status::kInvalidField) << "a code beside an error";
  request.clear_code();
  EXPECT_EQ(CauseOf(Complete(request).status()), "provider_error");
}

TEST_F(CompleteVerification, RefusesACodeThatTheProviderRefuses) {
  auto request = Consent(Create(), "p01");
  request.set_code("forged");
  const absl::Status status = Complete(request).status();
  EXPECT_KIND(status, kIdentityRefused);
  EXPECT_EQ(CauseOf(status), "code");
  EXPECT_KIND(Complete(request).status(), kVerificationUsed) << "a refusal is final";
}

TEST_F(CompleteVerification, RefusesACodeMadeForAnotherVerification) {
  auto request = Consent(Create(), "p01");
  request.set_code(Consent(Create(), "p02").code());  // bound to the other code_challenge
  EXPECT_EQ(CauseOf(Complete(request).status()), "code");
}

TEST_F(CompleteVerification, BelievesNoIdTokenThatFailsACheck) {
  const std::pair<const char*, const char*> faults[] = {{"wrong_nonce", "nonce"},
                                                        {"wrong_audience", "id_token_audience"},
                                                        {"wrong_issuer", "id_token_issuer"},
                                                        {"wrong_subject", "userinfo_sub"},
                                                        {"expired_codes", "code"}};
  for (const auto& [fault, cause] : faults) {
    Control(std::string(R"({"realm":"vneid",")") + fault + R"(":true})");
    const absl::Status status = SignIn("p01").status();
    EXPECT_KIND(status, kIdentityRefused);
    EXPECT_EQ(CauseOf(status), cause);
  }
  EXPECT_EQ(Count("SELECT COUNT(*) FROM citizens"), 0);
}

TEST_F(CompleteVerification, RefusesAnAlgorithmThatIsNotConfigured) {
  config_.vneid.algorithms = {"ES256"};  // the realm signs with RS256
  EXPECT_EQ(CauseOf(SignIn("p01").status()), "id_token_algorithm");
}

TEST_F(CompleteVerification, FollowsTheProviderToNewKeysAtOnce) {
  ASSERT_TRUE(SignIn("p01").ok());
  Control(R"({"realm":"vneid","rotate_keys":true})");
  EXPECT_TRUE(SignIn("p01").ok());
}

TEST_F(CompleteVerification, DoesNotAskForKeysAgainAndAgain) {
  ASSERT_TRUE(SignIn("p01").ok());
  Control(R"({"realm":"vneid","rotate_keys":true})");
  ASSERT_TRUE(SignIn("p01").ok());
  Control(R"({"realm":"vneid","rotate_keys":true})");
  EXPECT_EQ(CauseOf(SignIn("p01").status()), "id_token_key_unknown");
  clock_.Advance(absl::Seconds(30));
  EXPECT_TRUE(SignIn("p01").ok());
}

TEST_F(CompleteVerification, CanBeTriedAgainWhenTheProviderWasDown) {
  const auto request = Consent(Create(), "p01");
  Control(R"({"realm":"vneid","status":500})");
  EXPECT_KIND(Complete(request).status(), kProviderUnavailable);
  Control(R"({"realm":"vneid"})");
  const auto answer = Complete(request);
  EXPECT_TRUE(answer.ok()) << answer.status();
}

TEST_F(CompleteVerification, DoesNotWaitForASlowProviderBeyondItsTime) {
  const auto request = Consent(Create(), "p01");
  config_.vneid.timeout = absl::Milliseconds(50);
  Control(R"({"realm":"vneid","delay_ms":300})");
  EXPECT_KIND(Complete(request).status(), kProviderUnavailable);
}

TEST_F(CompleteVerification, PublishesTheKeyThatVerifiesItsTokens) {
  const auto set =
      api::GetJsonWebKeySet(*deps_, NewCall(), v1::GetJsonWebKeySetRequest::default_instance());
  ASSERT_TRUE(set.ok());
  ASSERT_EQ(set->keys_size(), 1);
  EXPECT_EQ(set->keys(0).alg(), "ES256");
  EXPECT_EQ(set->keys(0).kid(), jose::KeyIdOf(SignIn("p01")->tokens().access_token()));
}

TEST_F(CompleteVerification, KeepsNoPersonalDataInTheClear) {
  const simulator::Person& person = simulator_->citizens()[0];
  ASSERT_TRUE(SignIn(person.id).ok());
  std::string row_text;
  ASSERT_TRUE(database_
                  ->Read([&](sql::Session& session) {
                    return session.Query("SELECT id, number_index, profile_sealed FROM citizens",
                                         {}, [&](const sql::Row& row) {
                                           row_text = row.Text(0) + row.Text(1) + row.Text(2);
                                         });
                  })
                  .ok());
  for (const std::string& secret : {person.number, person.name, person.phone.substr(1)}) {
    EXPECT_EQ(row_text.find(secret), std::string::npos);
  }
}

TEST_F(CompleteVerification, KnowsAPersonAgainWhileTheKeysRotate) { KnowsAPersonAgain(); }

}  // namespace
}  // namespace tancua::identity
