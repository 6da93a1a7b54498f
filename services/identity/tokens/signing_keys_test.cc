#include "services/identity/tokens/signing_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "common/id/ids.h"
#include "common/rpc/authenticator.h"
#include "common/status/error.h"
#include "common/testing/certificates.h"
#include "services/identity/tokens/access_tokens.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;

constexpr absl::Duration kPublishBefore = absl::Minutes(15);

class SigningKeysTest : public ::testing::Test {
 protected:
  SigningKeysTest() {
    char pattern[] = "/tmp/signing_keys_test.XXXXXX";
    folder_ = mkdtemp(pattern);
  }
  ~SigningKeysTest() override { std::filesystem::remove_all(folder_); }

  // The file of a new key that signs from `time` on.
  std::string Put(absl::Time time, mode_t mode = 0600) {
    const std::string path =
        folder_ + "/" + absl::FormatTime("%Y-%m-%dT%H%MZ", time, absl::UTCTimeZone()) + ".pem";
    testing::ReplaceFile(path, jose::GenerateEs256Pem(), mode);
    return path;
  }
  std::shared_ptr<SigningKeys> Load() {
    return SigningKeys::FromFolder(folder_, kPublishBefore, clock_).value();
  }
  static std::string Signing(const SigningKeys& keys) {
    return keys.Current()->PublicJwk().value("kid", "");
  }
  static std::string Published(const SigningKeys& keys, std::size_t i) {
    return keys.PublicJwks().at(i).value("kid", "");
  }

  FakeClock clock_{absl::FromCivil(absl::CivilMinute(2026, 11, 25, 4, 0), absl::UTCTimeZone())};
  std::string folder_;
};

TEST_F(SigningKeysTest, TheKeyWhoseTimeCameLastSignsAndAllArePublished) {
  Put(clock_.Now() - absl::Hours(24 * 60));
  Put(clock_.Now() - absl::Hours(24 * 30));
  Put(clock_.Now() + absl::Hours(24));
  const auto keys = Load();
  EXPECT_EQ(keys->PublicJwks().size(), 3u);
  EXPECT_EQ(Signing(*keys), Published(*keys, 1));
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(Signing(*keys), Published(*keys, 2));
}

TEST_F(SigningKeysTest, ReplicasAgreeWheneverTheyWereStarted) {
  Put(clock_.Now() - absl::Hours(24 * 30));
  const auto early = Load();
  Put(clock_.Now() + absl::Hours(1));
  ASSERT_TRUE(early->Reload().value());
  clock_.Advance(absl::Minutes(30));
  const auto late = Load();
  EXPECT_EQ(Signing(*early), Signing(*late));
  clock_.Advance(absl::Minutes(30));
  EXPECT_EQ(Signing(*early), Signing(*late));
  EXPECT_EQ(Signing(*early), Published(*late, 1));
}

TEST_F(SigningKeysTest, AKeyThatComesTooLateIsPublishedBeforeItSigns) {
  Put(clock_.Now() - absl::Hours(24 * 30));
  const auto keys = Load();
  const std::string first = Signing(*keys);
  Put(clock_.Now());
  ASSERT_TRUE(keys->Reload().value());
  EXPECT_EQ(keys->PublicJwks().size(), 2u);
  EXPECT_EQ(Signing(*keys), first);
  EXPECT_FALSE(keys->Reload().value());  // looking again does not put it off again
  clock_.Advance(kPublishBefore);
  EXPECT_NE(Signing(*keys), first);
}

TEST_F(SigningKeysTest, AKeyThatIsTakenAwayIsNeitherPublishedNorUsed) {
  const std::string leaked = Put(clock_.Now() - absl::Hours(24 * 30));
  const auto keys = Load();
  const std::string first = Signing(*keys);
  Put(clock_.Now());
  std::filesystem::remove(leaked);
  ASSERT_TRUE(keys->Reload().value());
  EXPECT_EQ(keys->PublicJwks().size(), 1u);
  EXPECT_NE(Signing(*keys), first);  // at once: nobody else is there to sign
}

TEST_F(SigningKeysTest, RefusesAFolderThatItCannotUseAndKeepsItsKeys) {
  const auto refused = [&] {
    return std::string(SigningKeys::FromFolder(folder_, kPublishBefore, clock_).status().message());
  };
  EXPECT_THAT(refused(), HasSubstr("holds no key"));
  const std::string exposed = Put(clock_.Now(), 0644);
  EXPECT_THAT(refused(), HasSubstr("chmod 600"));
  std::filesystem::remove(exposed);
  Put(clock_.Now());
  const auto keys = Load();
  const std::string first = Signing(*keys);

  testing::ReplaceFile(folder_ + "/next.pem", jose::GenerateEs256Pem());
  EXPECT_THAT(keys->Reload().status().message(), HasSubstr("must be named after the time"));
  std::filesystem::remove(folder_ + "/next.pem");
  testing::ReplaceFile(folder_ + "/2027-01-01T0000Z.pem", "nonsense");
  EXPECT_THAT(keys->Reload().status().message(), HasSubstr("2027-01-01T0000Z.pem"));
  EXPECT_EQ(Signing(*keys), first);

  const std::string elsewhere = folder_ + "/nowhere";
  EXPECT_FALSE(SigningKeys::FromFolder(elsewhere, kPublishBefore, clock_).ok());
}

// Another service's Authenticator, which knows the keys only from what is published, verifies
// every token while keys come, sign and go.
TEST_F(SigningKeysTest, RotationUnderLoadRefusesNoToken) {
  std::string oldest = Put(clock_.Now() - absl::Hours(1));
  const auto keys = Load();
  RandomIds ids(clock_);
  const AccessTokens tokens(keys, absl::Minutes(10), clock_, ids);
  rpc::Authenticator authenticator(clock_, [&]() -> absl::StatusOr<std::string> {
    return nlohmann::json{{"keys", keys->PublicJwks()}}.dump();
  });
  std::atomic<bool> stop = false;
  std::atomic<int> verified = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 2; ++i) {
    callers.emplace_back([&] {
      while (!stop) {
        const std::string token = tokens.ForCitizen("1", {.level = 2}, "s");
        const auto caller = authenticator.Authenticate(token);
        // The test's clock jumps: a token may expire while its thread waits for a processor.
        if (status::Is(caller.status(), status::kTokenExpired)) continue;
        ++(caller.ok() ? verified : refused);
      }
    });
  }
  const auto await_more = [&] {
    const int enough = verified + 20;
    while (verified < enough && refused == 0) std::this_thread::yield();
  };
  for (int rotation = 0; rotation < 3; ++rotation) {
    const std::string next = Put(clock_.Now() + kPublishBefore);
    ASSERT_TRUE(keys->Reload().value());
    for (int minute = 0; minute < 30; ++minute) {
      clock_.Advance(absl::Minutes(1));
      if (minute % 5 == 0) await_more();
    }
    std::filesystem::remove(oldest);  // its last token has expired
    ASSERT_TRUE(keys->Reload().value());
    await_more();
    oldest = next;
  }
  stop = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(refused, 0);
}

}  // namespace
}  // namespace tancua::identity
