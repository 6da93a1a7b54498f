#include "common/testing/postgres.h"

#include <string>

#include "common/events/test_world.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

// The other tests of this folder run on SQLite; here the same SQL runs on PostgreSQL.
namespace tancua::events {
namespace {

using ::testing::_;
using ::testing::Each;
using ::testing::Pair;

constexpr char kCountOutbox[] = "SELECT COUNT(*) FROM outbox";

TEST(OnPostgres, EachEventIsAppliedOnceWhateverFailsOrIsLost) {
  testing::PostgresServer postgres;
  TestWorld world(postgres.Url(), postgres.Url());
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(1200);
  world.refusals["7"] = absl::InternalError("not today");
  ASSERT_TRUE(relay->RunOnce().ok());
  TestWorld::Drain(*consumer);

  world.server.Flush();
  world.refusals.clear();
  world.clock.Advance(absl::Seconds(2));
  world.Deliver(*relay, *consumer);

  EXPECT_EQ(world.Applied().size(), 1200u);
  EXPECT_THAT(world.Applied(), Each(Pair(_, 1)));
  EXPECT_EQ(world.Metric("tancua_events_refills_total"), 1);
}

TEST(OnPostgres, ALeaseIsHeldByOneRelayAndOldRowsGo) {
  testing::PostgresServer postgres;
  TestWorld world(postgres.Url(), postgres.Url());
  auto first = world.NewRelay();
  auto second = world.NewRelay();
  world.PublishMany(10);

  EXPECT_EQ(*first->RunOnce(), 10);
  EXPECT_EQ(*second->RunOnce(), 0);
  world.clock.Advance(2 * world.config.inbox_retention);
  ASSERT_TRUE(second->Flush(absl::InfiniteFuture()).ok());  // takes back what first did not note
  world.clock.Advance(absl::Minutes(1));
  ASSERT_TRUE(second->RunOnce().ok());
  auto consumer = world.NewConsumer();
  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Applied().size(), 10u);
  EXPECT_EQ(world.Metric("tancua_events_outbox_backlog_events"), 0);
  std::int64_t rows = -1;
  ASSERT_TRUE(world.publisher
                  ->Read([&](sql::Session& tx) {
                    return tx.Query(kCountOutbox, {}, [&](const sql::Row& r) { rows = r.Int(0); });
                  })
                  .ok());
  EXPECT_EQ(rows, 0);
}

TEST(OnPostgres, AnOutageUsesUpNoAttempts) {
  testing::PostgresServer postgres(testing::PostgresServer::Use::kOwn);
  TestWorld world("sqlite::memory:", postgres.Url());
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(10);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  postgres.Stop();
  for (int i = 0; i < world.config.max_attempts + 2; ++i) EXPECT_FALSE(consumer->RunOnce().ok());
  postgres.Start();
  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Applied().size(), 10u);
  EXPECT_EQ(world.Metric("tancua_events_handled_total", "failed"), -1);
}

}  // namespace
}  // namespace tancua::events
