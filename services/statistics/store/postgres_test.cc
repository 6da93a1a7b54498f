// The same SQL on PostgreSQL, with two replicas at work: what SQLite cannot show.
#include "common/testing/postgres.h"

#include <gtest/gtest.h>

#include <thread>

#include "services/statistics/store/event_stream.h"
#include "services/statistics/store/recount.h"
#include "services/statistics/store/report.h"
#include "services/statistics/store/test_database.h"

namespace tancua::statistics::store {
namespace {

// As the consumer does: batches, and a batch that met another one is applied again.
void Consume(sql::Database& database, const std::vector<Event>& events) {
  constexpr std::size_t kBatch = 20;
  for (std::size_t begin = 0; begin < events.size(); begin += kBatch) {
    const auto first = events.begin() + static_cast<std::ptrdiff_t>(begin);
    const std::vector<Event> batch(
        first, first + static_cast<std::ptrdiff_t>(std::min(kBatch, events.size() - begin)));
    absl::Status applied = ApplyAll(database, batch);
    while (absl::IsAborted(applied)) applied = ApplyAll(database, batch);
    ASSERT_TRUE(applied.ok()) << applied;
  }
}

void Recount(sql::Database& database) {
  for (const char* ward : {"27442", "26944"}) {
    const auto rebuild = [&](sql::Session& tx) { return RebuildAggregates(tx, ward); };
    absl::Status done = database.Write("recount", rebuild);
    // It met an event in a row, or an event that made a row meanwhile.
    while (absl::IsAborted(done) || absl::IsAlreadyExists(done)) {
      done = database.Write("recount", rebuild);
    }
    ASSERT_TRUE(done.ok()) << done;
  }
}

TEST(OnPostgres, TwoReplicasAndARecountCountEveryDossierOnce) {
  // Given: two replicas that get the same events, each in its own order.
  testing::PostgresServer server;
  const std::string url = server.Url();
  const auto one = OpenTestDatabase(url);
  const auto other = OpenTestDatabase(url);
  EventStream stream(1);
  const std::vector<Event> events = stream.Lives(150);
  const std::vector<Event> first = stream.Disorder(events);
  const std::vector<Event> second = stream.Disorder(events);

  // When: they work at the same time, and a ward is counted anew every now and then.
  std::thread a([&] { Consume(*one, first); });
  std::thread b([&] { Consume(*other, second); });
  for (int i = 0; i < 10; ++i) Recount(*one);
  a.join();
  b.join();

  // Then
  ExpectTrue(*one, events);
  const auto wards = one->Read([](sql::Session& session) { return NextWards(session, "", 100); });
  EXPECT_EQ(wards.value(), (std::vector<std::string>{"26944", "27442"}));
  const std::string before = Stored(*one);
  Recount(*one);
  EXPECT_EQ(Stored(*one), before);
}

TEST(OnPostgres, AChangedFormulaIsFoundAndMended) {
  testing::PostgresServer server;
  const auto database = OpenTestDatabase(server.Url());
  const auto plan = [](sql::Session& tx) { return PlanRecounts(tx, false); };
  const std::vector<Event> events = EventStream(2).Lives(30);
  Apply(*database, plan);
  ASSERT_TRUE(ApplyAll(*database, events).ok());
  Apply(*database, [](sql::Session& tx) {
    return tx.Execute("UPDATE formula SET version = 'old'", {}).status();
  });
  Apply(*database, plan);

  EXPECT_EQ(*database->Read(NextRecount), "26944");
  EXPECT_EQ(*database->Read([](sql::Session& s) { return ReadFormula(s, "26944"); }), "old");
  Recount(*database);
  EXPECT_EQ(*database->Read(NextRecount), std::nullopt);
  ExpectTrue(*database, events);
}

}  // namespace
}  // namespace tancua::statistics::store
