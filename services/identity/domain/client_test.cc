#include "services/identity/domain/client.h"

#include <limits>

#include "common/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/identity/domain/client_errors.h"

namespace tancua::identity::domain {
namespace {

using ::testing::ElementsAre;

Client Valid() {
  return {.id = "app",
          .display_name = "Phường bạn",
          .scopes = {"messages.read", "dossiers.read", "messages.read"},
          .wards = {"27442", "26944"}};
}

TEST(CheckClient, NormalisesWhatAClientIsGiven) {
  Client client = Valid();
  ASSERT_TRUE(CheckClient(client).ok());
  EXPECT_THAT(client.scopes, ElementsAre("dossiers.read", "messages.read"));
  EXPECT_THAT(client.wards, ElementsAre("26944", "27442"));
}

TEST(CheckClient, RefusesALimitThatIsNone) {
  for (const limits::Rate limit :
       {limits::Rate{.per_second = 0, .burst = 1}, limits::Rate{.per_second = -1, .burst = 1},
        limits::Rate{.per_second = 1, .burst = 0}, limits::Rate{.per_second = 1e9, .burst = 1},
        limits::Rate{.per_second = std::numeric_limits<double>::quiet_NaN(), .burst = 1}}) {
    Client client = Valid();
    client.limit = limit;
    EXPECT_TRUE(status::Is(CheckClient(client), kClientInvalid)) << limit.per_second;
  }
}

TEST(ClientAuthMethods, AreAllAllowedWhenNoneIsNamed) {
  Client client = Valid();
  EXPECT_TRUE(client.Allows(kSecretPost));
  client.auth_methods = {kPrivateKeyJwt};
  EXPECT_TRUE(client.Allows(kPrivateKeyJwt));
  EXPECT_FALSE(client.Allows(kSecretPost));
}

TEST(ClientKey, IsActiveUntilItExpiresOrIsRevoked) {
  const absl::Time now = absl::FromUnixSeconds(1'800'000'000);
  ClientKey key;
  EXPECT_TRUE(key.ActiveAt(now));
  key.expires_at = now;
  EXPECT_FALSE(key.ActiveAt(now));
  EXPECT_TRUE(key.ActiveAt(now - absl::Seconds(1)));
  key.revoked_at = now - absl::Hours(1);
  EXPECT_FALSE(key.ActiveAt(now - absl::Seconds(1)));
}

TEST(CheckThumbprint, TakesTheSpellingsOfOpensslAndOfTheRfc) {
  std::string colons;
  for (int i = 0; i < 32; ++i) colons += i == 0 ? "AB" : ":CD";
  ASSERT_TRUE(CheckThumbprint(colons).ok());
  EXPECT_EQ(colons, "q83Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc0");
  std::string again = colons;
  ASSERT_TRUE(CheckThumbprint(again).ok());
  EXPECT_EQ(again, colons);
  for (std::string bad :
       {std::string(), std::string(63, 'a'), std::string(64, 'g'), std::string(43, '!')}) {
    EXPECT_TRUE(status::Is(CheckThumbprint(bad), kClientKeyInvalid));
  }
}

TEST(GrantScopes, GivesAllOrWhatIsAskedForAndNoMore) {
  Client client = Valid();
  ASSERT_TRUE(CheckClient(client).ok());
  std::vector<std::string> granted;
  ASSERT_TRUE(GrantScopes(client, "", granted).ok());
  EXPECT_EQ(granted, client.scopes);
  ASSERT_TRUE(GrantScopes(client, " messages.read  messages.read ", granted).ok());
  EXPECT_THAT(granted, ElementsAre("messages.read"));
  EXPECT_TRUE(status::Is(GrantScopes(client, "messages.read applicants.read", granted),
                         kOAuthInvalidScope));
}

}  // namespace
}  // namespace tancua::identity::domain
