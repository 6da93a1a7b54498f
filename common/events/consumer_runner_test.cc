#include "common/events/consumer_runner.h"

#include <map>
#include <memory>
#include <string>

#include "common/events/names.h"
#include "common/events/test_world.h"
#include "common/log/log.h"
#include "common/trace/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::events {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(ConsumerRunner, AppliesAnEventOnceHoweverOftenItComes) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("a");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  for (const std::string& key : world.StreamKeys()) {
    for (const auto& entry : world.Ask({"XRANGE", key, "-", "+"}).elements) {
      const auto& fields = entry.elements[1].elements;
      for (int i = 0; i < 3; ++i) {
        world.Ask({"XADD", key, "*", fields[0].text, fields[1].text});
      }
    }
  }

  TestWorld::Drain(*consumer);

  EXPECT_THAT(world.Applied(), ElementsAre(Pair("a", 1)));
  EXPECT_EQ(world.Metric("tancua_events_handled_total", "applied"), 1);
  EXPECT_EQ(world.Metric("tancua_events_handled_total", "duplicate"), 3);
}

TEST(ConsumerRunner, HandlesAnEventInTheTraceThatCausedIt) {
  TestWorld world;
  auto relay = world.NewRelay();
  Subscription subscription("survey", {"dossier"});
  std::string seen;
  subscription.On<google::protobuf::StringValue>(
      [&seen](sql::Session&, const Header& header, const google::protobuf::StringValue&) {
        seen = header.traceparent;
        EXPECT_EQ(trace::Current()->traceparent(), header.traceparent);
        return absl::OkStatus();
      });
  ConsumerRunner consumer(std::move(subscription), "a", world.ConsumerContext());
  const trace::Span cause = trace::Span::New();
  ASSERT_TRUE(world.publisher
                  ->Write("test",
                          [&](sql::Session& tx) {
                            return world.outbox->Add(tx, "27442", "dossiers/H29.1-1",
                                                     cause.traceparent(),
                                                     google::protobuf::StringValue());
                          })
                  .ok());
  log::Capture log;

  world.Deliver(*relay, consumer);

  EXPECT_EQ(trace::Span::Under(seen).trace_id(), cause.trace_id());
  EXPECT_THAT(log.Text(),
              ::testing::AllOf(::testing::HasSubstr(R"("event":"event.handled")"),
                               ::testing::HasSubstr("\"parent\":\"" + std::string(cause.id())),
                               ::testing::HasSubstr(R"("dossier":"dossiers/H29.1-1")")));
}

TEST(ConsumerRunner, AppliesTheOthersWhenOneFailsAndThatOneLater) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(20);
  world.refusals["7"] = absl::InternalError("not today");
  world.Deliver(*relay, *consumer);
  EXPECT_EQ(world.Applied().size(), 19u);
  EXPECT_EQ(world.Applied().count("7"), 0u);

  world.refusals.clear();
  TestWorld::Drain(*consumer);
  EXPECT_EQ(world.Applied().count("7"), 0u);  // not due yet
  world.clock.Advance(absl::Seconds(2));
  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Applied().size(), 20u);
  EXPECT_EQ(world.Applied()["7"], 1);
}

TEST(ConsumerRunner, GivesAnEventUpAfterItsLastAttempt) {
  TestWorld world;
  world.config.max_attempts = 3;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("a");
  world.refusals["a"] = absl::InternalError("never");
  world.Deliver(*relay, *consumer);

  for (int i = 0; i < 10; ++i) {
    world.clock.Advance(world.config.longest_retry * 2);
    TestWorld::Drain(*consumer);
  }

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "failed"), 2);
  EXPECT_EQ(world.Metric("tancua_events_handled_total", "dead"), 1);
  EXPECT_EQ(world.Metric("tancua_events_dead_letters"), 1);
  EXPECT_EQ(world.Metric("tancua_events_retry_events"), 0);
  EXPECT_THAT(world.Applied(), IsEmpty());
}

TEST(ConsumerRunner, GivesAnEventUpAtOnceThatCannotSucceed) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("a");
  world.refusals["a"] = absl::InvalidArgumentError("no such procedure");

  world.Deliver(*relay, *consumer);

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "dead"), 1);
}

TEST(ConsumerRunner, GivesUpWhatIsSealedWithAnUnknownKey) {
  TestWorld world;
  auto relay = world.NewRelay();
  world.Publish("a");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  world.keys = *crypto::Keyring::Parse(crypto::Keyring::Generate("other"));
  auto consumer = world.NewConsumer();

  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "dead"), 1);
}

TEST(ConsumerRunner, GivesUpWhatIsNoEvent) {
  TestWorld world;
  auto consumer = world.NewConsumer();
  world.Ask({"XADD", world.StreamKeys()[0], "*", "e", "\xff\xff not an envelope"});
  world.Ask({"XADD", world.StreamKeys()[0], "*", "other", "field"});

  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "dead"), 2);
}

TEST(ConsumerRunner, GivesUpWhatHasNoUuid) {
  TestWorld world;
  auto consumer = world.NewConsumer();
  v1::Envelope envelope;
  envelope.set_id("1");
  envelope.set_type("google.protobuf.StringValue");
  world.Ask({"XADD", world.StreamKeys()[0], "*", "e", envelope.SerializeAsString()});

  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "dead"), 1);
}

TEST(ConsumerRunner, IgnoresTypesWithoutAHandler) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  ASSERT_TRUE(world.publisher
                  ->Write("27442",
                          [&](sql::Session& tx) {
                            return world.outbox->Add(tx, "27442", "a", "",
                                                     google::protobuf::Int64Value());
                          })
                  .ok());

  world.Deliver(*relay, *consumer);

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "ignored"), 1);
}

