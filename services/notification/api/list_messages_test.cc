#include "services/notification/api/list_messages.h"

#include "common/status/error.h"
#include "services/notification/store/migrations.h"
#include "services/notification/workers/pipeline_fixture.h"

namespace tancua::notification {
namespace {

using testing::HasSubstr;
using testing::Not;

class ListMessages : public PipelineFixture {
 protected:
  ListMessages() {
    officer_.caller.kind = policy::v1::OFFICER;
    officer_.caller.subject = "officers/1";
    officer_.caller.ward = "wards/27442";
    request_.set_parent(std::string("dossiers/") + kDossier);
    auto migrations = store::Migrations();
    migrations.push_back({9003, "outbox", events::kOutboxMigrationSql});
    EXPECT_TRUE(database_->Migrate(migrations).ok());
  }
  absl::StatusOr<v1::ListMessagesResponse> List() {
    return api::ListMessages(deps_, officer_, request_);
  }

  RandomIds ids_{clock_};
  events::Outbox outbox_{keys_, clock_, ids_, 1};
  Deps deps_{store_, *database_, outbox_, clock_};
  rpc::Call officer_;
  v1::ListMessagesRequest request_;
};

TEST_F(ListMessages, ShowsWhatWasSentWithTheMiddleOfThePhoneHidden) {
  Take(kEventId, ReceivedDossier("+84903123456"));
  Drain();

  const auto response = List();

  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->messages_size(), 1);
  const v1::Message& message = response->messages(0);
  EXPECT_EQ(message.name(), std::string("messages/") + kEventId);
  EXPECT_EQ(message.dossier(), request_.parent());
  EXPECT_EQ(message.template_id(), "dossier_received");
  EXPECT_EQ(message.state(), v1::Message::SENT);
  EXPECT_EQ(message.rung(), v1::ZNS);
  EXPECT_EQ(message.attempts(), 1);
  EXPECT_THAT(message.ShortDebugString(), Not(HasSubstr("3123")));
  EXPECT_EQ(message.send_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
}

TEST_F(ListMessages, PagesOldestFirst) {
  Take(kOtherEventId, ReceivedDossier("+84903123456"));
  Take(kEventId, ReceivedDossier("+84903123456"));
  request_.set_page_size(1);

  const auto first = List();
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->messages_size(), 1);
  request_.set_page_token(first->next_page_token());
  const auto second = List();

  ASSERT_EQ(second->messages_size(), 1);
  EXPECT_EQ(first->messages(0).name(), std::string("messages/") + kEventId);
  EXPECT_EQ(second->messages(0).name(), std::string("messages/") + kOtherEventId);
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(ListMessages, RefusesAnOfficerOfAnotherWard) {
  Take(kEventId, ReceivedDossier("+84903123456"));
  officer_.caller.ward = "wards/26944";

  EXPECT_TRUE(status::Is(List().status(), status::kOtherWard));
}

TEST_F(ListMessages, ShowsPartnersOfTheWardNoPartOfAPhone) {
  Take(kEventId, ReceivedDossier("+84903123456"));
  officer_.caller = {};
  officer_.caller.kind = policy::v1::PARTNER;
  officer_.caller.wards = {"wards/27442"};
  officer_.caller.scopes = {"messages.read"};

  const auto response = List();

  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->messages_size(), 1);
  EXPECT_EQ(response->messages(0).masked_phone(), "");
  officer_.caller.scopes.push_back("applicants.read");
  EXPECT_NE(List()->messages(0).masked_phone(), "");
  officer_.caller.wards = {"wards/26944"};
  EXPECT_TRUE(status::Is(List().status(), status::kOtherWard));
}

TEST_F(ListMessages, IsEmptyForADossierWithoutMessages) {
  const auto response = List();

  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->messages_size(), 0);
}

TEST_F(ListMessages, TellsTheAuditLogWhatAnOfficerRead) {
  const auto told = [&] {
    return database_
        ->Read([](sql::Session& tx) -> absl::StatusOr<std::int64_t> {
          std::int64_t count = -1;
          const absl::Status read = tx.Query("SELECT COUNT(*) FROM outbox", {},
                                             [&](const sql::Row& row) { count = row.Int(0); });
          return read.ok() ? absl::StatusOr<std::int64_t>(count) : read;
        })
        .value();
  };
  ASSERT_TRUE(List().ok());
  EXPECT_EQ(told(), 0) << "there was nothing to read";
  Take(kEventId, ReceivedDossier("+84903123456"));
  ASSERT_TRUE(List().ok());
  EXPECT_EQ(told(), 1);
}

TEST_F(ListMessages, RefusesAMalformedRequest) {
  request_.set_page_token("x");
  EXPECT_TRUE(status::Is(List().status(), status::kPageTokenInvalid));
  request_.clear_page_token();
  request_.set_page_size(-1);
  EXPECT_TRUE(status::Is(List().status(), status::kInvalidField));
  request_.set_page_size(0);
  request_.set_parent("dossiers/");
  EXPECT_TRUE(status::Is(List().status(), status::kInvalidField));
}

}  // namespace
}  // namespace tancua::notification
