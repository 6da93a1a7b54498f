#include "services/statistics/store/facts.h"

#include <gtest/gtest.h>

#include "services/statistics/store/report.h"
#include "services/statistics/store/test_database.h"
#include "services/statistics/store/truth.h"

namespace tancua::statistics::store {
namespace {

// 2026-11-22 00:30 in Viet Nam; still the 21st in UTC.
const absl::Time kReceived =
    absl::FromCivil(absl::CivilMinute(2026, 11, 21, 17, 30), absl::UTCTimeZone());
const absl::Time kDue = kReceived + absl::Hours(72);
const domain::Period kThatDay{absl::CivilDay(2026, 11, 22), absl::CivilDay(2026, 11, 22)};

domain::Fact Received(const std::string& dossier, std::int64_t revision = 1) {
  return {.dossier = dossier,
          .ward = "27442",
          .revision = revision,
          .procedure = "procedures/1.014027",
          .channel = "ONLINE",
          .state = "RECEIVED",
          .receive_time = kReceived,
          .due_time = kDue};
}

domain::Fact Returned(const std::string& dossier, std::int64_t revision = 2) {
  domain::Fact fact = Received(dossier, revision);
  fact.state = "RETURNED";
  fact.finish_time = kDue;
  return fact;
}

class Facts : public ::testing::Test {
 protected:
  void Apply(const domain::Fact& fact) {
    store::Apply(*database_, [&](sql::Session& tx) { return ApplyFact(tx, fact, kReceived); });
  }
  void Rate(const std::string& dossier, int score) {
    store::Apply(*database_, [&](sql::Session& tx) {
      return ApplyRating(tx, {dossier, "27442", score}, kDue);
    });
  }
  Counted Read(const domain::Period& period = kThatDay) {
    auto counted = database_->Read([&](sql::Session& s) { return ReadCounts(s, "27442", period); });
    EXPECT_TRUE(counted.ok()) << counted.status();
    return *counted;
  }
  std::string Counts(const domain::Period& period = kThatDay) {
    return ToText(Read(period).channels);
  }
  std::int64_t Overdue(absl::Time now) {
    auto overdue =
        database_->Read([&](sql::Session& s) { return CountOverdue(s, "27442", kThatDay, now); });
    EXPECT_TRUE(overdue.ok()) << overdue.status();
    return *overdue;
  }

  std::unique_ptr<sql::Database> database_ = OpenTestDatabase();
};

TEST_F(Facts, CountOnTheLocalDayOfReceipt) {
  Apply(Received("dossiers/a"));
  EXPECT_EQ(Counts(), "ONLINE RECEIVED 1\n");
  EXPECT_EQ(Counts({absl::CivilDay(2026, 11, 21), absl::CivilDay(2026, 11, 21)}), "");
}

TEST_F(Facts, MoveToWhereTheNewestRevisionSays) {
  Apply(Received("dossiers/a"));
  Apply(Returned("dossiers/a"));
  EXPECT_EQ(Counts(), "ONLINE RETURNED 1 ON_TIME 1\n");
}

TEST_F(Facts, IgnoreWhatIsOlderOrTheSame) {
  Apply(Returned("dossiers/a"));
  Apply(Received("dossiers/a"));
  Apply(Returned("dossiers/a"));
  EXPECT_EQ(Counts(), "ONLINE RETURNED 1 ON_TIME 1\n");
}

TEST_F(Facts, TakeTheirRatingAlongToTheNextState) {
  Apply(Received("dossiers/a"));
  Rate("dossiers/a", 5);
  EXPECT_EQ(Counts(), "ONLINE RECEIVED 1 rated 1 good 1\n");
  Apply(Returned("dossiers/a"));
  EXPECT_EQ(Counts(), "ONLINE RETURNED 1 ON_TIME 1 rated 1 good 1\n");
}

TEST_F(Facts, CountARatingThatCameBeforeTheDossier) {
  Rate("dossiers/a", 3);
  EXPECT_EQ(Counts(), "");
  Apply(Returned("dossiers/a"));
  EXPECT_EQ(Counts(), "ONLINE RETURNED 1 ON_TIME 1 rated 1\n");
}

TEST_F(Facts, CountOneRatingPerDossier) {
  Apply(Returned("dossiers/a"));
  Rate("dossiers/a", 2);
  Rate("dossiers/a", 5);
  EXPECT_EQ(Counts(), "ONLINE RETURNED 1 ON_TIME 1 rated 1\n");
}

TEST_F(Facts, AreOverdueWhenOpenAfterTheDueTime) {
  Apply(Received("dossiers/a"));
  Apply(Returned("dossiers/b"));
  Rate("dossiers/c", 5);
  EXPECT_EQ(Overdue(kDue), 0);
  EXPECT_EQ(Overdue(kDue + absl::Microseconds(1)), 1);
  Apply(Returned("dossiers/a"));
  EXPECT_EQ(Overdue(kDue + absl::Hours(1)), 0);
}

TEST_F(Facts, FollowADossierToAnotherDayAndChannel) {
  Apply(Received("dossiers/a"));
  Rate("dossiers/a", 4);
  domain::Fact moved = Received("dossiers/a", 2);
  moved.channel = "COUNTER";
  moved.receive_time = kReceived + absl::Hours(24);
  Apply(moved);

  EXPECT_EQ(Counts(), "");
  EXPECT_EQ(Counts({absl::CivilDay(2026, 11, 23), absl::CivilDay(2026, 11, 23)}),
            "COUNTER RECEIVED 1 rated 1 good 1\n");
}

TEST_F(Facts, KeepTheTimeOfTheNewestEvent) {
  EXPECT_EQ(Read().last_event_time, std::nullopt);
  Rate("dossiers/a", 4);  // at kDue
  Apply(Received("dossiers/a"));
  EXPECT_EQ(Read().last_event_time, kDue);
}

}  // namespace
}  // namespace tancua::statistics::store
