#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "common/sql/conformance.h"

namespace tancua::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kInsert[] = "INSERT INTO t (a, b, c, d) VALUES (:a, :b, :c, :d)";
constexpr char kSelect[] = "SELECT a, b, c, d FROM t WHERE a = :a";

TEST_P(Conformance, KeepsValuesOfEachType) {
  const auto smallest = std::numeric_limits<std::int64_t>::min();
  ASSERT_THAT(Run(kInsert, {"Nguyễn Thị Hoa 🏠", smallest, 0.1, ""}), IsOk());

  std::int64_t rows = 0;
  ASSERT_THAT(db().Read([&](Session& s) {
    return s.Query(kSelect, {"Nguyễn Thị Hoa 🏠"}, [&](const Row& row) {
      ++rows;
      EXPECT_EQ(row.Text(0), "Nguyễn Thị Hoa 🏠");
      EXPECT_EQ(row.Int(1), smallest);
      EXPECT_EQ(row.Double(2), 0.1);
      EXPECT_EQ(row.Text(3), "");
      EXPECT_FALSE(row.IsNull(3));
    });
  }),
              IsOk());
  EXPECT_EQ(rows, 1);
}

TEST_P(Conformance, ReadsNullAsNullAndAsNothing) {
  ASSERT_THAT(Run(kInsert, {"a", nullptr, std::optional<double>(), std::optional<std::string>()}),
              IsOk());
  ASSERT_THAT(db().Read([&](Session& s) {
    return s.Query(kSelect, {"a"}, [](const Row& row) {
      EXPECT_TRUE(row.IsNull(1) && row.IsNull(2) && row.IsNull(3));
      EXPECT_EQ(row.Int(1), 0);
      EXPECT_EQ(row.Double(2), 0);
      EXPECT_EQ(row.Text(3), "");
      EXPECT_EQ(row.OptionalTime(1), std::nullopt);
    });
  }),
              IsOk());
}

TEST_P(Conformance, KeepsTimesToTheMicrosecond) {
  const absl::Time now = absl::FromUnixMicros(1790000000123456);
  ASSERT_THAT(Run(kInsert, {"a", now, nullptr, nullptr}), IsOk());
  ASSERT_THAT(db().Read([&](Session& s) {
    return s.Query(kSelect, {"a"}, [&](const Row& row) { EXPECT_EQ(row.Time(1), now); });
  }),
              IsOk());
}

TEST_P(Conformance, KeepsTextOfAMegabyteWithEveryByteThatTextMayHold) {
  std::string text;
  while (text.size() < 1'000'000) {
    for (char c = 1; c > 0; ++c) text.push_back(c);
    text.append("Tận Cửa \u07ff\uffff\U0010ffff");
  }
  ASSERT_THAT(Run(kInsert, {"a", 1, 2.0, text}), IsOk());
  EXPECT_THAT(Column("SELECT d FROM t"), ElementsAre(text));
}

