// The same SQL on PostgreSQL, with two replicas at work: what SQLite cannot show.
#include "common/testing/postgres.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "services/survey/api/answer_survey.h"
#include "services/survey/domain/errors.h"
#include "services/survey/fixture.h"
#include "services/survey/workers/expire.h"

namespace tancua::survey {
namespace {

Deps WithDatabase(const Deps& deps, sql::Database& database) {
  return {deps.clock,          deps.ids,    database,    deps.outbox, deps.keys,
          deps.questionnaires, deps.config, deps.metrics};
}

v1::AnswerSurveyRequest Good(const std::string& name) {
  v1::AnswerSurveyRequest request;
  request.set_name(name);
  v1::Answer& overall = *request.add_answers();
  overall.set_question_id("overall");
  overall.set_score(5);
  request.set_comment("Tốt");
  return request;
}

TEST(OnPostgres, TwoReplicasTakeOneAnswer) {
  // Given
  testing::PostgresServer server;
  Fixture service(server.Url());
  const std::unique_ptr<sql::Database> again = service.OpenAgain();
  Deps replica = WithDatabase(service.deps(), *again);
  const v1::AnswerSurveyRequest request = Good(service.Invite("a"));

  // When: five calls come to each.
  std::atomic<int> answered = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&, i] {
      const auto answer =
          api::AnswerSurvey(i % 2 == 0 ? service.deps() : replica, rpc::Call(), request);
      if (answer.ok()) {
        ++answered;
      } else {
        EXPECT_TRUE(status::Is(answer.status(), kSurveyAlreadyAnswered)) << answer.status();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  // Then
  EXPECT_EQ(answered, 1);
  EXPECT_EQ(service.Published<v1::SurveyAnswered>().size(), 1u);
}

TEST(OnPostgres, ADossierIsInvitedOnceAndTheInvitationExpires) {
  testing::PostgresServer server;
  Fixture service(server.Url());
  service.Invite("a");
  ASSERT_TRUE(service.Receive(Fixture::Returned("a")).ok());
  EXPECT_EQ(service.Published<v1::SurveyInvited>().size(), 1u);

  service.clock().Advance(absl::Hours(15 * 24));
  EXPECT_EQ(*workers::ExpireInvitations(service.deps()), 1);
  EXPECT_EQ(*workers::ExpireInvitations(service.deps()), 0);
  ASSERT_TRUE(workers::MeasureOpen(service.deps()).ok());
}

}  // namespace
}  // namespace tancua::survey
