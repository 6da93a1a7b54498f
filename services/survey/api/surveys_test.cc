#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "services/survey/api/answer_survey.h"
#include "services/survey/api/get_survey.h"
#include "services/survey/domain/errors.h"
#include "services/survey/fixture.h"
#include "services/survey/store/sealed_columns.h"
#include "services/survey/workers/expire.h"

namespace tancua::survey::api {
namespace {

constexpr char kRequestId[] = "0192e4a0-0000-7000-8000-000000000001";

v1::AnswerSurveyRequest Good(const std::string& name) {
  v1::AnswerSurveyRequest request;
  request.set_name(name);
  v1::Answer& overall = *request.add_answers();
  overall.set_question_id("overall");
  overall.set_score(5);
  v1::Answer& officer = *request.add_answers();
  officer.set_question_id("officer");
  officer.set_score(4);
  request.set_comment("Cán bộ nhiệt tình, xin cảm ơn.");
  return request;
}

std::string OnlyColumn(sql::Database& database, const char* query) {
  std::string text;
  const absl::Status read = database.Read([&](sql::Session& session) {
    text.clear();
    return session.Query(query, {}, [&](const sql::Row& row) { text += row.Text(0) + ";"; });
  });
  EXPECT_TRUE(read.ok()) << read;
  return text;
}

class Surveys : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Survey> Get(const std::string& name) {
    v1::GetSurveyRequest request;
    request.set_name(name);
    return GetSurvey(service_.deps(), call_, request);
  }
  absl::StatusOr<v1::Survey> Answer(const v1::AnswerSurveyRequest& request) {
    return AnswerSurvey(service_.deps(), call_, request);
  }
  std::string Scores() {
    return OnlyColumn(service_.deps().database,
                      "SELECT question_id FROM answers ORDER BY question_id");
  }

  Fixture service_;
  rpc::Call call_{.method = "tancua.survey.v1.SurveyService/AnswerSurvey"};
};

TEST_F(Surveys, ShowTheQuestionsButNotTheDossier) {
  const std::string name = service_.Invite("H29.27442-261122-0001");

  const auto survey = Get(name);

  ASSERT_TRUE(survey.ok()) << survey.status();
  EXPECT_EQ(survey->name(), name);
  EXPECT_EQ(survey->state(), v1::Survey::OPEN);
  EXPECT_EQ(survey->procedure_title(), "Trợ cấp hưu trí xã hội");
  ASSERT_EQ(survey->questions_size(), 6);
  EXPECT_EQ(survey->questions(5).question_id(), "overall");
  EXPECT_TRUE(survey->questions(5).required());
  EXPECT_EQ(survey->ShortDebugString().find("H29"), std::string::npos);
}

TEST_F(Surveys, AreFoundByTheirLinksWhileTheKeysRotate) {
  const std::string old_line = "k1 " + std::string(64, '1') + "\n";
  const std::string new_line = "k2 " + std::string(64, '2') + "\n";
  service_.keys() = *crypto::Keyring::Parse(old_line);
  const std::string name = service_.Invite("a");

  ASSERT_TRUE(service_.keys().Reload(old_line + new_line).ok());
  EXPECT_TRUE(Get(name).ok()) << "under the old key";
  for (const auto& place :
       rotation::Places(service_.deps().database, service_.keys(), store::SealedColumns())) {
    const auto batch = place->MoveSome("k2");
    ASSERT_TRUE(batch.ok()) << place->name() << batch.status();
    EXPECT_EQ(*place->CountOthers("k2"), 0) << place->name();
  }
  ASSERT_TRUE(service_.keys().Reload(new_line).ok());
  EXPECT_TRUE(Answer(Good(name)).ok()) << "under the new key alone";
}

TEST_F(Surveys, TakeOneAnswerAndTellTheOthers) {
  const std::string name = service_.Invite("a");

  const auto answered = Answer(Good(name));

  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->state(), v1::Survey::ANSWERED);
  EXPECT_EQ(Get(name)->state(), v1::Survey::ANSWERED);
  EXPECT_EQ(Scores(), "officer;overall;");
  const auto events = service_.Published<v1::SurveyAnswered>();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].dossier(), "dossiers/a");
  EXPECT_EQ(events[0].ward(), "wards/27442");
  EXPECT_EQ(events[0].overall_score(), 5);
  EXPECT_EQ(events[0].answer_time().seconds(), absl::ToUnixSeconds(kNow));
}

