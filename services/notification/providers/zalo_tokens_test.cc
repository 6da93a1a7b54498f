#include "services/notification/providers/zalo_tokens.h"

#include <thread>

#include "services/notification/workers/pipeline_fixture.h"

namespace tancua::notification {
namespace {

using domain::State;
using testing::HasSubstr;

class ZaloTokensTest : public PipelineFixture {
 protected:
  std::vector<FakeProviders::Seen> Refreshes() { return fakes_.SeenAt(FakeProviders::kTokenPath); }
};

TEST_F(ZaloTokensTest, StartWithTheFirstRefreshToken) {
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  ASSERT_EQ(Refreshes().size(), 1u);
  EXPECT_EQ(Refreshes()[0].body, "grant_type=refresh_token&refresh_token=refresh-0&app_id=app");
  EXPECT_EQ(Refreshes()[0].secret_key, "app-secret");
  EXPECT_EQ(ZnsSeen().at(0).access_token, "access-1");
}

TEST_F(ZaloTokensTest, RefreshOnceWhenZaloRefusesTheToken) {
  for (const int code : {-124, -216}) {
    const std::size_t sent = ZnsSeen().size();
    fakes_.Next(FakeProviders::kZnsPath, {{"error", code}, {"message", "Access token invalid"}});
    Take(code == -124 ? kEventId : kOtherEventId, ReceivedDossier(kPhone));

    Drain();

    EXPECT_EQ(ZnsSeen().size(), sent + 2) << code;
    EXPECT_NE(ZnsSeen()[sent].access_token, ZnsSeen()[sent + 1].access_token) << code;
  }
  EXPECT_EQ(Refreshes().size(), 3u);  // the first, and one for each refusal
  for (const domain::Message& message : Messages()) EXPECT_EQ(message.state, State::kSent);
}

TEST_F(ZaloTokensTest, DoNotRefreshAgainWhenTheFreshTokenIsRefusedToo) {
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -124}});
  fakes_.Next(FakeProviders::kZnsPath, {{"error", -124}});
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  EXPECT_EQ(Refreshes().size(), 2u);
  EXPECT_EQ(OnlyMessage().state, State::kPending);
  EXPECT_EQ(OnlyMessage().error, "zns.-124");
}

TEST_F(ZaloTokensTest, KeepTheNewPairBeforeItIsUsed) {
  ASSERT_TRUE(tokens_.Access().ok());

  const auto kept = token_store_.Load("zalo");

  EXPECT_EQ(kept->access, "access-1");
  EXPECT_EQ(kept->refresh, "refresh-1");
  EXPECT_EQ(kept->expire_time, clock_.Now() + absl::Seconds(90000));
}

TEST_F(ZaloTokensTest, GoOnWithTheKeptPairAfterARestart) {
  ASSERT_TRUE(tokens_.Access().ok());
  ASSERT_TRUE(token_store_.Seed("zalo", "refresh-0").ok());
  ZaloTokens restarted({fakes_.Url(FakeProviders::kTokenPath), "app", "app-secret"}, token_store_,
                       http_, clock_);

  EXPECT_EQ(*restarted.Access(), "access-1");
  EXPECT_EQ(Refreshes().size(), 1u);
}

TEST_F(ZaloTokensTest, StartAnewWithANewFirstToken) {
  ASSERT_TRUE(tokens_.Access().ok());

  ASSERT_TRUE(token_store_.Seed("zalo", "authorised-anew").ok());

  EXPECT_EQ(token_store_.Load("zalo")->refresh, "authorised-anew");
}

TEST_F(ZaloTokensTest, RenewBeforeTheyExpire) {
  ASSERT_EQ(*tokens_.Access(), "access-1");
  clock_.Advance(absl::Seconds(90000) - absl::Minutes(4));

  EXPECT_EQ(*tokens_.Access(), "access-2");
  EXPECT_THAT(Refreshes().at(1).body, HasSubstr("refresh_token=refresh-1&"));
}

TEST_F(ZaloTokensTest, UseARefreshTokenOnceHoweverManyWantOne) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { EXPECT_EQ(tokens_.Access().value_or(""), "access-1"); });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(Refreshes().size(), 1u);
}

TEST_F(ZaloTokensTest, LeaveTheRefreshToAnotherProcessThatHasBegun) {
  const auto pair = token_store_.Load("zalo");
  ASSERT_TRUE(*token_store_.BeginRefresh("zalo", pair->version, clock_.Now(),
                                         clock_.Now() + absl::Seconds(10)));

  EXPECT_EQ(tokens_.Access().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Refreshes().size(), 0u);
  clock_.Advance(absl::Seconds(11));
  EXPECT_TRUE(tokens_.Access().ok()) << "a dead process must not hold the right for ever";
}

TEST_F(ZaloTokensTest, StopTheProviderWhenZaloRefusesTheRefreshToken) {
  fakes_.Next(FakeProviders::kTokenPath,
              {{"error", -14020}, {"error_name", "Invalid refresh token"}});
  Take(kEventId, ReceivedDossier(kPhone));

  Drain();

  EXPECT_EQ(zns_rung_->circuit.state(), domain::Circuit::State::kOpen);
  EXPECT_EQ(OnlyMessage().state, State::kPending);
  EXPECT_EQ(OnlyMessage().error, "zns.refresh_refused");
}

}  // namespace
}  // namespace tancua::notification
