#include <map>
#include <string>

#include "common/events/names.h"
#include "common/events/test_world.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

// What happens when Redis loses data that the relay had published.
namespace tancua::events {
namespace {

using ::testing::_;
using ::testing::Each;
using ::testing::Pair;

void ExpectEachAppliedOnce(TestWorld& world, std::size_t events) {
  const std::map<std::string, int> applied = world.Applied();
  EXPECT_EQ(applied.size(), events);
  EXPECT_THAT(applied, Each(Pair(_, 1)));
}

TEST(Refill, AppliesEachEventOnceWhenRedisIsEmptiedInBetween) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(1500);
  ASSERT_TRUE(relay->RunOnce().ok());
  ASSERT_TRUE(consumer->RunOnce().ok());  // some are applied, some wait, some are unpublished

  world.server.Flush();
  world.Deliver(*relay, *consumer);
  world.clock.Advance(absl::Seconds(2));
  world.Deliver(*relay, *consumer);

  ExpectEachAppliedOnce(world, 1500);
  EXPECT_EQ(world.Metric("tancua_events_refills_total"), 1);
}

TEST(Refill, SeesALossBetweenItsLookAndItsWrite) {
  TestWorld world;
  auto relay = world.NewRelay();
  world.Publish("a");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  world.server.Flush();  // no time passes: the next look is not due
  world.Publish("b");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  auto consumer = world.NewConsumer();
  TestWorld::Drain(*consumer);

  ExpectEachAppliedOnce(world, 2);
}

TEST(Refill, SeesAnEmptiedRedisWhileNothingIsPublished) {
  TestWorld world;
  auto relay = world.NewRelay();
  world.PublishMany(10);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  world.server.Stop();
  world.server.Start();
  world.clock.Advance(absl::Seconds(2));
  EXPECT_FALSE(relay->RunOnce().ok());  // the old connection
  world.clock.Advance(absl::Seconds(2));
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  EXPECT_EQ(world.StreamEntries(), 10);
}

TEST(Refill, SeesALostTail) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("kept");
  world.Deliver(*relay, *consumer);
  const std::string marker = MarkerKey(world.redis.prefix, "dossier");
  const std::string before = world.Ask({"GET", marker}).text;
  world.Publish("lost");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  // As after a failover to a replica that had not received the last write.
  for (const std::string& key : world.StreamKeys()) {
    for (const auto& entry : world.Ask({"XREVRANGE", key, "+", "-", "COUNT", "1"}).elements) {
      world.Ask({"XDEL", key, entry.elements[0].text});
    }
  }
  world.Ask({"SET", marker, before});
  world.clock.Advance(absl::Seconds(2));
  world.Deliver(*relay, *consumer);

  EXPECT_EQ(world.Metric("tancua_events_refills_total"), 1);
  ExpectEachAppliedOnce(world, 2);
}

TEST(Refill, GoesOnWhereADeadRelayWas) {
  TestWorld world;
  world.config.batch = 100;
  world.PublishMany(1000);
  auto first = world.NewRelay();
  ASSERT_TRUE(first->Flush(absl::InfiniteFuture()).ok());
  world.server.Flush();
  world.clock.Advance(absl::Seconds(2));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(first->RunOnce().ok());

  world.clock.Advance(world.config.lease + absl::Seconds(1));
  auto second = world.NewRelay();
  ASSERT_TRUE(second->Flush(absl::InfiniteFuture()).ok());

  // One batch was published and not noted: it comes twice.
  EXPECT_EQ(world.StreamEntries(), 1100);
}

TEST(Refill, StartsAnewWhenRedisIsEmptiedDuringARefill) {
  TestWorld world;
  world.config.batch = 100;
  world.PublishMany(1000);
  auto relay = world.NewRelay();
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  world.server.Flush();
  world.clock.Advance(absl::Seconds(2));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(relay->RunOnce().ok());

  world.server.Flush();
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  auto consumer = world.NewConsumer();
  TestWorld::Drain(*consumer);

  ExpectEachAppliedOnce(world, 1000);
}

TEST(Refill, TriesAnEventAgainWhoseRetryWasLost) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("a");
  world.refusals["a"] = absl::InternalError("not today");
  world.Deliver(*relay, *consumer);
  EXPECT_EQ(world.Metric("tancua_events_handled_total", "failed"), 1);

  world.server.Flush();
  world.refusals.clear();
  world.clock.Advance(absl::Seconds(2));
  world.Deliver(*relay, *consumer);

  ExpectEachAppliedOnce(world, 1);
}

TEST(Refill, DoesNotTakeAFreshDatabaseForALoss) {
  TestWorld world;
  auto relay = world.NewRelay();

  ASSERT_TRUE(relay->RunOnce().ok());
  world.PublishMany(3);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  EXPECT_EQ(world.Metric("tancua_events_refills_total"), 0);
  EXPECT_EQ(world.StreamEntries(), 3);
}

}  // namespace
}  // namespace tancua::events
