// Where one is signed in, and signing out.
#include <algorithm>
#include <vector>

#include "common/rpc/authenticator.h"
#include "gmock/gmock.h"
#include "services/identity/api/end_all_sessions.h"
#include "services/identity/api/end_session.h"
#include "services/identity/api/list_sessions.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Sessions : public IdentityFixture {
 protected:
  // A call as the pipeline hands it on: the caller is what the access token says.
  rpc::Call CallWith(const v1::TokenSet& tokens) {
    const auto set = nlohmann::json{{"keys", access_tokens_->keys().PublicJwks()}}.dump();
    rpc::Authenticator authenticator(clock_, [&]() -> absl::StatusOr<std::string> { return set; });
    rpc::Call call = NewCall();
    call.caller = authenticator.Authenticate(tokens.access_token()).value();
    return call;
  }
  absl::StatusOr<v1::EndSessionResponse> End(const rpc::Call& call, const std::string& name,
                                             const std::string& redirect_uri = "") {
    v1::EndSessionRequest request;
    request.set_name(name);
    request.set_post_logout_redirect_uri(redirect_uri);
    return api::EndSession(*deps_, call, request);
  }
  v1::ListSessionsResponse List(const rpc::Call& call, int page_size = 0,
                                const std::string& page_token = "") {
    v1::ListSessionsRequest request;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return api::ListSessions(*deps_, call, request).value();
  }
  v1::TokenSet TokensOf(const std::string& person, const std::string& provider = "vneid") {
    return SignIn(person, provider).value().tokens();
  }
};

TEST_F(Sessions, AnEndedSessionRefusesToBeRefreshedAtOnce) {
  const v1::TokenSet tokens = TokensOf("p01");
  ASSERT_TRUE(End(CallWith(tokens), "sessions/current").ok());
  EXPECT_KIND(Refresh(tokens.refresh_token()).status(), kRefreshTokenInvalid);
  EXPECT_TRUE(End(CallWith(tokens), "sessions/current").ok());  // again changes nothing
}

TEST_F(Sessions, ARefreshedTokenBelongsToTheSameSession) {
  const v1::TokenSet first = TokensOf("p01");
  const v1::TokenSet second = Refresh(first.refresh_token()).value();
  EXPECT_EQ(CallWith(first).caller.session, CallWith(second).caller.session);
  EXPECT_THAT(CallWith(first).caller.session, StartsWith("sessions/"));
}

TEST_F(Sessions, AreListedForTheirOwnerTheNewestFirst) {
  const v1::TokenSet phone = TokensOf("p01");
  clock_.Advance(absl::Minutes(5));
  const v1::TokenSet laptop = TokensOf("p01");
  ASSERT_TRUE(SignIn("p02").ok());

  const auto list = List(CallWith(phone));
  ASSERT_EQ(list.sessions_size(), 2);
  EXPECT_EQ(list.sessions(0).name(), CallWith(laptop).caller.session);
  EXPECT_FALSE(list.sessions(0).current());
  EXPECT_TRUE(list.sessions(1).current());
  EXPECT_EQ(list.sessions(1).provider(), "vneid");
  EXPECT_EQ(list.sessions(1).idle_time().seconds() - list.sessions(1).refresh_time().seconds(),
            absl::ToInt64Seconds(config_.vneid.session.idle));
  EXPECT_EQ(list.next_page_token(), "");
}

TEST_F(Sessions, AreListedInPages) {
  v1::TokenSet tokens;
  for (int i = 0; i < 5; ++i) {
    clock_.Advance(absl::Milliseconds(2));  // ids of one millisecond have no order
    tokens = TokensOf("p01");
  }
  const rpc::Call call = CallWith(tokens);
  std::vector<std::string> names;
  std::string token;
  do {
    const auto page = List(call, 2, token);
    EXPECT_LE(page.sessions_size(), 2);
    for (const auto& session : page.sessions()) names.push_back(session.name());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(names.size(), 5u);
  EXPECT_TRUE(std::is_sorted(names.rbegin(), names.rend()));

  v1::ListSessionsRequest bad;
  bad.set_page_token("not a token");
  EXPECT_KIND(api::ListSessions(*deps_, call, bad).status(), status::kPageTokenInvalid);
}

TEST_F(Sessions, ThatHaveIdledTooLongAreNotListed) {
  const v1::TokenSet old = TokensOf("leader.27442", "staff");
  clock_.Advance(absl::Minutes(14));
  const v1::TokenSet fresh = TokensOf("leader.27442", "staff");
  const rpc::Call call = CallWith(fresh);
  EXPECT_EQ(List(call).sessions_size(), 2);
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(List(call).sessions_size(), 1);
}

TEST_F(Sessions, OfAnotherPersonCannotBeEnded) {
  const v1::TokenSet mine = TokensOf("p01");
  const v1::TokenSet theirs = TokensOf("p02");
  const rpc::Call call = CallWith(mine);
  EXPECT_KIND(End(call, CallWith(theirs).caller.session).status(), kSessionNotFound);
  EXPECT_KIND(End(call, "sessions/" + ids_.NewUuid()).status(), kSessionNotFound);
  EXPECT_KIND(End(call, "dossiers/1").status(), kSessionNotFound);
  EXPECT_TRUE(Refresh(theirs.refresh_token()).ok());
}

TEST_F(Sessions, EndAllTogether) {
  const v1::TokenSet phone = TokensOf("p01");
  const v1::TokenSet laptop = TokensOf("p01");
  const v1::TokenSet theirs = TokensOf("p02");
  const rpc::Call call = CallWith(phone);
  EXPECT_EQ(api::EndAllSessions(*deps_, call, {})->ended(), 2);
  EXPECT_EQ(api::EndAllSessions(*deps_, call, {})->ended(), 0);
  EXPECT_KIND(Refresh(phone.refresh_token()).status(), kRefreshTokenInvalid);
  EXPECT_KIND(Refresh(laptop.refresh_token()).status(), kRefreshTokenInvalid);
  EXPECT_TRUE(Refresh(theirs.refresh_token()).ok());
}

TEST_F(Sessions, EndTellsWhereToSignOutAtTheProviderToo) {
  const rpc::Call call = CallWith(TokensOf("p01"));
  EXPECT_KIND(End(call, "sessions/current", "https://elsewhere.example/").status(),
              kRedirectUriNotAllowed);
  const auto ended = End(call, "sessions/current", kRedirectUri);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_THAT(ended->end_session_uri(), StartsWith(config_.vneid.issuer + "/logout?client_id="));
  const auto page = browser_.Send({.url = ended->end_session_uri()});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->status, 302);
}

TEST_F(Sessions, EndEvenWhenTheProviderDoesNotAnswer) {
  const v1::TokenSet tokens = TokensOf("p01");
  const rpc::Call call = CallWith(tokens);
  Control(R"({"realm":"vneid","status":503})");
  clock_.Advance(absl::Hours(2));  // what is known of the provider is old by then
  ASSERT_TRUE(End(call, "sessions/current").ok());
  EXPECT_KIND(Refresh(tokens.refresh_token()).status(), kRefreshTokenInvalid);
}

}  // namespace
}  // namespace tancua::identity
