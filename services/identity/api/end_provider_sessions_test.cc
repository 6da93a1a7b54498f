// A provider says that a person signed out there (OpenID Connect Back-Channel Logout).
#include "services/identity/api/end_provider_sessions.h"

#include <deque>

#include "common/http/server.h"
#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

class PostedPieces final : public rpc::MessageReader {
 public:
  explicit PostedPieces(std::deque<v1::EndProviderSessionsRequest> pieces)
      : pieces_(std::move(pieces)) {}
  absl::StatusOr<bool> Next(google::protobuf::Message& message) override {
    if (pieces_.empty()) return false;
    static_cast<v1::EndProviderSessionsRequest&>(message) = std::move(pieces_.front());
    pieces_.pop_front();
    return true;
  }

 private:
  std::deque<v1::EndProviderSessionsRequest> pieces_;
};

class EndProviderSessions : public IdentityFixture {
 protected:
  absl::Status Post(const std::string& provider, const std::string& form) {
    std::deque<v1::EndProviderSessionsRequest> pieces(2);
    pieces[0].set_name("providers/" + provider);
    pieces[0].mutable_content()->set_data(form.substr(0, form.size() / 2));
    pieces[1].mutable_content()->set_data(form.substr(form.size() / 2));
    PostedPieces posted(std::move(pieces));
    rpc::Reader<v1::EndProviderSessionsRequest> requests(posted);
    return api::EndProviderSessions(*deps_, NewCall(), requests).status();
  }
  absl::Status PostToken(const std::string& provider, const std::string& token) {
    return Post(provider, "logout_token=" + http::UrlEncode(token));
  }
  // The token that the provider posts when `person` signs out there.
  std::string LogoutToken(const std::string& person, const std::string& realm = "vneid") {
    return browser_
        .Send({.url = simulator_->url() + "/" + realm + "/logout_token?login_hint=" + person})
        .value()
        .body;
  }
  std::string RefreshTokenOf(const std::string& person, const std::string& provider = "vneid") {
    return SignIn(person, provider).value().tokens().refresh_token();
  }
};

TEST_F(EndProviderSessions, EndsEverySessionOfThePersonAndNoOther) {
  const std::string phone = RefreshTokenOf("p01");
  const std::string laptop = RefreshTokenOf("p01");
  const std::string other = RefreshTokenOf("p02");
  const absl::Status posted = PostToken("vneid", LogoutToken("p01"));
  ASSERT_TRUE(posted.ok()) << posted;
  EXPECT_KIND(Refresh(phone).status(), kRefreshTokenInvalid);
  EXPECT_KIND(Refresh(laptop).status(), kRefreshTokenInvalid);
  EXPECT_TRUE(Refresh(other).ok());
}

TEST_F(EndProviderSessions, LeavesALaterSignInAloneWhenTheTokenComesAgain) {
  const std::string token = LogoutToken("leader.27442", "staff");
  clock_.Advance(absl::Seconds(90));
  const std::string later = RefreshTokenOf("leader.27442", "staff");
  const absl::Status posted = PostToken("staff", token);
  ASSERT_TRUE(posted.ok()) << posted;
  EXPECT_TRUE(Refresh(later).ok());
}

TEST_F(EndProviderSessions, RefusesWhatTheProviderHasNotSigned) {
  const std::string refresh = RefreshTokenOf("p01");
  EXPECT_KIND(PostToken("nobody", LogoutToken("p01")), kProviderUnknown);
  EXPECT_KIND(PostToken("vneid", LogoutToken("leader.27442", "staff")), kLogoutTokenRefused);
  EXPECT_KIND(PostToken("vneid", "eyJhbGciOiJub25lIn0.e30."), kLogoutTokenRefused);
  EXPECT_KIND(Post("vneid", ""), kLogoutTokenRefused);
  EXPECT_KIND(Post("vneid", "logout_token=%"), kLogoutTokenRefused);
  EXPECT_KIND(PostToken("vneid", std::string(64 * 1024, 'x')), kLogoutTokenRefused);
  EXPECT_TRUE(Refresh(refresh).ok());
}

TEST_F(EndProviderSessions, RefusesAnOldToken) {
  const std::string token = LogoutToken("p01");
  clock_.Advance(absl::Minutes(10));
  EXPECT_KIND(PostToken("vneid", token), kLogoutTokenRefused);
}

}  // namespace
}  // namespace tancua::identity
