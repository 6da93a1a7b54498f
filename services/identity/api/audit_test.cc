#include "services/identity/api/audit.h"

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/wire_audit.h"
#include "services/identity/workers/subscription.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
namespace contract = tancua::audit::v1;

class Audit : public IdentityFixture {
 protected:
  // Takes an event as the consumer does.
  absl::Status Take(const contract::RecordAccessed& event) {
    const events::Subscription subscription = workers::Subscription(*deps_);
    const auto& route = subscription.routes().at(event.GetDescriptor()->full_name());
    return database_->Write(
        "audit", [&](sql::Session& tx) { return route.handler(tx, events::Header(), event); });
  }
  static contract::RecordAccessed Opened(const std::string& citizen,
                                         const std::string& ward = "wards/27442") {
    contract::RecordAccessed event;
    event.set_actor("officers/1");
    event.set_actor_kind(policy::v1::OFFICER);
    event.set_actor_ward(ward);
    event.add_roles("one_stop_clerk");
    event.set_ward(ward);
    event.set_action(contract::OPENED);
    event.set_record("dossiers/H29.27442-261122-0001");
    event.set_citizen(citizen);
    event.set_rpc("tancua.dossier.v1.DossierService/GetDossier");
    event.set_title("Đăng ký khai sinh");
    event.mutable_access_time()->set_seconds(1'800'000'000);
    return event;
  }

  absl::StatusOr<v1::ListDiaryEntriesResponse> Diary(const std::string& citizen,
                                                     v1::ListDiaryEntriesRequest request = {}) {
    rpc::Call call = NewCall();
    call.caller.kind = policy::v1::CITIZEN;
    call.caller.subject = citizen;
    if (request.parent().empty()) request.set_parent("citizens/me");
    return api::ListDiaryEntries(*deps_, call, request);
  }
  absl::StatusOr<v1::ListAuditEntriesResponse> List(const std::string& role,
                                                    const std::string& ward,
                                                    v1::ListAuditEntriesRequest request = {}) {
    rpc::Call call = NewCall();
    call.caller.kind = policy::v1::OFFICER;
    call.caller.roles = {role};
    call.caller.ward = ward;
    return api::ListAuditEntries(*deps_, call, request);
  }
  static std::vector<std::int64_t> Seqs(
      const absl::StatusOr<v1::ListAuditEntriesResponse>& response) {
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::int64_t> seqs;
    if (response.ok()) {
      for (const auto& entry : response->entries()) seqs.push_back(entry.seq());
    }
    return seqs;
  }
  // The actions that this service has told the log of.
  std::vector<contract::Action> Told() {
    std::vector<contract::Action> actions;
    EXPECT_TRUE(database_
                    ->Read([&](sql::Session& session) {
                      return session.Query(
                          "SELECT envelope FROM outbox", {}, [&](const sql::Row& row) {
                            std::string bytes;
                            tancua::events::v1::Envelope envelope;
                            ASSERT_TRUE(absl::Base64Unescape(row.Text(0), &bytes));
                            ASSERT_TRUE(envelope.ParseFromString(bytes));
                            contract::RecordAccessed event;
                            if (envelope.type() != event.GetDescriptor()->full_name()) return;
                            ASSERT_TRUE(events::OpenPayload(keys_, envelope.id(),
                                                            envelope.sealed_payload(), event)
                                            .ok());
                            actions.push_back(event.action());
                          });
                    })
                    .ok());
    return actions;
  }
};

TEST_F(Audit, TheDiarySaysWhoDidWhatWithWhichRecordForWhat) {
  ASSERT_TRUE(Take(Opened("citizens/1")).ok());

  const auto diary = Diary("citizens/1");

  ASSERT_TRUE(diary.ok()) << diary.status();
  ASSERT_EQ(diary->entries_size(), 1);
  const v1::DiaryEntry& entry = diary->entries(0);
  EXPECT_EQ(entry.actor_title(), "Cán bộ một cửa, phường Bình Tân");
  EXPECT_EQ(entry.actor_name(), "");
  EXPECT_EQ(entry.action_title(), "Xem hồ sơ");
  EXPECT_EQ(entry.action(), contract::OPENED);
  EXPECT_EQ(entry.record(), "dossiers/H29.27442-261122-0001");
  EXPECT_EQ(entry.purpose(), "Đăng ký khai sinh");
  EXPECT_EQ(entry.time().seconds(), 1'800'000'000);
}

TEST_F(Audit, TheDiaryShowsNothingOfOthers) {
  ASSERT_TRUE(Take(Opened("")).ok());
  ASSERT_TRUE(Take(Opened("citizens/1")).ok());
  EXPECT_EQ(Diary("citizens/1")->entries_size(), 1);
  EXPECT_EQ(Diary("citizens/2")->entries_size(), 0);
  v1::ListDiaryEntriesRequest request;
  request.set_parent("citizens/1");
  EXPECT_KIND(Diary("citizens/2", request).status(), kCitizenNotFound);
}

TEST_F(Audit, TheDiaryFindsOutWhoseRecordItIsFromWhatWasToldBefore) {
  ASSERT_TRUE(Take(Opened("citizens/1")).ok());
  ASSERT_TRUE(Take(Opened("")).ok());
  EXPECT_EQ(Diary("citizens/1")->entries_size(), 2);
}

TEST_F(Audit, TheDiaryNamesOfficersOnlyWhereTheInstallationSaysSo) {
  const auto officer = SignIn("clerk.27442", "staff");
  ASSERT_TRUE(officer.ok()) << officer.status();
  contract::RecordAccessed event = Opened("citizens/1");
  event.set_actor(officer->officer().name());
  ASSERT_TRUE(Take(event).ok());
  EXPECT_EQ(Diary("citizens/1")->entries(0).actor_name(), "");

  config_.diary_shows_officer_names = true;

  EXPECT_EQ(Diary("citizens/1")->entries(0).actor_name(), "Đỗ Thị Anh");
}

TEST_F(Audit, TheDiaryPagesNewestFirst) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Take(Opened("citizens/1")).ok());
  std::vector<std::string> names;
  v1::ListDiaryEntriesRequest request;
  request.set_page_size(2);
  do {
    const auto page = Diary("citizens/1", request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& entry : page->entries()) names.push_back(entry.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("diaryEntries/5", "diaryEntries/4", "diaryEntries/3",
                                 "diaryEntries/2", "diaryEntries/1"));
}

TEST_F(Audit, TheDiaryRefusesPagesOfOthersAndOfNoSize) {
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(Take(Opened("citizens/1")).ok());
  v1::ListDiaryEntriesRequest request;
  request.set_page_size(1);
  request.set_page_token(Diary("citizens/1", request)->next_page_token());
  EXPECT_KIND(Diary("citizens/2", request).status(), status::kPageTokenInvalid);
  request.set_page_size(-1);
  EXPECT_KIND(Diary("citizens/1", request).status(), status::kInvalidField);
}

TEST_F(Audit, AWardsAdministratorSeesTheOwnWardAndTheCitysSeesAll) {
  ASSERT_TRUE(Take(Opened("citizens/1", "wards/27442")).ok());
  ASSERT_TRUE(Take(Opened("citizens/1", "wards/26944")).ok());
  EXPECT_THAT(Seqs(List("ward_admin", "wards/27442")), ElementsAre(1));
  EXPECT_THAT(Seqs(List("ward_admin", "wards/25942")), IsEmpty());
  EXPECT_THAT(Seqs(List("city_admin", "")), ElementsAre(2, 1));
  v1::ListAuditEntriesRequest request;
  request.set_ward("wards/26944");
  EXPECT_KIND(List("ward_admin", "wards/27442", request).status(), status::kOtherWard);
  EXPECT_THAT(Seqs(List("city_admin", "", request)), ElementsAre(2));
}

TEST_F(Audit, TheLogIsFilteredByActionAndTime) {
  ASSERT_TRUE(Take(Opened("citizens/1")).ok());
  contract::RecordAccessed later = Opened("citizens/1");
  later.set_action(contract::CHANGED);
  later.mutable_access_time()->set_seconds(1'800'000'100);
  ASSERT_TRUE(Take(later).ok());
  v1::ListAuditEntriesRequest request;
  request.set_action(contract::CHANGED);
  EXPECT_THAT(Seqs(List("city_admin", "", request)), ElementsAre(2));
  request.clear_action();
  request.mutable_end_time()->set_seconds(1'800'000'100);
  EXPECT_THAT(Seqs(List("city_admin", "", request)), ElementsAre(1));
  request.set_action(static_cast<contract::Action>(99));
  EXPECT_KIND(List("city_admin", "", request).status(), status::kInvalidField);
}

TEST_F(Audit, VerificationTellsThePlaceToKeepOrTheFirstBrokenEntry) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Take(Opened("citizens/1")).ok());
  v1::VerifyAuditChainRequest request;
  const auto good = api::VerifyAuditChain(*deps_, NewCall(), request);
  ASSERT_TRUE(good.ok()) << good.status();
  EXPECT_EQ(good->entries_checked(), 3);
  EXPECT_EQ(good->first_broken_seq(), 0);
  EXPECT_EQ(good->head_seq(), 3);

  request.set_anchor_seq(3);
  request.set_anchor_hash(std::string(64, '0'));
  const auto bad = api::VerifyAuditChain(*deps_, NewCall(), request);
  ASSERT_TRUE(bad.ok()) << bad.status();
  EXPECT_EQ(bad->fault(), v1::VerifyAuditChainResponse::REWRITTEN);
  EXPECT_EQ(bad->first_broken_seq(), 3);
  EXPECT_EQ(bad->head_hash(), "");
}

TEST_F(Audit, AnEventWithoutAnActionGoesToTheDeadLetters) {
  EXPECT_TRUE(absl::IsInvalidArgument(Take({})));
}

TEST_F(Audit, IsToldOfSignInsOfEverybody) {
  ASSERT_TRUE(SignIn("p01").ok());
  ASSERT_TRUE(SignIn("leader.25942", "staff").ok());
  EXPECT_THAT(Told(), ElementsAre(contract::SIGNED_IN, contract::SIGNED_IN));
}

TEST_F(Audit, IsToldOfRefusedSignInsAndReusedTokens) {
  v1::CompleteVerificationRequest request = Consent(Create(), "p01");
  request.set_code("wrong");
  ASSERT_FALSE(Complete(request).ok());
  EXPECT_THAT(Told(), ElementsAre(contract::SIGN_IN_REFUSED));
  const std::string token = SignIn("p01")->tokens().refresh_token();
  ASSERT_TRUE(Refresh(token).ok());
  ASSERT_FALSE(Refresh(token).ok());
  EXPECT_THAT(Told(), UnorderedElementsAre(contract::SIGN_IN_REFUSED, contract::SIGNED_IN,
                                           contract::TOKEN_REUSED));
}

}  // namespace
}  // namespace tancua::identity