TEST_P(Conformance, RefusesTextThatADatabaseCannotHold) {
  for (const std::string& text :
       {std::string("a\0b", 3), std::string("12345678\0", 9), std::string("\xff"),
        std::string("\xc3"), std::string("\xc0\x80"), std::string("\xed\xa0\x80")}) {
    EXPECT_THAT(Run(kInsert, {"a", 1, 2.0, text}), HasCode(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_THAT(Column("SELECT a FROM t"), IsEmpty());
}

TEST_P(Conformance, ReadsCountsSumsAveragesAndTruthAsNumbers) {
  ASSERT_THAT(Run(kInsert, {"a", 4, 1.5, nullptr}), IsOk());
  ASSERT_THAT(Run(kInsert, {"b", 7, 1.0, nullptr}), IsOk());
  ASSERT_THAT(db().Read([](Session& s) {
    return s.Query("SELECT COUNT(*), SUM(b), AVG(b), SUM(c), MAX(b) = 7, MAX(b) = 8 FROM t", {},
                   [](const Row& row) {
                     EXPECT_EQ(row.Int(0), 2);
                     EXPECT_EQ(row.Int(1), 11);
                     EXPECT_EQ(row.Double(2), 5.5);
                     EXPECT_EQ(row.Double(3), 2.5);
                     EXPECT_EQ(row.Int(4), 1);
                     EXPECT_EQ(row.Int(5), 0);
                   });
  }),
              IsOk());
}

TEST_P(Conformance, BindsValuesInOrderOfAppearanceEvenWhenANameRepeats) {
  ASSERT_THAT(Run("INSERT INTO t (a, d) VALUES (:x, :x)", {"first", "second"}), IsOk());
  // Neither a quoted text nor a comment is a parameter.
  EXPECT_THAT(Column("SELECT d || ':no' /* :no */ FROM t WHERE a = :a -- :no", {"first"}),
              ElementsAre("second:no"));
}

TEST_P(Conformance, TellsHowManyRowsChanged) {
  const auto changed = db().Write("key", [](Session& s) -> absl::StatusOr<std::int64_t> {
    for (const char* a : {"a", "b", "c"}) {
      if (auto one = s.Execute(kInsert, {a, 1, 1.0, nullptr}); !one.ok()) return one;
    }
    return s.Execute("UPDATE t SET b = :b WHERE a <> :a", {2, "a"});
  });
  ASSERT_THAT(changed.status(), IsOk());
  EXPECT_EQ(*changed, 2);
}

TEST_P(Conformance, GivesBackWhatAnInsertReturns) {
  static constexpr char kNext[] =
      "INSERT INTO counters (name, value) VALUES (:name, 1)"
      " ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value";
  for (const std::int64_t expected : {1, 2, 3}) {
    const auto next = db().Write("key", [](Session& s) -> absl::StatusOr<std::int64_t> {
      std::int64_t value = 0;
      absl::Status status = s.Query(kNext, {"n"}, [&](const Row& row) { value = row.Int(0); });
      if (!status.ok()) return status;
      return value;
    });
    ASSERT_THAT(next.status(), IsOk());
    EXPECT_EQ(*next, expected);
  }
}

TEST_P(Conformance, ChangesNothingOnConflictDoNothing) {
  static constexpr char kOnce[] = "INSERT INTO t (a, b) VALUES (:a, :b) ON CONFLICT DO NOTHING";
  for (const std::int64_t expected : {1, 0}) {
    const auto changed = db().Write("key", [](Session& s) { return s.Execute(kOnce, {"a", 1}); });
    ASSERT_THAT(changed.status(), IsOk());
    EXPECT_EQ(*changed, expected);
  }
}

TEST_P(Conformance, TellsAKeyThatExists) {
  ASSERT_THAT(Run(kInsert, {"a", 1, 1.0, nullptr}), IsOk());
  EXPECT_THAT(Run(kInsert, {"a", 2, 2.0, nullptr}), HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(Column("SELECT b FROM t"), ElementsAre("1"));
}

TEST_P(Conformance, TellsTheProgrammersMistakesAsInternal) {
  EXPECT_THAT(Run("INSERT INTO nowhere (a) VALUES (1)"), HasCode(absl::StatusCode::kInternal));
  EXPECT_THAT(Run("SELEKT 1"), HasCode(absl::StatusCode::kInternal));
  EXPECT_THAT(Run("DELETE FROM t WHERE a = :a", {}), HasCode(absl::StatusCode::kInternal));
  EXPECT_THAT(Run("DELETE FROM t WHERE a = :a", {"a", "b"}), HasCode(absl::StatusCode::kInternal));
  EXPECT_THAT(Run("UPDATE t SET a = NULL"), IsOk());  // no row, so no NOT NULL is broken
  EXPECT_THAT(db().Ping(), IsOk());
}

TEST_P(Conformance, UsesAPreparedStatementAgainAndAgain) {
  for (int i = 0; i < 500; ++i) {
    ASSERT_THAT(Run(kInsert, {std::to_string(i), i, nullptr, nullptr}), IsOk());
  }
  for (int i = 0; i < 500; ++i) {
    EXPECT_THAT(Column("SELECT b FROM t WHERE a = :a", {std::to_string(i)}),
                ElementsAre(std::to_string(i)));
  }
}

TEST_P(Conformance, RefusesAStatementWhileRowsComeIn) {
  ASSERT_THAT(Run(kInsert, {"a", 1, 1.0, nullptr}), IsOk());
  absl::Status inner;
  ASSERT_THAT(db().Read([&](Session& s) {
    return s.Query("SELECT 1 FROM t", {},
                   [&](const Row&) { inner = s.Query("SELECT 2", {}, [](const Row&) {}); });
  }),
              IsOk());
  EXPECT_THAT(inner, HasCode(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace tancua::sql
