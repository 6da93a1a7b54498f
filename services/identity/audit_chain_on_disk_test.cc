// Somebody with all rights on the database tampers with the audit log; its verification names the
// first entry that is not in order.
#include <stdlib.h>

#include "common/testing/postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/store/migrate.h"
#include "services/identity/verify_audit.h"

namespace tancua::identity {
namespace {

using Fault = domain::Finding::Fault;

constexpr int kEntries = 8;

class TamperedAuditLog : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    database_ = sql::Database::Open({.url = GetParam() ? Server().Url() : NewFile()}).value();
    ASSERT_TRUE(database_->Migrate(store::AllMigrations()).ok());
    Append(kEntries);
    DisableTriggers();
  }

  static testing::PostgresServer& Server() {
    static auto* const server = new testing::PostgresServer();
    return *server;
  }
  static std::string NewFile() {
    std::string pattern = ::testing::TempDir() + "/tampered-XXXXXX";
    return std::string("sqlite:") + mkdtemp(pattern.data()) + "/identity.db";
  }
  void DisableTriggers() {
    if (GetParam()) {
      Tamper("ALTER TABLE audit_entries DISABLE TRIGGER ALL");
    } else {
      Tamper("DROP TRIGGER audit_entries_refuses_UPDATE");
      Tamper("DROP TRIGGER audit_entries_refuses_DELETE");
    }
  }

  void Append(int count) {
    for (int i = 0; i < count; ++i) {
      const domain::AuditEntry entry{.time = absl::FromUnixSeconds(1'800'000'000 + i),
                                     .actor = "officers/1",
                                     .action = "OPENED",
                                     .record = "dossiers/1"};
      ASSERT_TRUE(
          database_
              ->Write("audit",
                      [&](sql::Session& tx) { return store::AppendAudit(tx, keys_, entry); })
              .ok());
    }
  }
  void Anchor() {
    const domain::ChainPoint head = Head();
    ASSERT_TRUE(database_
                    ->Write("audit",
                            [&](sql::Session& tx) {
                              return store::AddAuditAnchor(tx, keys_, head, absl::Now());
                            })
                    .ok());
  }
  domain::ChainPoint Head() {
    return database_
        ->Read([&](sql::Session& session) { return store::LoadAuditHead(session, keys_); })
        .value()
        .point;
  }
  void Tamper(const std::string& sql) {
    // Statements are kept by their address.
    const char* text = kept_.emplace_back(std::make_unique<std::string>(sql))->c_str();
    const absl::Status done =
        database_->Write("test", [&](sql::Session& tx) { return tx.Execute(text, {}).status(); });
    ASSERT_TRUE(done.ok()) << done;
  }
  // Gives row `seq` another record and everything from it on the hashes that then follow.
  void Rewrite(std::int64_t seq) {
    std::string previous;
    auto rows =
        database_
            ->Read([&](sql::Session& session) { return store::LoadAuditRows(session, 0, 1000); })
            .value();
    for (domain::AuditRow& row : rows) {
      if (row.seq == seq) row.record = "dossiers/2";
      row.previous_hash = previous;
      row.hash = domain::HashOf(row);
      previous = row.hash;
      Tamper("UPDATE audit_entries SET record = '" + row.record + "', previous_hash = '" +
             row.previous_hash + "', hash = '" + row.hash +
             "' WHERE seq = " + std::to_string(row.seq));
    }
    Tamper("UPDATE audit_head SET hash = '" + previous + "'");
  }

  void ExpectFinding(Fault fault, std::int64_t seq,
                     const std::optional<domain::ChainPoint>& kept = std::nullopt) {
    const auto report = VerifyAudit(*database_, keys_, kept);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->finding.fault, fault);
    EXPECT_EQ(report->finding.seq, seq);
  }

  std::vector<std::unique_ptr<std::string>> kept_;
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("test"));
  std::unique_ptr<sql::Database> database_;
};

