#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "common/sql/conformance.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kNext[] =
    "INSERT INTO counters (name, value) VALUES ('n', 1)"
    " ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value";
constexpr char kInsertName[] = "INSERT INTO t (a) VALUES (:a)";
constexpr char kNames[] = "SELECT a FROM t ORDER BY a";

absl::Status Insert(Session& s, const char* name) {
  return s.Execute(kInsertName, {name}).status();
}

auto Inserts(const char* name) {
  return [name](Session& s) { return Insert(s, name); };
}

auto Fails(const char* name) {
  return [name](Session& s) {
    RETURN_IF_ERROR(Insert(s, name));
    return absl::FailedPreconditionError("refused by a rule");
  };
}

void RunThreads(int count, const std::function<void(int)>& body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(body, i);
  for (std::thread& thread : threads) thread.join();
}

TEST_P(Conformance, LeavesNothingOfABodyThatFails) {
  EXPECT_THAT(db().Write("key", Fails("a")), HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Column(kNames), IsEmpty());
}

TEST_P(Conformance, LeavesNothingOfABodyThatThrows) {
  EXPECT_THAT(db().Write("key",
                         [](Session& s) -> absl::Status {
                           RETURN_IF_ERROR(Insert(s, "a"));
                           throw std::runtime_error("broken");
                         }),
              HasCode(absl::StatusCode::kInternal));
  EXPECT_THAT(Column(kNames), IsEmpty());
}