TEST_F(Surveys, KeepTheCommentSealed) {
  ASSERT_TRUE(Answer(Good(service_.Invite("a"))).ok());
  const std::string kept =
      OnlyColumn(service_.deps().database, "SELECT comment_sealed FROM invitations");
  EXPECT_GT(kept.size(), 40u);
  EXPECT_EQ(kept.find("nhiệt tình"), std::string::npos);
}

TEST_F(Surveys, RefuseASecondAnswerAndKeepTheFirst) {
  const std::string name = service_.Invite("a");
  ASSERT_TRUE(Answer(Good(name)).ok());

  EXPECT_TRUE(status::Is(Answer(Good(name)).status(), kSurveyAlreadyAnswered));
  EXPECT_EQ(service_.Published<v1::SurveyAnswered>().size(), 1u);
}

TEST_F(Surveys, GiveTheSameAnswerToTheSameRequest) {
  v1::AnswerSurveyRequest request = Good(service_.Invite("a"));
  request.set_request_id(kRequestId);
  const auto first = Answer(request);
  ASSERT_TRUE(first.ok()) << first.status();

  const auto repeated = Answer(request);

  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(service_.Published<v1::SurveyAnswered>().size(), 1u);
  request.set_comment("khác");
  EXPECT_TRUE(status::Is(Answer(request).status(), status::kRequestIdReused));
}

TEST_F(Surveys, AreNotFoundUnderAnyOtherToken) {
  service_.Invite("a");
  for (const char* name : {"surveys/AAAAAAAAAAAAAA", "surveys/", "surveys", "", "dossiers/a"}) {
    EXPECT_TRUE(status::Is(Get(name).status(), kSurveyNotFound)) << name;
    EXPECT_TRUE(status::Is(Answer(Good(name)).status(), kSurveyNotFound)) << name;
  }
}

TEST_F(Surveys, EndAfterFifteenDays) {
  const std::string name = service_.Invite("a");
  service_.clock().Advance(absl::Hours(15 * 24) - absl::Microseconds(1));
  EXPECT_TRUE(Get(name).ok());

  service_.clock().Advance(absl::Microseconds(1));

  EXPECT_TRUE(status::Is(Get(name).status(), kSurveyExpired));
  EXPECT_TRUE(status::Is(Answer(Good(name)).status(), kSurveyExpired));
  ASSERT_TRUE(workers::ExpireInvitations(service_.deps()).ok());
  EXPECT_TRUE(status::Is(Answer(Good(name)).status(), kSurveyExpired));
}

TEST_F(Surveys, StayAnsweredAfterTheirTime) {
  const std::string name = service_.Invite("a");
  ASSERT_TRUE(Answer(Good(name)).ok());
  service_.clock().Advance(absl::Hours(16 * 24));
  EXPECT_EQ(*workers::ExpireInvitations(service_.deps()), 0);
  EXPECT_EQ(Get(name)->state(), v1::Survey::ANSWERED);
}

TEST_F(Surveys, ChangeNothingWhenTheAnswerIsInvalid) {
  const std::string name = service_.Invite("a");
  v1::AnswerSurveyRequest request = Good(name);
  request.mutable_answers(0)->set_score(6);

  EXPECT_TRUE(status::Is(Answer(request).status(), kAnswerInvalid));

  EXPECT_EQ(Get(name)->state(), v1::Survey::OPEN);
  EXPECT_EQ(Scores(), "");
  EXPECT_TRUE(Answer(Good(name)).ok());
}

// Ten people with one link at the same moment.
int CountOk(Fixture& service, const rpc::Call& call, const v1::AnswerSurveyRequest& request) {
  std::atomic<int> ok = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&] {
      const auto answered = AnswerSurvey(service.deps(), call, request);
      if (answered.ok()) {
        ++ok;
      } else {
        EXPECT_TRUE(status::Is(answered.status(), kSurveyAlreadyAnswered)) << answered.status();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return ok;
}

TEST_F(Surveys, TakeOneOfTenAnswersThatComeTogether) {
  EXPECT_EQ(CountOk(service_, call_, Good(service_.Invite("a"))), 1);
  EXPECT_EQ(service_.Published<v1::SurveyAnswered>().size(), 1u);
}

TEST_F(Surveys, TakeTenParallelRepeatsAsOneAnswer) {
  v1::AnswerSurveyRequest request = Good(service_.Invite("a"));
  request.set_request_id(kRequestId);
  EXPECT_EQ(CountOk(service_, call_, request), 10);
  EXPECT_EQ(service_.Published<v1::SurveyAnswered>().size(), 1u);
}

}  // namespace
}  // namespace tancua::survey::api
