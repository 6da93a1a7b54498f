#include <functional>
#include <thread>

#include "absl/synchronization/notification.h"
#include "common/sql/conformance.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

constexpr char kAppend[] = "INSERT INTO r (a) VALUES (:a)";

absl::StatusOr<std::int64_t> Count(Database& database) {
  return database.Read([](Session& s) -> absl::StatusOr<std::int64_t> {
    std::int64_t count = -1;
    RETURN_IF_ERROR(
        s.Query("SELECT COUNT(*) FROM r", {}, [&](const Row& row) { count = row.Int(0); }));
    return count;
  });
}

testing::PostgresServer& Server() {
  static testing::PostgresServer server(testing::PostgresServer::Use::kOwn);
  return server;
}

class PostgresRestart : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Database::Open({.url = Server().Url()});
    ASSERT_TRUE(opened.ok()) << opened.status();
    database_ = *std::move(opened);
    ASSERT_THAT(database_->Migrate({{1, "r", "CREATE TABLE r (a TEXT)"}}), IsOk());
    ASSERT_THAT(Insert("before"), IsOk());
  }
  void TearDown() override { Server().Start(); }

  absl::Status Insert(const char* name) {
    return database_->Write("key", [&](Session& s) { return s.Execute(kAppend, {name}).status(); });
  }

  // Runs `body` in a transaction; the first time, the server restarts where it calls
  // its second argument.
  absl::Status WriteAcrossRestart(
      const std::function<absl::Status(Session&, const std::function<void()>&)>& body) {
    absl::Notification reached;
    absl::Notification restarted;
    const auto restart = [&] {
      if (reached.HasBeenNotified()) return;
      reached.Notify();
      restarted.WaitForNotification();
    };
    absl::Status result;
    std::thread writer(
        [&] { result = database_->Write("key", [&](Session& s) { return body(s, restart); }); });
    reached.WaitForNotification();
    Server().Restart();
    restarted.Notify();
    writer.join();
    return result;
  }

  std::unique_ptr<Database> database_;
};

TEST_F(PostgresRestart, IsNotNoticedByWhoComesAfterIt) {
  ASSERT_EQ(*Count(*database_), 1);
  Server().Restart();
  EXPECT_THAT(Insert("after"), IsOk());
  EXPECT_EQ(*Count(*database_), 2);
  Server().Restart();
  EXPECT_THAT(database_->Write("key", [](Session& s) { return s.Post(kAppend, {"posted"}); }),
              IsOk());
  EXPECT_EQ(*Count(*database_), 3);
}

TEST_F(PostgresRestart, MakesTheDatabaseUnavailableMeanwhile) {
  ASSERT_EQ(*Count(*database_), 1);
  Server().Stop();
  EXPECT_THAT(Insert("lost"), HasCode(absl::StatusCode::kUnavailable));
  EXPECT_THAT(database_->Ping(), HasCode(absl::StatusCode::kUnavailable));
  Server().Start();
  EXPECT_THAT(Insert("after"), IsOk());
  EXPECT_EQ(*Count(*database_), 2);
}

TEST_F(PostgresRestart, RunsATransactionAgainThatItBroke) {
  int runs = 0;
  EXPECT_THAT(WriteAcrossRestart([&](Session& s, const std::function<void()>& restart) {
                ++runs;
                restart();
                return s.Execute(kAppend, {"again"}).status();
              }),
              IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(*Count(*database_), 2);
}

TEST_F(PostgresRestart, NeverReportsSuccessWhenTheCommitWasNotAnswered) {
  int runs = 0;
  EXPECT_THAT(WriteAcrossRestart([&](Session& s, const std::function<void()>& restart) {
                ++runs;
                absl::Status inserted = s.Execute(kAppend, {"lost"}).status();
                restart();
                return inserted;
              }),
              HasCode(absl::StatusCode::kUnavailable));
  EXPECT_EQ(runs, 1);  // a second run might have written twice
  EXPECT_EQ(*Count(*database_), 1);
}

}  // namespace
}  // namespace tancua::sql