TEST_P(Conformance, RefusesToCommitAfterAStatementFailed) {
  ASSERT_THAT(db().Write("key", Inserts("a")), IsOk());
  const absl::Status written = db().Write("key", [](Session& s) {
    RETURN_IF_ERROR(Insert(s, "b"));
    EXPECT_THAT(Insert(s, "a"), HasCode(absl::StatusCode::kAlreadyExists));
    EXPECT_THAT(Insert(s, "c"), HasCode(absl::StatusCode::kAlreadyExists));  // still refused
    return absl::OkStatus();
  });
  EXPECT_THAT(written, HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(Column(kNames), ElementsAre("a"));
}

TEST_P(Conformance, RefusesATransactionInsideATransaction) {
  EXPECT_THAT(db().Write("key", [&](Session&) { return db().Ping(); }),
              HasCode(absl::StatusCode::kInternal));
  EXPECT_THAT(db().Read([&](Session&) { return db().Write("key", Inserts("a")); }),
              HasCode(absl::StatusCode::kInternal));
}

TEST_P(Conformance, RefusesToWriteInARead) {
  EXPECT_FALSE(db().Read([](Session& s) { return Insert(s, "a"); }).ok());
  EXPECT_THAT(Column(kNames), IsEmpty());
}

TEST_P(Conformance, ReadsOneStateHoweverManyQueries) {
  if (GetParam() == Backend::kSqliteMemory) GTEST_SKIP() << "its reads and writes take turns";
  constexpr char kCount[] = "SELECT COUNT(*) FROM t";
  ASSERT_THAT(db().Read([&](Session& s) {
    for (const char* name : {"a", "b"}) {
      RETURN_IF_ERROR(s.Query(kCount, {}, [](const Row& row) { EXPECT_EQ(row.Int(0), 0); }));
      std::thread([&] { EXPECT_THAT(db().Write("key", Inserts(name)), IsOk()); }).join();
    }
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(Column(kNames), ElementsAre("a", "b"));
}

TEST_P(Conformance, CommitsWaitingTransactionsTogether) {
  const auto before = db().GetStats();
  EXPECT_THAT(RunInOneGroup({Inserts("a"), Inserts("b"), Inserts("c"), Inserts("d")}),
              Each(IsOk()));
  const auto after = db().GetStats();
  EXPECT_EQ(after.transactions - before.transactions, 5);
  EXPECT_EQ(after.commits - before.commits, 2);  // the one that held the gate, and the group
  EXPECT_EQ(after.reruns, before.reruns);
  EXPECT_THAT(Column(kNames), ElementsAre("a", "b", "c", "d"));
}

TEST_P(Conformance, KeepsTheOthersOfAGroupWhenOneFailsAfterItWrote) {
  const auto results =
      RunInOneGroup({Inserts("a"), Fails("b"), Inserts("c"), Fails("d"), Inserts("e")});
  EXPECT_THAT(results, ElementsAre(IsOk(), HasCode(absl::StatusCode::kFailedPrecondition), IsOk(),
                                   HasCode(absl::StatusCode::kFailedPrecondition), IsOk()));
  EXPECT_THAT(Column(kNames), ElementsAre("a", "c", "e"));
}

TEST_P(Conformance, RunsNothingAgainWhenOneOfAGroupFailsBeforeItWrote) {
  const auto refuse = [](Session& s) {
    RETURN_IF_ERROR(s.Query(kNames, {}, [](const Row&) {}));
    return absl::NotFoundError("no such thing");
  };
  EXPECT_THAT(RunInOneGroup({Inserts("a"), refuse, Inserts("b")}),
              ElementsAre(IsOk(), HasCode(absl::StatusCode::kNotFound), IsOk()));
  EXPECT_EQ(db().GetStats().reruns, 0);
  EXPECT_THAT(Column(kNames), ElementsAre("a", "b"));
}

TEST_P(Conformance, TellsOnlyTheSecondOfAGroupThatAKeyExists) {
  EXPECT_THAT(RunInOneGroup({Inserts("a"), Inserts("a"), Inserts("b")}),
              ElementsAre(IsOk(), HasCode(absl::StatusCode::kAlreadyExists), IsOk()));
  EXPECT_THAT(Column(kNames), ElementsAre("a", "b"));
}

TEST_P(Conformance, SeesWhatItPosted) {
  std::int64_t count = 0;
  ASSERT_THAT(db().Write("key",
                         [&](Session& s) {
                           for (int i = 0; i < 300; ++i) {
                             RETURN_IF_ERROR(s.Post(kInsertName, {std::to_string(i)}));
                           }
                           return s.Query("SELECT COUNT(*) FROM t", {},
                                          [&](const Row& row) { count = row.Int(0); });
                         }),
              IsOk());
  EXPECT_EQ(count, 300);
}

TEST_P(Conformance, FailsWhenAPostedStatementFails) {
  EXPECT_THAT(db().Write("key",
                         [](Session& s) {
                           for (const char* name : {"a", "b", "a"}) {
                             RETURN_IF_ERROR(s.Post(kInsertName, {name}));
                           }
                           return absl::OkStatus();
                         }),
              HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(Column(kNames), IsEmpty());
}

TEST_P(Conformance, TellsTheRightOneOfAGroupWhosePostedStatementFailed) {
  const auto posts = [](const char* name) {
    return [name](Session& s) { return s.Post(kInsertName, {name}); };
  };
  EXPECT_THAT(RunInOneGroup({posts("a"), posts("a"), posts("b"), Inserts("c")}),
              ElementsAre(IsOk(), HasCode(absl::StatusCode::kAlreadyExists), IsOk(), IsOk()));
  EXPECT_THAT(Column(kNames), ElementsAre("a", "b", "c"));
}

TEST_P(Conformance, HoldsANumberUntilABodyOfTheGroupIsUndone) {
  const auto count = [](absl::Status outcome) {
    return [outcome](Session& s) -> absl::Status {
      const std::optional<std::int64_t> held = s.Held("n");
      std::int64_t number = held.value_or(0) + 1;
      if (held) {
        RETURN_IF_ERROR(s.Post("UPDATE counters SET value = :value", {number}));
      } else {
        RETURN_IF_ERROR(s.Query(kNext, {}, [&](const Row& row) { number = row.Int(0); }));
      }
      s.Hold("n", number);
      RETURN_IF_ERROR(s.Post(kInsertName, {std::to_string(number)}));
      return outcome;
    };
  };
  const auto good = count(absl::OkStatus());

  EXPECT_THAT(RunInOneGroup({good, good, count(absl::NotFoundError("")), good}),
              ElementsAre(IsOk(), IsOk(), HasCode(absl::StatusCode::kNotFound), IsOk()));
  EXPECT_THAT(RunInOneGroup({good, good}), ElementsAre(IsOk(), IsOk()));

  EXPECT_THAT(Column(kNames), ElementsAre("1", "2", "3", "4", "5"));
}

TEST_P(Conformance, CountsWithoutGapsWhenManyCount) {
  absl::Mutex mutex;
  std::set<std::int64_t> numbers;
  RunThreads(10, [&](int) {
    for (int i = 0; i < 30; ++i) {
      std::int64_t number = 0;
      ASSERT_THAT(db().Write("one key",
                             [&](Session& s) {
                               return s.Query(kNext, {},
                                              [&](const Row& row) { number = row.Int(0); });
                             }),
                  IsOk());
      const absl::MutexLock lock(&mutex);
      EXPECT_TRUE(numbers.insert(number).second) << number << " was given twice";
    }
  });
  EXPECT_EQ(numbers.size(), 300u);
  EXPECT_EQ(*numbers.rbegin(), 300);
}

TEST_P(Conformance, LosesNoUpdateBetweenConnections) {
  ASSERT_THAT(Run("INSERT INTO counters (name, value) VALUES ('n', 0)"), IsOk());
  RunThreads(4, [&](int thread) {
    for (int i = 0; i < 25; ++i) {
      ASSERT_THAT(
          db().Write(std::to_string(thread),
                     [](Session& s) {
                       std::int64_t value = 0;
                       RETURN_IF_ERROR(s.Query("SELECT value FROM counters", {},
                                               [&](const Row& row) { value = row.Int(0); }));
                       return s.Execute("UPDATE counters SET value = :v", {value + 1}).status();
                     }),
          IsOk());
    }
  });
  EXPECT_THAT(Column("SELECT value FROM counters"), ElementsAre("100"));
}

}  // namespace
}  // namespace tancua::sql
