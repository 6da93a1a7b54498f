#include "services/identity/domain/audit_chain.h"

#include <utility>

#include "gtest/gtest.h"

namespace tancua::identity::domain {
namespace {

using Fault = Finding::Fault;

// `count` rows in order.
std::vector<AuditRow> Chain(int count) {
  std::vector<AuditRow> rows;
  for (int i = 1; i <= count; ++i) {
    AuditRow row{.seq = i, .time_us = 1000 * i, .actor = "officers/1", .record = "dossiers/1"};
    row.payload = "sealed";
    if (i > 1) row.previous_hash = rows.back().hash;
    row.hash = HashOf(row);
    rows.push_back(row);
  }
  return rows;
}

Finding Verify(const std::vector<AuditRow>& rows, std::vector<ChainPoint> points = {}) {
  ChainVerifier verifier(std::move(points));
  for (const AuditRow& row : rows) {
    if (!verifier.Add(row)) break;
  }
  return verifier.Finish();
}

void ExpectFinding(const Finding& finding, Fault fault, std::int64_t seq) {
  EXPECT_EQ(finding.fault, fault);
  EXPECT_EQ(finding.seq, seq);
}

TEST(AuditChain, IsInOrderWhenNothingWasTouched) {
  const auto rows = Chain(5);
  EXPECT_TRUE(Verify(rows).ok());
  EXPECT_TRUE(Verify({}).ok());
  EXPECT_TRUE(Verify(rows, {{2, rows[1].hash}, {5, rows[4].hash}}).ok());
}

TEST(AuditChain, NamesTheRowOfWhichAnyColumnWasChanged) {
  std::string AuditRow::*const columns[] = {
      &AuditRow::actor,   &AuditRow::actor_kind,    &AuditRow::action,
      &AuditRow::ward,    &AuditRow::record,        &AuditRow::citizen,
      &AuditRow::payload, &AuditRow::previous_hash, &AuditRow::hash};
  for (auto column : columns) {
    auto rows = Chain(5);
    (rows[2].*column) += "x";
    ExpectFinding(Verify(rows), Fault::kChanged, 3);
  }
  auto rows = Chain(5);
  ++rows[2].time_us;
  ExpectFinding(Verify(rows), Fault::kChanged, 3);
}

TEST(AuditChain, KnowsTextsApartThatDifferOnlyInWhereAColumnEnds) {
  AuditRow a{.seq = 1, .actor = "ab", .actor_kind = "c"};
  AuditRow b{.seq = 1, .actor = "a", .actor_kind = "bc"};
  EXPECT_NE(HashOf(a), HashOf(b));
}

TEST(AuditChain, NamesTheRowThatIsMissing) {
  auto rows = Chain(5);
  rows.erase(rows.begin() + 2);
  ExpectFinding(Verify(rows), Fault::kMissing, 3);
  rows = Chain(5);
  rows.erase(rows.begin());
  ExpectFinding(Verify(rows), Fault::kMissing, 1);
}

TEST(AuditChain, NamesTheFirstOfTwoRowsThatWereExchanged) {
  auto rows = Chain(5);
  std::swap(rows[1], rows[2]);
  std::swap(rows[1].seq, rows[2].seq);
  ExpectFinding(Verify(rows), Fault::kChanged, 2);
}

TEST(AuditChain, NamesTheRowThatWasRewrittenWithItsHash) {
  auto rows = Chain(5);
  rows[2].actor = "officers/2";
  rows[2].hash = HashOf(rows[2]);
  ExpectFinding(Verify(rows), Fault::kRewritten, 3);
}

TEST(AuditChain, NoticesAtTheNextPointThatEverythingWasRewritten) {
  const auto before = Chain(5);
  auto rows = Chain(5);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    rows[i].actor = "officers/2";
    rows[i].previous_hash = rows[i - 1].hash;
    rows[i].hash = HashOf(rows[i]);
  }
  EXPECT_TRUE(Verify(rows).ok()) << "without a point nothing can be noticed";
  ExpectFinding(Verify(rows, {{1, before[0].hash}, {4, before[3].hash}}), Fault::kRewritten, 4);
}

TEST(AuditChain, NoticesATailThatWasCutOff) {
  const auto before = Chain(5);
  auto rows = Chain(3);
  EXPECT_TRUE(Verify(rows).ok()) << "without a point nothing can be noticed";
  ExpectFinding(Verify(rows, {{5, before[4].hash}}), Fault::kMissing, 4);
  ExpectFinding(Verify({}, {{5, before[4].hash}}), Fault::kMissing, 1);
}

}  // namespace
}  // namespace tancua::identity::domain
