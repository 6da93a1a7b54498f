#include "common/rotation/rotation.h"

#include "absl/strings/str_cat.h"
#include "common/rotation/testing_world.h"

namespace tancua::rotation {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::StartsWith;

constexpr absl::Duration kInterval = absl::Seconds(10);
const absl::Duration kPatience = Rotation::kPatience * kInterval;

class RotationTest : public World {
 protected:
  // What a process of the service would open, with its keys.
  absl::StatusOr<std::unique_ptr<Rotation>> Open(const crypto::Keyring& keys) {
    return Rotation::Open(
        {.service = "people",
         .database = *database_,
         .keys = keys,
         .places = Places(*database_, keys, {Sealed("people", "id", "name_sealed", "people.name")}),
         .clock = clock_,
         .metrics = registry_,
         .interval = kInterval});
  }
  static void RunUntilIdle(Rotation& rotation) {
    for (int i = 0; i < 100; ++i) {
      const auto done = rotation.RunOnce();
      ASSERT_TRUE(done.ok()) << done.status();
      if (*done == 0) return;
    }
    FAIL() << "it never ends";
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  prometheus::Registry registry_;
};

INSTANTIATE_TEST_SUITE_P(On, RotationTest, ::testing::Values(Backend::kSqlite, Backend::kPostgres),
                         [](const auto& info) {
                           return info.param == Backend::kSqlite ? "Sqlite" : "Postgres";
                         });

TEST_P(RotationTest, HasNothingToDoUnderOneKey) {
  Add("p1", "An");
  auto rotation = Open(keys_).value();
  EXPECT_EQ(*rotation->RunOnce(), 0);
  EXPECT_THAT(rotation->progress().keys_in_use, ElementsAre("k1"));
}

TEST_P(RotationTest, MovesEverythingAtOnceAndGivesTheOldKeyUpLater) {
  auto rotation = Open(keys_).value();
  Add("p1", "An");
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());

  RunUntilIdle(*rotation);
  EXPECT_EQ(NameOf("p1"), "An");
  EXPECT_THAT(Texts("SELECT name_sealed FROM people"), Each(StartsWith("k2.")));
  EXPECT_THAT(rotation->progress().pending, ElementsAre(Pair("people.name_sealed", 0)));
  EXPECT_THAT(rotation->progress().keys_in_use, ElementsAre("k1", "k2"));

  clock_.Advance(kPatience + kInterval);
  RunUntilIdle(*rotation);
  EXPECT_THAT(rotation->progress().keys_in_use, ElementsAre("k2"));
}

TEST_P(RotationTest, WaitsWhileALineOnlyOpens) {
  auto rotation = Open(keys_).value();
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  Add("p1", "An");
  ASSERT_TRUE(keys_.Reload(Line("k1") + Prepared("k2")).ok());
  ASSERT_TRUE(rotation->Admit({.sealing = "k2", .all = {"k1", "k2"}}).ok());

  RunUntilIdle(*rotation);
  EXPECT_THAT(Texts("SELECT name_sealed FROM people"), Each(StartsWith("k2.")))
      << "it must not be moved back";
}

TEST_P(RotationTest, KeepsAKeyInUseWhileAnotherReplicaSealsWithIt) {
  const crypto::Keyring slow_keys = crypto::Keyring::Parse(Line("k1") + Prepared("k2")).value();
  auto slow = Open(slow_keys).value();
  auto rotation = Open(keys_).value();
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());

  for (int i = 0; i < 20; ++i) {
    clock_.Advance(kInterval);
    RunUntilIdle(*slow);
    RunUntilIdle(*rotation);
  }
  EXPECT_THAT(rotation->progress().keys_in_use, ElementsAre("k1", "k2"));

  for (int i = 0; i < 20; ++i) {
    clock_.Advance(kInterval);
    RunUntilIdle(*rotation);
  }
  EXPECT_THAT(rotation->progress().keys_in_use, ElementsAre("k2"));
}

TEST_P(RotationTest, RefusesToStartOrToReloadWithoutAKeyThatValuesStandUnder) {
  auto rotation = Open(keys_).value();
  Add("p1", "An");
  Add("p2", "Bình");
  const auto without = crypto::Keyring::Parse(Line("k2")).value();

  const absl::Status start = Open(without).status();
  const absl::Status reload = rotation->Admit(without.ids());

  EXPECT_EQ(start.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(start.message()),
              HasSubstr("the field key k1 is not in the key file, but 2 values of "
                        "people.name_sealed stand under it"));
  EXPECT_EQ(reload, start);
}

TEST_P(RotationTest, StartsWithoutAKeyThatWasGivenUp) {
  auto rotation = Open(keys_).value();
  Add("p1", "An");
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  RunUntilIdle(*rotation);
  clock_.Advance(kPatience + kInterval);
  RunUntilIdle(*rotation);

  const auto later = crypto::Keyring::Parse(Line("k2")).value();
  EXPECT_TRUE(Open(later).ok());
  EXPECT_TRUE(rotation->Admit(later.ids()).ok());
}

TEST_P(RotationTest, GoesOnWhereARestartInterruptedIt) {
  for (int i = 0; i < 250; ++i) Add(absl::StrCat("p", i), absl::StrCat("Người ", i));
  auto rotation = Open(keys_).value();
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  ASSERT_EQ(*rotation->RunOnce(), 1);   // begins
  ASSERT_EQ(*rotation->RunOnce(), 99);  // the last of a full batch begins the next one
  EXPECT_THAT(rotation->progress().pending, ElementsAre(Pair("people.name_sealed", 151)));

  auto restarted = Open(keys_).value();
  RunUntilIdle(*restarted);
  EXPECT_THAT(Texts("SELECT name_sealed FROM people"), Each(StartsWith("k2.")));
}

}  // namespace
}  // namespace tancua::rotation
