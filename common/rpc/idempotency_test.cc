#include "common/rpc/idempotency.h"

#include <gtest/gtest.h>

#include "common/sql/database.h"
#include "common/status/error.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua::rpc {
namespace {

constexpr char kRequestId[] = "01901634-8694-7391-8885-966226289911";

class OnceTest : public ::testing::Test {
 protected:
  OnceTest() {
    EXPECT_TRUE(database_->Migrate({{9003, "requests", kRequestMigrationSql}}).ok());
    call_.method = "tancua.survey.v1.SurveyService/AnswerSurvey";
    call_.caller.subject = "citizens/1";
  }

  // Runs a body that counts itself and answers with the count.
  absl::Status Ask(const std::string& comment, const std::string& request_id = kRequestId) {
    survey::v1::AnswerSurveyRequest request;
    request.set_comment(comment);
    return database_->Write("", [&](sql::Session& tx) {
      return Once(tx, call_, request_id, keys_, clock_, request, response_, [&]() -> absl::Status {
        ++runs_;
        response_.set_name("run " + std::to_string(runs_));
        return outcome_;
      });
    });
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("t1"));
  std::unique_ptr<sql::Database> database_ = *sql::Database::Open({.url = "sqlite::memory:"});
  Call call_;
  survey::v1::Survey response_;
  absl::Status outcome_;
  int runs_ = 0;
};

TEST_F(OnceTest, GivesARepeatTheFirstAnswer) {
  ASSERT_TRUE(Ask("tốt").ok());
  response_.Clear();

  ASSERT_TRUE(Ask("tốt").ok());

  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(response_.name(), "run 1");
}

TEST_F(OnceTest, RefusesTheSameIdWithAnotherBody) {
  ASSERT_TRUE(Ask("tốt").ok());

  EXPECT_TRUE(status::Is(Ask("xấu"), status::kRequestIdReused));
  EXPECT_EQ(runs_, 1);
}

TEST_F(OnceTest, ForgetsARequestThatWasRefused) {
  outcome_ = status::Error(status::kInvalidField);
  ASSERT_FALSE(Ask("tốt").ok());
  outcome_ = absl::OkStatus();

  EXPECT_TRUE(Ask("tốt").ok());
  EXPECT_EQ(runs_, 2);
}

TEST_F(OnceTest, KeepsCallersApart) {
  ASSERT_TRUE(Ask("tốt").ok());
  call_.caller.subject = "citizens/2";

  ASSERT_TRUE(Ask("khác").ok());

  EXPECT_EQ(runs_, 2);
}

TEST_F(OnceTest, RefusesAnIdThatIsNoUuid) {
  EXPECT_TRUE(status::Is(Ask("tốt", "1"), status::kRequestIdInvalid));
  EXPECT_TRUE(status::Is(Ask("tốt", ""), status::kRequestIdInvalid));
  EXPECT_EQ(runs_, 0);
}

}  // namespace
}  // namespace tancua::rpc
