// Assistance and the directory on PostgreSQL, with two replicas: what SQLite cannot show.
#include <thread>
#include <vector>

#include "common/testing/postgres.h"
#include "gmock/gmock.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/record_activation.h"
#include "services/identity/assistance_fixture.h"
#include "services/identity/domain/errors.h"
#include "services/identity/workers/purge.h"
#include "tancua/identity/v1/activation_events.pb.h"

namespace tancua::identity {
namespace {

class AssistanceOnPostgres : public AssistanceFixture {
 protected:
  static testing::PostgresServer& Server() {
    static auto* const server = new testing::PostgresServer();
    return *server;
  }
  std::string DatabaseUrl() override {
    url_ = Server().Url();
    return url_;
  }
  void SetUp() override {
    AssistanceFixture::SetUp();
    other_database_ = sql::Database::Open({.url = url_}).value();
    other_ = std::make_unique<Deps>(Deps{.clock = clock_,
                                         .ids = ids_,
                                         .database = *other_database_,
                                         .outbox = *outbox_,
                                         .keys = keys_,
                                         .wards = wards_,
                                         .config = config_,
                                         .providers = *providers_,
                                         .access_tokens = *access_tokens_,
                                         .metrics = metrics_,
                                         .names = names_,
                                         .oauth_metrics = oauth_metrics_});
  }

  std::string url_;
  std::unique_ptr<sql::Database> other_database_;
  std::unique_ptr<Deps> other_;  // the second replica
};

TEST_F(AssistanceOnPostgres, LooksAtThreeWrongCodesOverAllReplicas) {
  const auto created = CreateAssisted(Seen());
  ASSERT_TRUE(created.ok()) << created.status();
  v1::ConfirmAssistedVerificationRequest guess;
  guess.set_name(created->name());
  guess.set_code(OtherThan(LastCode()));
  const rpc::Call helper = As(kHelper);
  std::vector<absl::Status> outcomes(16);
  std::vector<std::thread> guessers;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    guessers.emplace_back([&, i] {
      Deps& replica = i % 2 == 0 ? *deps_ : *other_;
      outcomes[i] = api::ConfirmAssistedVerification(replica, helper, guess).status();
    });
  }
  for (std::thread& guesser : guessers) guesser.join();
  int looked_at = 0;
  for (const absl::Status& outcome : outcomes) {
    if (status::Is(outcome, kOneTimeCodeWrong)) {
      ++looked_at;
    } else {
      EXPECT_KIND(outcome, kOneTimeCodeBlocked);
    }
  }
  EXPECT_EQ(looked_at, 3);
  EXPECT_KIND(Confirm(created->name(), LastCode()).status(), kOneTimeCodeBlocked);
}

TEST_F(AssistanceOnPostgres, ConfirmsRecordsAndForgets) {
  const std::string number = simulator_->citizens()[0].number;
  const auto assisted = Assisted(number);
  ASSERT_TRUE(SignIn(simulator_->citizens()[0].id).ok());
  v1::RecordActivationRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_ward("wards/27442");
  request.set_quarter("kp-03");
  request.set_level(2);
  request.set_evidence(assisted.verification().name());
  ASSERT_TRUE(api::RecordActivation(*deps_, As(kHelper), request).ok());
  request.set_request_id(ids_.NewUuid());
  EXPECT_KIND(api::RecordActivation(*other_, As(kHelper), request).status(),
              kActivationAlreadyCredited);
  EXPECT_EQ(Events<v1::LevelActivated>().size(), 2u);

  ASSERT_TRUE(CreateAssisted(Seen()).ok());
  clock_.Advance(absl::Hours(24 * 30));
  EXPECT_GT(workers::PurgeEnded(*deps_).value(), 2);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM assisted_verifications"), 1);
}

TEST_F(AssistanceOnPostgres, GivesAPositionToOneOfTwoReplicas) {
  v1::CreateUnitRequest unit;
  unit.set_request_id(ids_.NewUuid());
  unit.set_parent("wards/27442");
  unit.set_unit_id("mot-cua");
  unit.mutable_unit()->set_title("Bộ phận một cửa");
  ASSERT_TRUE(api::CreateUnit(*deps_, As("admin.27442"), unit).ok());
  v1::CreatePositionRequest position;
  position.set_request_id(ids_.NewUuid());
  position.set_parent("wards/27442");
  position.set_position_id("cv-1");
  position.mutable_position()->set_title("Chuyên viên");
  position.mutable_position()->set_unit("wards/27442/units/mot-cua");
  position.mutable_position()->add_roles("specialist");
  ASSERT_TRUE(api::CreatePosition(*other_, As("admin.27442"), position).ok());

  const rpc::Call admin = As("admin.27442");
  const std::string officers[] = {As(kHelper).caller.subject, As("clerk.27442").caller.subject};
  absl::Status outcomes[2];
  std::vector<std::thread> admins;
  for (int i = 0; i < 2; ++i) {
    admins.emplace_back([&, i] {
      v1::AssignPositionRequest request;
      request.set_request_id(ids_.NewUuid());
      request.set_name("wards/27442/positions/cv-1");
      request.set_officer(officers[i]);
      outcomes[i] = api::AssignPosition(i == 0 ? *deps_ : *other_, admin, request).status();
    });
  }
  for (std::thread& thread : admins) thread.join();
  EXPECT_NE(outcomes[0].ok(), outcomes[1].ok());
  EXPECT_KIND(outcomes[0].ok() ? outcomes[1] : outcomes[0], kPositionTaken);

  v1::MoveOfficerRequest move;
  move.set_request_id(ids_.NewUuid());
  move.set_name(outcomes[0].ok() ? officers[0] : officers[1]);
  move.set_position("wards/27442/positions/cv-1");
  EXPECT_EQ(api::MoveOfficer(*deps_, admin, move)->positions_size(), 1);
  v1::DeactivateOfficerRequest deactivate;
  deactivate.set_request_id(ids_.NewUuid());
  deactivate.set_name(move.name());
  EXPECT_EQ(api::DeactivateOfficer(*deps_, admin, deactivate)->positions_size(), 0);
  LoadDemoOfficers();
  EXPECT_EQ(Count("SELECT COUNT(*) FROM officers WHERE source = 'DIRECTORY'"), 1);
}

}  // namespace
}  // namespace tancua::identity
