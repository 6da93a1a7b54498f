#include "common/events/trimmer.h"

#include <string>

#include "common/events/stream_state.h"
#include "common/events/test_world.h"
#include "gtest/gtest.h"

namespace tancua::events {
namespace {

// Everything is old enough.
constexpr absl::Duration kKeepNothing = absl::Seconds(-1);

struct Streams {
  TestWorld world;
  std::unique_ptr<Relay> relay = world.NewRelay();
  redis::Client client{world.redis};

  std::int64_t Trim(absl::Duration keep = kKeepNothing) {
    const auto removed = TrimStreams(client, world.StreamKeys(), keep);
    EXPECT_TRUE(removed.ok()) << removed.status();
    return removed.value_or(-1);
  }
  void Fill(int events) {
    world.PublishMany(events);
    ASSERT_TRUE(relay->Flush(absl::InfiniteFuture()).ok());
  }
};

TEST(TrimStreams, LeavesAStreamThatNobodyReadsYet) {
  Streams streams;
  streams.Fill(20);

  EXPECT_EQ(streams.Trim(), 0);
  EXPECT_EQ(streams.world.StreamEntries(), 20);
}

TEST(TrimStreams, RemovesWhatEveryGroupHasAcknowledged) {
  Streams streams;
  streams.Fill(20);
  auto consumer = streams.world.NewConsumer();
  TestWorld::Drain(*consumer);

  EXPECT_EQ(streams.Trim(), 20);
}

TEST(TrimStreams, KeepsWhatASlowGroupNeeds) {
  Streams streams;
  streams.Fill(20);
  auto consumer = streams.world.NewConsumer();
  TestWorld::Drain(*consumer);
  for (const std::string& key : streams.world.StreamKeys()) {
    streams.world.Ask({"XGROUP", "CREATE", key, "statistics", "0"});
  }

  EXPECT_EQ(streams.Trim(), 0);
}

TEST(TrimStreams, NeverRemovesWhatIsDeliveredAndNotAcknowledged) {
  Streams streams;
  streams.Fill(30);
  for (const std::string& key : streams.world.StreamKeys()) {
    streams.world.Ask({"XGROUP", "CREATE", key, "survey", "0"});
    streams.world.Ask({"XREADGROUP", "GROUP", "survey", "a", "STREAMS", key, ">"});
    // All but the second are acknowledged.
    const auto entries = streams.world.Ask({"XRANGE", key, "-", "+"}).elements;
    ASSERT_GT(entries.size(), 2u);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i != 1) streams.world.Ask({"XACK", key, "survey", entries[i].elements[0].text});
    }
  }

  EXPECT_EQ(streams.Trim(), 3);  // the first of each stream

  for (const std::string& key : streams.world.StreamKeys()) {
    const auto oldest = streams.world.Ask({"XRANGE", key, "-", "+", "COUNT", "1"}).elements[0];
    const auto pending = streams.world.Ask({"XPENDING", key, "survey"});
    EXPECT_EQ(oldest.elements[0].text, pending.elements[1].text);
  }
}

TEST(TrimStreams, KeepsWhatIsYoungForServicesThatStartLater) {
  Streams streams;
  streams.Fill(20);
  auto consumer = streams.world.NewConsumer();
  TestWorld::Drain(*consumer);

  EXPECT_EQ(streams.Trim(absl::Hours(1)), 0);
}

TEST(TrimStreams, IsDoneByTheRelay) {
  Streams streams;
  streams.world.config.trim_after = kKeepNothing;
  auto relay = streams.world.NewRelay();
  auto consumer = streams.world.NewConsumer();
  streams.relay->Stop(absl::InfiniteFuture());
  streams.world.PublishMany(20);
  streams.world.Deliver(*relay, *consumer);

  streams.world.clock.Advance(absl::Minutes(1));
  ASSERT_TRUE(relay->RunOnce().ok());

  EXPECT_EQ(streams.world.StreamEntries(), 0);
}

TEST(EntryId, OrdersByNumberAndNotByText) {
  EXPECT_LT(*EntryId::Parse("9-10"), *EntryId::Parse("10-9"));
  EXPECT_LT(*EntryId::Parse("10-9"), *EntryId::Parse("10-10"));
  EXPECT_FALSE(EntryId::Parse("10").ok());
  EXPECT_FALSE(EntryId::Parse("a-b").ok());
}

}  // namespace
}  // namespace tancua::events