TEST(ConsumerRunner, TakesOverWhatADeadConsumerHeld) {
  TestWorld world;
  world.config.takeover_after = absl::Milliseconds(1);
  auto relay = world.NewRelay();
  world.PublishMany(10);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  for (const std::string& key : world.StreamKeys()) {
    world.Ask({"XGROUP", "CREATE", key, "survey", "0"});
    world.Ask({"XREADGROUP", "GROUP", "survey", "dead/0", "STREAMS", key, ">"});
    world.Ask({"CLIENT", "PAUSE", "2"});  // lets the entries grow older than the limit
  }
  auto consumer = world.NewConsumer("alive");

  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Applied().size(), 10u);
}

TEST(ConsumerRunner, TakesUpAtOnceWhatItHeldBeforeItsRestart) {
  TestWorld world;
  auto relay = world.NewRelay();
  world.PublishMany(10);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  for (const std::string& key : world.StreamKeys()) {
    world.Ask({"XGROUP", "CREATE", key, "survey", "0"});
    world.Ask({"XREADGROUP", "GROUP", "survey", "pod-1/0", "STREAMS", key, ">"});
  }
  auto consumer = world.NewConsumer("pod-1");

  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Applied().size(), 10u);
}

TEST(ConsumerRunner, SharesTheEventsBetweenTheConsumersOfAGroup) {
  TestWorld world;
  world.config.batch = 10;
  auto relay = world.NewRelay();
  auto first = world.NewConsumer("a");
  auto second = world.NewConsumer("b");
  world.PublishMany(300);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  int by_first = 0;
  int by_second = 0;
  for (int i = 0; i < 60; ++i) {
    by_first += *first->RunOnce();
    by_second += *second->RunOnce();
  }

  EXPECT_EQ(by_first + by_second, 300);
  EXPECT_GT(by_first, 0);
  EXPECT_GT(by_second, 0);
  EXPECT_EQ(world.Applied().size(), 300u);
}

TEST(ConsumerRunner, StartsWhileRedisIsAway) {
  TestWorld world;
  world.server.Stop();
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(5);

  EXPECT_EQ(consumer->RunOnce().status().code(), absl::StatusCode::kUnavailable);
  world.server.Start();
  world.Deliver(*relay, *consumer);

  EXPECT_EQ(world.Applied().size(), 5u);
}

TEST(ConsumerRunner, DoesNotForgetWhatItCouldNotAcknowledge) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("a");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  world.Ask({"ACL", "SETUSER", "default", "-xack"});
  EXPECT_FALSE(consumer->RunOnce().ok());
  world.Ask({"ACL", "SETUSER", "default", "+xack"});

  TestWorld::Drain(*consumer);

  EXPECT_THAT(world.Applied(), ElementsAre(Pair("a", 1)));
  EXPECT_EQ(world.Metric("tancua_events_handled_total", "duplicate"), 1);
}

TEST(ConsumerRunner, KeepsAFailedEventInItsStreamWhenRedisIsFull) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.Publish("a");
  world.refusals["a"] = absl::InvalidArgumentError("never");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  TestWorld::Drain(*consumer);
  world.Publish("b");
  world.refusals["b"] = absl::InvalidArgumentError("never");
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  world.Ask({"CONFIG", "SET", "maxmemory", "1"});
  EXPECT_FALSE(consumer->RunOnce().ok());
  world.Ask({"CONFIG", "SET", "maxmemory", "0"});

  TestWorld::Drain(*consumer);

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "dead"), 2);
}

TEST(ConsumerRunner, TellsHowFarItIsBehind) {
  TestWorld world;
  auto consumer = world.NewConsumer();
  TestWorld::Drain(*consumer);
  EXPECT_EQ(world.Metric("tancua_events_lag_seconds"), 0);

  // An entry that Redis took ten seconds ago by its own clock.
  const redis::Reply time = world.Ask({"TIME"});
  const std::string key = world.StreamKeys()[1];
  world.Ask({"XADD", key, std::to_string((std::stoll(time.elements[0].text) - 10) * 1000) + "-1",
             "other", "x"});
  world.clock.Advance(absl::Seconds(6));
  ASSERT_TRUE(consumer->RunOnce().ok());

  EXPECT_GE(world.Metric("tancua_events_lag_seconds"), 9);
}

TEST(ConsumerRunner, ForgetsAppliedEventsWellAfterTheirRetention) {
  TestWorld world;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(3);
  world.Deliver(*relay, *consumer);
  static constexpr char kCountInbox[] = "SELECT COUNT(*) FROM inbox";
  const auto rows = [&] {
    std::int64_t count = -1;
    EXPECT_TRUE(world.consumer
                    ->Read([&](sql::Session& tx) {
                      return tx.Query(kCountInbox, {},
                                      [&](const sql::Row& row) { count = row.Int(0); });
                    })
                    .ok());
    return count;
  };

  world.clock.Advance(world.config.retention * 2);
  TestWorld::Drain(*consumer);
  EXPECT_EQ(rows(), 3);
  world.clock.Advance(world.config.inbox_retention);
  TestWorld::Drain(*consumer);

  EXPECT_EQ(rows(), 0);
}

TEST(ConsumerRunner, SpreadsStreamsOverThreads) {
  TestWorld world;
  world.config.threads = 2;
  auto relay = world.NewRelay();
  auto consumer = world.NewConsumer();
  world.PublishMany(200);
  ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());

  consumer->Start();
  while (world.Applied().size() < 200) {
  }
  consumer->Stop();

  EXPECT_EQ(world.Metric("tancua_events_handled_total", "applied"), 200);
}

}  // namespace
}  // namespace tancua::events