INSTANTIATE_TEST_SUITE_P(On, TamperedAuditLog, ::testing::Bool(),
                         [](const auto& on) { return on.param ? "Postgres" : "SqliteFile"; });

TEST_P(TamperedAuditLog, IsInOrderBeforeAnybodyTouchesIt) {
  Anchor();
  ExpectFinding(Fault::kNone, 0);
  ExpectFinding(Fault::kNone, 0, Head());
}

TEST_P(TamperedAuditLog, NamesARowThatWasChanged) {
  Tamper("UPDATE audit_entries SET actor = 'officers/2' WHERE seq = 5");
  ExpectFinding(Fault::kChanged, 5);
}

TEST_P(TamperedAuditLog, NamesARowThatWasRemoved) {
  Tamper("DELETE FROM audit_entries WHERE seq = 5");
  ExpectFinding(Fault::kMissing, 5);
}

TEST_P(TamperedAuditLog, NamesARowThatWasRemovedWhenTheGapWasClosed) {
  Tamper("DELETE FROM audit_entries WHERE seq = 5");
  for (int seq = 6; seq <= kEntries; ++seq) {
    Tamper("UPDATE audit_entries SET seq = " + std::to_string(seq - 1) +
           " WHERE seq = " + std::to_string(seq));
  }
  ExpectFinding(Fault::kChanged, 5);
}

TEST_P(TamperedAuditLog, NamesTheFirstOfTwoRowsThatWereExchanged) {
  Tamper("UPDATE audit_entries SET seq = 100 WHERE seq = 4");
  Tamper("UPDATE audit_entries SET seq = 4 WHERE seq = 5");
  Tamper("UPDATE audit_entries SET seq = 5 WHERE seq = 100");
  ExpectFinding(Fault::kChanged, 4);
}

TEST_P(TamperedAuditLog, NamesTheFirstRowOfATailThatWasCutOff) {
  Tamper("DELETE FROM audit_entries WHERE seq > 5");
  ExpectFinding(Fault::kMissing, 6);
}

// Whoever kept a copy of an old head can put it back: an anchor from after it tells.
TEST_P(TamperedAuditLog, NoticesAtAnAnchorThatTheTailAndTheHeadWentBack) {
  Tamper("CREATE TABLE old_head AS SELECT * FROM audit_head");
  Append(3);
  Anchor();
  const domain::ChainPoint kept = Head();
  Tamper("DELETE FROM audit_entries WHERE seq > 8");
  Tamper(
      "UPDATE audit_head SET seq = (SELECT seq FROM old_head), "
      "hash = (SELECT hash FROM old_head), "
      "proof_sealed = (SELECT proof_sealed FROM old_head)");
  ExpectFinding(Fault::kMissing, 9);
  // Even the anchor in the database may be gone, but not the one that lies elsewhere.
  Tamper("DELETE FROM audit_anchors");
  ExpectFinding(Fault::kNone, 0);
  ExpectFinding(Fault::kMissing, 9, kept);
}

TEST_P(TamperedAuditLog, NoticesAtAnAnchorThatEverythingWasRewritten) {
  Anchor();
  Append(2);
  Rewrite(3);
  ExpectFinding(Fault::kRewritten, 8);
}

TEST_P(TamperedAuditLog, NoticesWithoutAnAnchorThatTheHeadWasNotWrittenWithTheKeys) {
  Rewrite(3);
  ExpectFinding(Fault::kAnchorForged, kEntries);
}

TEST_P(TamperedAuditLog, NoticesAnAnchorThatWasNotWrittenWithTheKeys) {
  Anchor();
  Tamper("UPDATE audit_anchors SET seq = 3");
  ExpectFinding(Fault::kAnchorForged, 3);
}

TEST_P(TamperedAuditLog, NoticesThatEverythingIsGone) {
  Tamper("DELETE FROM audit_entries");
  ExpectFinding(Fault::kMissing, 1);
}

}  // namespace
}  // namespace tancua::identity
