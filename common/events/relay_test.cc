#include "common/events/relay.h"

#include <string>

#include "common/events/names.h"
#include "common/events/test_world.h"
#include "common/log/log.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::events {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kCountEvents[] = "SELECT COUNT(*) FROM outbox";

std::int64_t OutboxRows(TestWorld& world) {
  std::int64_t rows = -1;
  EXPECT_TRUE(world.publisher
                  ->Read([&](sql::Session& tx) {
                    return tx.Query(kCountEvents, {}, [&](const sql::Row& r) { rows = r.Int(0); });
                  })
                  .ok());
  return rows;
}

TEST(Relay, PublishesWhatWasCommittedAndNothingTwice) {
  TestWorld world;
  world.PublishMany(700);
  auto relay = world.NewRelay();

  EXPECT_EQ(*relay->RunOnce(), 512);
  EXPECT_EQ(*relay->RunOnce(), 188);
  EXPECT_EQ(*relay->RunOnce(), 0);
  EXPECT_EQ(*relay->RunOnce(), 0);

  EXPECT_EQ(world.StreamEntries(), 700);
  EXPECT_EQ(world.Metric("tancua_events_published_total"), 700);
}

TEST(Relay, PutsNoClearTextIntoRedis) {
  TestWorld world;
  world.Publish("dossiers/1", "Nguyen Van Duc 079190012345");
  auto relay = world.NewRelay();
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  std::string dump;
  for (const std::string& key : world.StreamKeys()) {
    for (const auto& entry : world.Ask({"XRANGE", key, "-", "+"}).elements) {
      dump += entry.elements[1].elements[1].text;
    }
  }

  EXPECT_THAT(dump, HasSubstr("dossiers/1"));
  EXPECT_THAT(dump, Not(HasSubstr("079190012345")));
  EXPECT_THAT(dump, Not(HasSubstr("Nguyen")));
}

TEST(Relay, LosesNothingWhileRedisIsAway) {
  TestWorld world;
  auto relay = world.NewRelay();
  world.server.Stop();
  world.PublishMany(10);

  EXPECT_EQ(relay->RunOnce().status().code(), absl::StatusCode::kUnavailable);
  world.clock.Advance(absl::Seconds(30));
  EXPECT_EQ(relay->RunOnce().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(world.Metric("tancua_events_outbox_backlog_events"), 10);
  EXPECT_EQ(world.Metric("tancua_events_outbox_lag_seconds"), 30);
  world.server.Start();

  EXPECT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  EXPECT_EQ(world.StreamEntries(), 10);
}

TEST(Relay, PublishesAgainWhatADeadRelayHadInHand) {
  TestWorld world;
  world.PublishMany(5);
  {
    auto dead = world.NewRelay();
    world.server.Stop();
    EXPECT_FALSE(dead->RunOnce().ok());  // has claimed the rows
    world.server.Start();
  }
  auto relay = world.NewRelay();

  EXPECT_EQ(*relay->RunOnce(), 0);  // the lease still runs
  world.clock.Advance(world.config.lease + absl::Seconds(1));
  EXPECT_EQ(*relay->RunOnce(), 5);
}

TEST(Relay, LetsOneOfSeveralWork) {
  TestWorld world;
  auto first = world.NewRelay();
  auto second = world.NewRelay();
  world.PublishMany(20);

  EXPECT_EQ(*first->RunOnce(), 20);
  world.PublishMany(20);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(*second->RunOnce(), 0);
    EXPECT_TRUE(first->RunOnce().ok());
    world.clock.Advance(world.config.lease / 2);  // the holder renews in time
  }

  EXPECT_EQ(world.StreamEntries(), 40);
}

TEST(Relay, HandsTheLeaseOverWhenItStops) {
  TestWorld world;
  auto first = world.NewRelay();
  auto second = world.NewRelay();
  EXPECT_TRUE(first->RunOnce().ok());
  world.PublishMany(3);

  first->Stop(absl::InfiniteFuture());
  world.PublishMany(4);

  EXPECT_EQ(*second->RunOnce(), 4);
  EXPECT_EQ(world.StreamEntries(), 7);
}

TEST(Relay, StandsDownWhenItsLeaseWasTaken) {
  TestWorld world;
  auto slow = world.NewRelay();
  EXPECT_TRUE(slow->RunOnce().ok());
  world.clock.Advance(world.config.lease + absl::Seconds(1));
  auto other = world.NewRelay();
  world.PublishMany(5);

  EXPECT_EQ(*other->RunOnce(), 5);
  EXPECT_EQ(*slow->RunOnce(), 0);

  EXPECT_EQ(world.StreamEntries(), 5);
}

TEST(Relay, DeletesWhatIsPublishedAndPastTheRetention) {
  TestWorld world;
  world.PublishMany(5);
  auto relay = world.NewRelay();
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  world.clock.Advance(world.config.retention - absl::Minutes(1));
  EXPECT_TRUE(relay->RunOnce().ok());
  EXPECT_EQ(OutboxRows(world), 5);
  world.clock.Advance(absl::Minutes(2));
  EXPECT_TRUE(relay->RunOnce().ok());

  EXPECT_EQ(OutboxRows(world), 0);
}

TEST(Relay, NeverDeletesWhatIsNotPublished) {
  TestWorld world;
  world.PublishMany(5);
  auto relay = world.NewRelay();
  world.server.Stop();
  world.clock.Advance(2 * world.config.retention);

  EXPECT_FALSE(relay->RunOnce().ok());
  EXPECT_EQ(OutboxRows(world), 5);
  world.server.Start();
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  EXPECT_EQ(world.StreamEntries(), 5);
}

TEST(Relay, RunsOnAThreadUntilStopped) {
  TestWorld world;
  auto relay = world.NewRelay();
  relay->Start();
  world.PublishMany(100);

  relay->Stop(absl::InfiniteFuture());

  EXPECT_EQ(world.StreamEntries(), 100);
}

TEST(Relay, DoesNotWaitForRedisWhenItStops) {
  log::Capture log;
  TestWorld world;
  auto relay = world.NewRelay();
  world.server.Stop();
  world.PublishMany(1);

  relay->Stop(absl::InfiniteFuture());

  EXPECT_THAT(log.Text(), HasSubstr("events.relay_left_work"));
  EXPECT_EQ(OutboxRows(world), 1);
}

}  // namespace
}  // namespace tancua::events
