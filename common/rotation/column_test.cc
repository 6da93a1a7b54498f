#include "common/rotation/column.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/rotation/testing_world.h"

namespace tancua::rotation {
namespace {

using ::testing::Each;
using ::testing::StartsWith;

class ColumnTest : public World {
 protected:
  // Moves everything; returns how many values of each place.
  std::vector<int> MoveAll(const std::string& key_id) {
    std::vector<int> moved;
    for (const auto& place : NewPlaces()) {
      moved.push_back(0);
      for (bool last = false; !last;) {
        const auto batch = place->MoveSome(key_id);
        if (!batch.ok()) ADD_FAILURE() << batch.status();
        moved.back() += batch.ok() ? batch->moved : 0;
        last = !batch.ok() || batch->last;
      }
    }
    return moved;
  }
};

INSTANTIATE_TEST_SUITE_P(On, ColumnTest, ::testing::Values(Backend::kSqlite, Backend::kPostgres),
                         [](const auto& info) {
                           return info.param == Backend::kSqlite ? "Sqlite" : "Postgres";
                         });

TEST_P(ColumnTest, MovesEveryValueAndItsIndexToTheSealingKey) {
  for (int i = 0; i < 350; ++i) Add(absl::StrFormat("p%03d", i), absl::StrCat("Người ", i));
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  EXPECT_EQ(Find("Người 7"), "p007") << "a row under the old key is found";

  EXPECT_EQ(MoveAll("k2"), (std::vector<int>{350, 0, 350}));

  EXPECT_THAT(Texts("SELECT name_sealed FROM people"), Each(StartsWith("k2.")));
  EXPECT_THAT(Texts("SELECT name_index FROM people"), Each(StartsWith("k2.")));
  ASSERT_TRUE(keys_.Reload(Line("k2")).ok());
  EXPECT_EQ(NameOf("p349"), "Người 349");
  EXPECT_EQ(Find("Người 7"), "p007");
  EXPECT_EQ(MoveAll("k2"), (std::vector<int>{0, 0, 0}));
}

TEST_P(ColumnTest, MovesAnIndexOfTheFirstReleaseThatNamesNoKey) {
  Add("p1", "An");
  Run("UPDATE people SET name_index = substr(name_index, 4)");
  EXPECT_EQ(Find("An"), "p1");

  EXPECT_EQ(MoveAll("k1"), (std::vector<int>{0, 0, 1}));

  EXPECT_THAT(Texts("SELECT name_index FROM people"), Each(StartsWith("k1.")));
  EXPECT_EQ(Find("An"), "p1");
}

TEST_P(ColumnTest, LeavesAndCountsWhatCannotBeRead) {
  Add("p1", "An");
  Add("p2", "Bình");
  Run("UPDATE people SET name_sealed = 'k9.AAAA' WHERE id = 'p1'");
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  const auto places = NewPlaces();

  const Place::Batch batch = places[0]->MoveSome("k2").value();

  EXPECT_EQ(batch.moved, 1);
  EXPECT_EQ(batch.unreadable, 1);
  EXPECT_TRUE(batch.last);
  EXPECT_EQ(places[0]->CountOthers("k2").value(), 1);
  EXPECT_EQ(places[0]->CountUnder("k9").value(), 1);
}

TEST_P(ColumnTest, TwoRowsOfOnePersonDoNotHoldUpTheOthers) {
  Add("p1", "An");
  Add("p3", "Bình");
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  Add("p2", "An");
  const auto places = NewPlaces();

  const Place::Batch batch = places[2]->MoveSome("k2").value();

  EXPECT_EQ(batch.moved, 1);
  EXPECT_EQ(batch.unreadable, 1);
  EXPECT_EQ(places[2]->CountOthers("k2").value(), 1);
}

TEST_P(ColumnTest, WhoeverChangesARowMeanwhileWins) {
  Add("p1", "An");
  ASSERT_TRUE(keys_.Reload(Line("k1") + Line("k2")).ok());
  // Renews as the real column does, but not before somebody else has written the row.
  Column slow = Sealed("people", "id", "name_sealed", "people.name");
  slow.renew = [this, renew = slow.renew](const crypto::Keyring& keys, std::string_view source) {
    Run("UPDATE people SET name_sealed = 'k2.newer'");
    return renew(keys, source);
  };

  const Place::Batch batch = Places(*database_, keys_, {slow})[0]->MoveSome("k2").value();

  EXPECT_EQ(batch.moved, 0);
  EXPECT_THAT(Texts("SELECT name_sealed FROM people"), ::testing::ElementsAre("k2.newer"));
}

}  // namespace
}  // namespace tancua::rotation
