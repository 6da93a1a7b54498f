// The store's statements on PostgreSQL; every other test runs them on SQLite.
#include "common/testing/postgres.h"

#include "gtest/gtest.h"
#include "services/identity/domain/errors.h"
#include "services/identity/partner_fixture.h"
#include "services/identity/store/session_list.h"
#include "services/identity/workers/purge.h"

namespace tancua::identity {
namespace {

class OnPostgres : public PartnerFixture {
 protected:
  // One server for all tests, each in a schema of its own. It ends with the process.
  static testing::PostgresServer& Server() {
    static auto* const server = new testing::PostgresServer();
    return *server;
  }
  std::string DatabaseUrl() override { return Server().Url(); }
};

TEST_F(OnPostgres, SignsInRefreshesAndForgets) {
  const auto first = SignIn("p01");
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = SignIn("p01");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->citizen().name(), again->citizen().name());
  ASSERT_TRUE(SignIn("leader.25942", "staff").ok());

  const std::string token = again->tokens().refresh_token();
  ASSERT_TRUE(Refresh(token).ok());
  EXPECT_TRUE(status::Is(Refresh(token).status(), kRefreshTokenReused));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM sessions WHERE revoked_at IS NOT NULL"), 1);

  clock_.Advance(absl::Hours(24 * 30));
  EXPECT_EQ(workers::PurgeEnded(*deps_).value(), 7);  // 3 attempts, 3 sessions, 1 revocation
}

TEST_F(OnPostgres, KeepsClientsTheirKeysAssertionsAndRevocations) {
  const std::string secret = RegisterWithSecret("app");
  EXPECT_TRUE(
      status::Is(api::CreateClient(*deps_, CityAdmin(), NewClient("app")).status(), kClientExists));
  const v1::ClientKey key = AddJwk("app", signer_).key();
  const std::string assertion = Assertion("app", signer_);
  const auto token = SignInWith(assertion);
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(CauseOf(SignInWith(assertion).status()), "assertion replayed");
  EXPECT_EQ(CallerOf(token->access_token())->rate.per_second, 5);

  ASSERT_TRUE(RevokeKey(key.name()).ok());
  EXPECT_FALSE(CallerOf(token->access_token()).ok());
  EXPECT_FALSE(Introspect("app", secret, token->access_token())->active());
  ASSERT_TRUE(Disable("app").ok());
  EXPECT_TRUE(Enable("app").ok());
  EXPECT_EQ(api::ListClients(*deps_, WardAdmin("27442"), {})->clients_size(), 0);
  EXPECT_EQ(api::ListClients(*deps_, CityAdmin(), {})->clients_size(), 1);
  v1::ListClientKeysRequest keys;
  keys.set_parent("clients/app");
  EXPECT_EQ(api::ListClientKeys(*deps_, CityAdmin(), keys)->keys_size(), 2);
  ASSERT_TRUE(SignInThrough("app", "p01").ok());

  clock_.Advance(absl::Hours(24 * 30));
  EXPECT_EQ(workers::PurgeEnded(*deps_).value(), 5);
}

TEST_F(OnPostgres, ListsAndEndsTheSessionsOfOnePerson) {
  const auto first = SignIn("p01");
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(SignIn("p01").ok());
  ASSERT_TRUE(SignIn("p02").ok());
  const std::string subject = first->citizen().name();
  const auto open = [&](const std::string& before) {
    return database_
        ->Read([&](sql::Session& session) {
          return store::ListOpenSessions(session, subject, before, 10, clock_.Now());
        })
        .value();
  };
  const auto sessions = open("");
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(open(sessions[0].id).size(), 1u);

  const auto revoked = database_->Write("sessions", [&](sql::Session& tx) {
    return store::RevokeSessionsOf(tx, subject, clock_.Now());
  });
  EXPECT_EQ(revoked->size(), 2u);
  EXPECT_EQ(open("").size(), 0u);
  EXPECT_TRUE(status::Is(Refresh(first->tokens().refresh_token()).status(), kRefreshTokenInvalid));
}
TEST_F(OnPostgres, KnowsAPersonAgainWhileTheKeysRotate) { KnowsAPersonAgain(); }

TEST_F(OnPostgres, CompletesAVerificationOnce) {
  const auto request = Consent(Create(), "p02");
  ASSERT_TRUE(Complete(request).ok());
  EXPECT_TRUE(status::Is(Complete(request).status(), kVerificationUsed));
}

}  // namespace
}  // namespace tancua::identity
