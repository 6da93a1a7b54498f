#include "services/statistics/store/recount.h"

#include <gtest/gtest.h>

#include <vector>

#include "services/statistics/domain/outcome.h"
#include "services/statistics/store/event_stream.h"
#include "services/statistics/store/test_database.h"

namespace tancua::statistics::store {
namespace {

class AnyOrder : public ::testing::TestWithParam<unsigned> {
 protected:
  std::unique_ptr<sql::Database> database_ = OpenTestDatabase();
};

TEST_P(AnyOrder, OfRepeatedEventsGivesWhatEveryDossierSays) {
  EventStream stream(GetParam());
  const std::vector<Event> events = stream.Lives(150);

  ASSERT_TRUE(ApplyAll(*database_, stream.Disorder(events)).ok());

  ExpectTrue(*database_, events);
}

TEST_P(AnyOrder, WithLossAndRedeliveryComesToTheTruth) {
  // Given: every third event is lost at first.
  EventStream stream(GetParam());
  const std::vector<Event> events = stream.Lives(150);
  std::vector<Event> arrived;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (i % 3 != 0) arrived.push_back(events[i]);
  }
  ASSERT_TRUE(ApplyAll(*database_, arrived).ok());
  ExpectTrue(*database_, arrived);

  // When: the stream is filled again from the outbox.
  ASSERT_TRUE(ApplyAll(*database_, events).ok());

  // Then
  ExpectTrue(*database_, events);
}

TEST_P(AnyOrder, IsWhatARecountGivesToo) {
  EventStream stream(GetParam());
  const std::vector<Event> events = stream.Lives(150);
  ASSERT_TRUE(ApplyAll(*database_, stream.Disorder(events)).ok());
  const std::string before = Stored(*database_);

  for (const char* ward : {"27442", "26944"}) {
    Apply(*database_, [&](sql::Session& tx) { return RebuildAggregates(tx, ward); });
  }

  EXPECT_EQ(Stored(*database_), before);
  ExpectTrue(*database_, events);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyOrder, ::testing::Range(1u, 9u));

class Recount : public ::testing::Test {
 protected:
  void Start(bool all = false) {
    Apply(*database_, [&](sql::Session& tx) { return PlanRecounts(tx, all); });
  }
  std::optional<std::string> Next() {
    auto next = database_->Read(NextRecount);
    EXPECT_TRUE(next.ok()) << next.status();
    return *next;
  }
  std::string Formula(const std::string& ward) {
    auto formula = database_->Read([&](sql::Session& s) { return ReadFormula(s, ward); });
    EXPECT_TRUE(formula.ok()) << formula.status();
    return *formula;
  }
  // What an operator finds whose ward was counted by a formula that found every dossier late.
  void CountByAnotherFormula() {
    Apply(*database_, [](sql::Session& tx) {
      return tx.Execute("UPDATE facts SET outcome = 'LATE' WHERE revision > 0", {}).status();
    });
    Apply(*database_, [](sql::Session& tx) {
      return tx.Execute("UPDATE formula SET version = 'old'", {}).status();
    });
  }

  std::unique_ptr<sql::Database> database_ = OpenTestDatabase();
};

TEST_F(Recount, IsNotDueAfterNormalWork) {
  Start();
  ASSERT_TRUE(ApplyAll(*database_, EventStream(1).Lives(10)).ok());
  Start();
  EXPECT_EQ(Next(), std::nullopt);
}

TEST_F(Recount, IsDueWhenAnOperatorAsks) {
  Start();
  ASSERT_TRUE(ApplyAll(*database_, EventStream(1).Lives(10)).ok());
  Start(true);
  EXPECT_EQ(Next(), "26944");
}

TEST_F(Recount, MendsWhatAnotherFormulaCounted) {
  // Given
  const std::vector<Event> events = EventStream(1).Lives(50);
  Start();
  ASSERT_TRUE(ApplyAll(*database_, events).ok());
  CountByAnotherFormula();

  // When: the service starts with the present formula and wards are counted until none is left.
  Start();
  EXPECT_EQ(Formula("27442"), "old");
  std::vector<std::string> done;
  while (const std::optional<std::string> ward = Next()) {
    Apply(*database_, [&](sql::Session& tx) { return RebuildAggregates(tx, *ward); });
    done.push_back(*ward);
  }

  // Then
  EXPECT_EQ(done, (std::vector<std::string>{"26944", "27442"}));
  EXPECT_EQ(Formula("27442"), domain::kFormulaVersion);
  ExpectTrue(*database_, events);
}

}  // namespace
}  // namespace tancua::statistics::store
