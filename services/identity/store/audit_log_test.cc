#include "services/identity/store/audit_log.h"

#include <set>
#include <thread>

#include "common/testing/postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/identity/store/migrate.h"
#include "services/identity/verify_audit.h"

namespace tancua::identity::store {
namespace {

using ::testing::ElementsAre;

constexpr absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

// The same on both databases.
class AuditLog : public ::testing::TestWithParam<bool> {
 protected:
  AuditLog() : url_(GetParam() ? Server().Url() : NewFile()) {}
  void SetUp() override {
    database_ = Open();
    ASSERT_TRUE(database_->Migrate(AllMigrations()).ok());
  }

  // One server for all tests, each in a schema of its own. It ends with the process.
  static testing::PostgresServer& Server() {
    static auto* const server = new testing::PostgresServer();
    return *server;
  }
  static std::string NewFile() {
    std::string pattern = ::testing::TempDir() + "/audit-XXXXXX";
    return std::string("sqlite:") + mkdtemp(pattern.data()) + "/identity.db";
  }
  std::unique_ptr<sql::Database> Open() {
    return sql::Database::Open({.url = url_, .writers = 2}).value();
  }

  absl::Status Append(const domain::AuditEntry& entry) {
    return database_->Write("audit",
                            [&](sql::Session& tx) { return AppendAudit(tx, keys_, entry); });
  }
  domain::AuditEntry Entry() const {
    return {.time = kNow,
            .actor = "officers/1",
            .actor_kind = "OFFICER",
            .actor_ward = "wards/27442",
            .roles = {"leader", "specialist"},
            .action = "OPENED",
            .ward = "wards/27442",
            .record = "dossiers/1",
            .citizen = "citizens/1",
            .rpc = "tancua.dossier.v1.DossierService/GetDossier",
            .title = "Đăng ký khai sinh"};
  }
  std::vector<domain::AuditEntry> List(const AuditFilter& filter) {
    return database_->Read([&](sql::Session& session) { return ListAudit(session, filter); })
        .value();
  }
  std::vector<std::int64_t> Seqs(const AuditFilter& filter) {
    std::vector<std::int64_t> seqs;
    for (const auto& entry : List(filter)) seqs.push_back(entry.seq);
    return seqs;
  }

  const std::string url_;
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("test"));
  std::unique_ptr<sql::Database> database_;
};

INSTANTIATE_TEST_SUITE_P(On, AuditLog, ::testing::Bool(),
                         [](const auto& on) { return on.param ? "Postgres" : "SqliteFile"; });

TEST_P(AuditLog, KeepsEverythingThatAnEntrySays) {
  ASSERT_TRUE(Append(Entry()).ok());

  const auto entries = List({});

  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].seq, 1);
  EXPECT_EQ(entries[0].time, kNow);
  EXPECT_EQ(entries[0].actor, "officers/1");
  EXPECT_EQ(entries[0].actor_kind, "OFFICER");
  EXPECT_EQ(entries[0].actor_ward, "wards/27442");
  EXPECT_THAT(entries[0].roles, ElementsAre("leader", "specialist"));
  EXPECT_EQ(entries[0].action, "OPENED");
  EXPECT_EQ(entries[0].ward, "wards/27442");
  EXPECT_EQ(entries[0].record, "dossiers/1");
  EXPECT_EQ(entries[0].citizen, "citizens/1");
  EXPECT_EQ(entries[0].rpc, "tancua.dossier.v1.DossierService/GetDossier");
  EXPECT_EQ(entries[0].title, "Đăng ký khai sinh");
  EXPECT_EQ(entries[0].hash.size(), 64u);
}

TEST_P(AuditLog, ListsNewestFirstByEveryFilter) {
  for (int i = 0; i < 6; ++i) {
    domain::AuditEntry entry = Entry();
    entry.time = kNow + absl::Hours(i);
    if (i % 2 == 1) entry.citizen = "";
    if (i == 2) entry.actor = "officers/2";
    if (i == 3) entry.record = "dossiers/2";
    if (i == 4) entry.ward = "wards/26944";
    if (i == 5) entry.action = "CHANGED";
    ASSERT_TRUE(Append(entry).ok());
  }
  EXPECT_THAT(Seqs({}), ElementsAre(6, 5, 4, 3, 2, 1));
  EXPECT_THAT(Seqs({.citizen = "citizens/1"}), ElementsAre(5, 3, 1));
  EXPECT_THAT(Seqs({.actor = "officers/2"}), ElementsAre(3));
  EXPECT_THAT(Seqs({.record = "dossiers/2"}), ElementsAre(4));
  EXPECT_THAT(Seqs({.ward = "wards/26944"}), ElementsAre(5));
  EXPECT_THAT(Seqs({.action = "CHANGED"}), ElementsAre(6));
  EXPECT_THAT(Seqs({.ward = "wards/27442", .citizen = "citizens/1"}), ElementsAre(3, 1));
  EXPECT_THAT(Seqs({.start = kNow + absl::Hours(1), .end = kNow + absl::Hours(3)}),
              ElementsAre(3, 2));
  EXPECT_THAT(Seqs({.before_seq = 4, .limit = 2}), ElementsAre(3, 2));
}

// Several replicas append to one chain: it has no gap, no fork, and loses nothing.
TEST_P(AuditLog, StaysOneChainWhenSeveralProcessesAppend) {
  constexpr int kProcesses = 4;
  constexpr int kEach = 50;
  std::vector<std::thread> processes;
  for (int p = 0; p < kProcesses; ++p) {
    processes.emplace_back([&, p] {
      const auto database = Open();
      for (int i = 0; i < kEach; ++i) {
        domain::AuditEntry entry = Entry();
        entry.record = "dossiers/" + std::to_string(p * kEach + i);
        EXPECT_TRUE(database
                        ->Write(entry.record,
                                [&](sql::Session& tx) { return AppendAudit(tx, keys_, entry); })
                        .ok());
      }
    });
  }
  for (std::thread& process : processes) process.join();

  const auto report = VerifyAudit(*database_, keys_, std::nullopt);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->finding.ok());
  EXPECT_EQ(report->last.seq, kProcesses * kEach);
  std::set<std::string> records;
  for (const auto& entry : List({.limit = 1000})) records.insert(entry.record);
  EXPECT_EQ(records.size(), static_cast<std::size_t>(kProcesses * kEach));
}

TEST_P(AuditLog, LeavesNoGapWhenATransactionIsUndone) {
  ASSERT_TRUE(Append(Entry()).ok());
  EXPECT_FALSE(database_
                   ->Write("audit",
                           [&](sql::Session& tx) {
                             const absl::Status appended = AppendAudit(tx, keys_, Entry());
                             return appended.ok() ? absl::CancelledError("undone") : appended;
                           })
                   .ok());
  ASSERT_TRUE(Append(Entry()).ok());
  EXPECT_THAT(Seqs({}), ElementsAre(2, 1));
  EXPECT_TRUE(VerifyAudit(*database_, keys_, std::nullopt)->finding.ok());
}

TEST_P(AuditLog, CannotBeChangedByAStatement) {
  ASSERT_TRUE(Append(Entry()).ok());
  for (const char* change :
       {"UPDATE audit_entries SET actor = 'officers/2'", "DELETE FROM audit_entries"}) {
    const absl::Status status =
        database_->Write("test", [&](sql::Session& tx) { return tx.Execute(change, {}).status(); });
    EXPECT_NE(status.message().find("append-only"), absl::string_view::npos) << status;
  }
}

}  // namespace
}  // namespace tancua::identity::store
