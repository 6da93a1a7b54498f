#include "common/events/outbox.h"

#include <set>
#include <string>

#include "absl/strings/escaping.h"
#include "common/events/test_world.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::events {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kReadAll[] = "SELECT id, shard, time, envelope FROM outbox";

TEST(Outbox, KeepsAnEventOnlyWhenItsTransactionCommits) {
  TestWorld world;

  const absl::Status refused = world.publisher->Write("27442", [&](sql::Session& tx) {
    EXPECT_TRUE(
        world.outbox->Add(tx, "27442", "dossiers/1", "", google::protobuf::StringValue()).ok());
    return absl::FailedPreconditionError("the change was refused");
  });
  auto relay = world.NewRelay();

  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(*relay->RunOnce(), 0);
}

TEST(Outbox, KeepsNoClearTextOfThePayload) {
  TestWorld world;
  world.Publish("dossiers/1", "Nguyen Van Duc 079190012345");

  std::string row;
  ASSERT_TRUE(world.publisher
                  ->Read([&](sql::Session& tx) {
                    return tx.Query(kReadAll, {}, [&](const sql::Row& r) { row = r.Text(3); });
                  })
                  .ok());

  ASSERT_FALSE(row.empty());
  std::string envelope;
  ASSERT_TRUE(absl::Base64Unescape(row, &envelope));
  EXPECT_THAT(envelope, Not(HasSubstr("079190012345")));
  EXPECT_THAT(envelope, HasSubstr("dossiers/1"));
}

TEST(Outbox, PutsAllEventsOfAWardIntoOneShard) {
  TestWorld world;
  for (int i = 0; i < 20; ++i) world.Publish("dossiers/1", "x", "26944");

  std::set<std::int64_t> shards;
  ASSERT_TRUE(world.publisher
                  ->Read([&](sql::Session& tx) {
                    return tx.Query(kReadAll, {},
                                    [&](const sql::Row& r) { shards.insert(r.Int(1)); });
                  })
                  .ok());

  EXPECT_EQ(shards.size(), 1u);
}

TEST(Outbox, WakesTheRelayOnceForWhatWasAdded) {
  TestWorld world;
  EXPECT_FALSE(world.outbox->WaitForWork(absl::ZeroDuration()));

  world.Publish("dossiers/1");

  EXPECT_TRUE(world.outbox->WaitForWork(absl::InfiniteDuration()));
  EXPECT_FALSE(world.outbox->WaitForWork(absl::ZeroDuration()));
}

}  // namespace
}  // namespace tancua::events
