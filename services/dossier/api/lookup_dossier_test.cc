#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"
#include "services/dossier/workers/forget_lookup_attempts.h"

namespace tancua::dossier::testing {
namespace {

class LookupDossierTest : public DossierTest {
 protected:
  LookupDossierTest() : filed_(Filed()), code_(filed_.name().substr(9)) {}

  absl::StatusOr<pb::DossierStatus> LookUp(const std::string& code, const std::string& secret) {
    pb::LookupDossierRequest request;
    request.set_code(code);
    request.set_secret(secret);
    return api::LookupDossier(*deps_, rpc::Call{}, request);
  }
  void FailTimes(int times, const std::string& code) {
    for (int i = 0; i < times; ++i) {
      EXPECT_TRUE(IsError(LookUp(code, "WRONG" + std::to_string(i)).status(), kDossierNotFound));
    }
  }

  const pb::Dossier filed_;
  const std::string code_;
};

TEST_F(LookupDossierTest, TheRightSecretShowsTheStateAndNoPersonalData) {
  ASSERT_TRUE(AskForSupplement(filed_.name(), "Ông An thiếu ảnh").ok());

  const auto status = LookUp(code_, filed_.lookup_secret());

  ASSERT_TRUE(status.ok()) << status.status();
  EXPECT_EQ(status->state(), pb::NEED_SUPPLEMENT);
  EXPECT_EQ(status->agency_title(), "Trung tâm Phục vụ hành chính công phường Bình Tân");
  ASSERT_EQ(status->history_size(), 2);
  EXPECT_EQ(status->history(1).note(), "");
  EXPECT_EQ(status->history(1).actor(), "");
}

TEST_F(LookupDossierTest, IsReadAsPeopleTypeIt) {
  std::string typed = absl::AsciiStrToLower(filed_.lookup_secret());
  typed.insert(4, " ");
  EXPECT_TRUE(LookUp(" dossiers/" + absl::AsciiStrToLower(code_), typed).ok());
}

TEST_F(LookupDossierTest, FindsADossierOfBeforeANewKey) {
  keys_ = *crypto::Keyring::Parse("k1 " + std::string(64, '1'));
  const pb::Dossier filed = Filed();
  ASSERT_TRUE(keys_.Reload("k1 " + std::string(64, '1') + "\nk2 " + std::string(64, '2')).ok());
  EXPECT_TRUE(LookUp(filed.name(), filed.lookup_secret()).ok());
  EXPECT_TRUE(IsError(LookUp(filed.name(), "AAAAAAAA").status(), kDossierNotFound));
}

TEST_F(LookupDossierTest, AWrongSecretAndAnUnknownCodeLookTheSame) {
  const absl::Status wrong = LookUp(code_, "AAAAAAAA").status();
  const absl::Status unknown = LookUp("H29.27442-261102-0999", "AAAAAAAA").status();
  EXPECT_EQ(wrong, unknown);
  EXPECT_TRUE(IsError(wrong, kDossierNotFound));
}

TEST_F(LookupDossierTest, FiveWrongSecretsBlockTheCodeForTenMinutes) {
  FailTimes(5, code_);

  const absl::Status blocked = LookUp(code_, filed_.lookup_secret()).status();
  ASSERT_TRUE(IsError(blocked, kLookupBlocked));
  EXPECT_EQ(status::Describe(blocked)->detail.retry_after, absl::Seconds(600));
  clock_.Advance(absl::Seconds(599));
  EXPECT_TRUE(IsError(LookUp(code_, filed_.lookup_secret()).status(), kLookupBlocked));
  clock_.Advance(absl::Seconds(1));
  EXPECT_TRUE(LookUp(code_, filed_.lookup_secret()).ok());
}

TEST_F(LookupDossierTest, AnUnknownCodeIsBlockedToo) {
  FailTimes(5, "H29.27442-261102-0999");
  EXPECT_TRUE(IsError(LookUp("H29.27442-261102-0999", "X").status(), kLookupBlocked));
}

TEST_F(LookupDossierTest, ARightSecretForgetsTheWrongOnes) {
  FailTimes(4, code_);
  ASSERT_TRUE(LookUp(code_, filed_.lookup_secret()).ok());
  FailTimes(4, code_);
  EXPECT_TRUE(LookUp(code_, filed_.lookup_secret()).ok());
}

TEST_F(LookupDossierTest, ParallelGuessesGetNoMoreThanFiveTries) {
  std::atomic<int> tried{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        if (status::Is(LookUp(code_, "AAAAAAAA").status(), kDossierNotFound)) ++tried;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(tried, 5);
}

TEST_F(LookupDossierTest, CountsThatBlockNothingAreForgotten) {
  FailTimes(1, code_);
  FailTimes(1, "H29.27442-261102-0999");
  EXPECT_EQ(*workers::ForgetLookupAttempts(*deps_), 0);
  clock_.Advance(absl::Seconds(600));
  EXPECT_EQ(*workers::ForgetLookupAttempts(*deps_), 2);
}

}  // namespace
}  // namespace tancua::dossier::testing
