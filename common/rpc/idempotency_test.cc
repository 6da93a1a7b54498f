#include "common/rpc/idempotency.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/sql/database.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua::rpc {
namespace {

constexpr char kRun[] = "INSERT INTO runs (at) VALUES (1)";
constexpr char kRequestId[] = "01901634-8694-7391-8885-966226289911";

class OnceTest : public ::testing::Test {
 protected:
  OnceTest() {
    EXPECT_TRUE(database_
                    ->Migrate({{1, "runs", "CREATE TABLE runs (at BIGINT)"},
                               {9003, "requests", kRequestMigrationSql}})
                    .ok());
    call_.method = "tancua.survey.v1.SurveyService/AnswerSurvey";
    call_.caller.subject = "citizens/1";
  }

  // How often a body has run and was not undone.
  static int Runs(sql::Session& session) {
    int runs = 0;
    EXPECT_TRUE(session
                    .Query("SELECT COUNT(*) FROM runs", {},
                           [&](const sql::Row& row) { runs = static_cast<int>(row.Int(0)); })
                    .ok());
    return runs;
  }
  int Runs() {
    int runs = 0;
    EXPECT_TRUE(database_
                    ->Read([&](sql::Session& session) {
                      runs = Runs(session);
                      return absl::OkStatus();
                    })
                    .ok());
    return runs;
  }

  // Runs a body that counts itself and answers with the count.
  absl::Status Ask(const std::string& comment, const std::string& request_id = kRequestId) {
    survey::v1::AnswerSurveyRequest request;
    request.set_comment(comment);
    return Once(*database_, "", call_, request_id, keys_, clock_, request, response_,
                [&](sql::Session& tx) -> absl::Status {
                  RETURN_IF_ERROR(tx.Execute(kRun, {}).status());
                  response_.set_name("run " + std::to_string(Runs(tx)));
                  return outcome_;
                })
        .status();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("t1"));
  std::unique_ptr<sql::Database> database_ = *sql::Database::Open({.url = "sqlite::memory:"});
  Call call_;
  survey::v1::Survey response_;
  absl::Status outcome_;
};

TEST_F(OnceTest, GivesARepeatTheFirstAnswer) {
  ASSERT_TRUE(Ask("tốt").ok());
  response_.Clear();

  ASSERT_TRUE(Ask("tốt").ok());

  EXPECT_EQ(Runs(), 1);
  EXPECT_EQ(response_.name(), "run 1");
}

TEST_F(OnceTest, RefusesTheSameIdWithAnotherBody) {
  ASSERT_TRUE(Ask("tốt").ok());

  EXPECT_TRUE(status::Is(Ask("xấu"), status::kRequestIdReused));
  EXPECT_EQ(Runs(), 1);
}

TEST_F(OnceTest, ForgetsARequestThatWasRefused) {
  outcome_ = status::Error(status::kInvalidField);
  ASSERT_FALSE(Ask("tốt").ok());
  outcome_ = absl::OkStatus();

  EXPECT_TRUE(Ask("tốt").ok());
  EXPECT_EQ(Runs(), 1);
}

TEST_F(OnceTest, GivesARepeatTheFirstAnswerAlsoWhenItCouldNotRunAgain) {
  ASSERT_TRUE(Ask("tốt").ok());
  outcome_ = status::Error(status::kInvalidField);

  EXPECT_TRUE(Ask("tốt").ok());
  EXPECT_EQ(response_.name(), "run 1");
}

TEST_F(OnceTest, RunsOnceForManyAtTheSameTime) {
  std::vector<std::thread> callers;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 10; ++i) {
    callers.emplace_back([&] {
      survey::v1::AnswerSurveyRequest request;
      survey::v1::Survey response;
      const auto run = Once(*database_, "", call_, kRequestId, keys_, clock_, request, response,
                            [&](sql::Session& tx) -> absl::Status {
                              RETURN_IF_ERROR(tx.Execute(kRun, {}).status());
                              response.set_name("run " + std::to_string(Runs(tx)));
                              return absl::OkStatus();
                            });
      if (run.ok() && response.name() == "run 1") ++answered;
    });
  }
  for (std::thread& caller : callers) caller.join();

  EXPECT_EQ(answered, 10);
  EXPECT_EQ(Runs(), 1);
}

TEST_F(OnceTest, ForgetsOldRequestsInBatches) {
  const std::string other_id = "01901634-8694-7391-8885-966226289912";
  ASSERT_TRUE(Ask("tốt").ok());
  ASSERT_TRUE(Ask("tốt", other_id).ok());
  const absl::Time later = clock_.Now() + absl::Seconds(1);

  EXPECT_EQ(*ForgetRequests(*database_, clock_.Now(), 10), 0);
  EXPECT_EQ(*ForgetRequests(*database_, later, 1), 1);
  EXPECT_EQ(*ForgetRequests(*database_, later, 10), 1);

  ASSERT_TRUE(Ask("tốt").ok());
  EXPECT_EQ(Runs(), 3);
}

TEST_F(OnceTest, KeepsCallersApart) {
  ASSERT_TRUE(Ask("tốt").ok());
  call_.caller.subject = "citizens/2";

  ASSERT_TRUE(Ask("khác").ok());

  EXPECT_EQ(Runs(), 2);
}

TEST_F(OnceTest, RefusesAnIdThatIsNoUuid) {
  EXPECT_TRUE(status::Is(Ask("tốt", "1"), status::kRequestIdInvalid));
  EXPECT_TRUE(status::Is(Ask("tốt", ""), status::kRequestIdInvalid));
  EXPECT_EQ(Runs(), 0);
}

}  // namespace
}  // namespace tancua::rpc
