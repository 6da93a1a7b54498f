// On PostgreSQL the application's role writes the audit log and cannot change it.
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "common/testing/postgres.h"
#include "gtest/gtest.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/store/migrate.h"
#include "services/identity/verify_audit.h"

namespace tancua::identity::store {
namespace {

class AuditRoles : public ::testing::Test {
 protected:
  static testing::PostgresServer& Server() {
    static auto* const server = new testing::PostgresServer();
    return *server;
  }

  void SetUp() override {
    const std::string owner_url = Server().Url();
    owner_ = sql::Database::Open({.url = owner_url}).value();
    ASSERT_TRUE(Run(*owner_, create_).ok());
    application_ =
        sql::Database::Open({.url = absl::StrCat("postgresql:", Server().Words(), " user=", role_,
                                                 owner_url.substr(owner_url.find(" schema="))),
                             .migration_url = owner_url})
            .value();
    ASSERT_TRUE(application_->Migrate(AllMigrations()).ok());
    ASSERT_TRUE(
        application_
            ->Write("audit",
                    [&](sql::Session& tx) { return AppendAudit(tx, keys_, {.action = "OPENED"}); })
            .ok());
  }
  void TearDown() override {
    application_.reset();
    EXPECT_TRUE(Run(*owner_, disown_).ok());
    EXPECT_TRUE(Run(*owner_, drop_).ok());
  }

  static absl::Status Run(sql::Database& database, const std::string& sql) {
    return database.Write("test",
                          [&](sql::Session& tx) { return tx.Execute(sql.c_str(), {}).status(); });
  }
  static void ExpectRefused(sql::Database& database, const char* why) {
    for (const std::string& change : kChanges) {
      const absl::Status status = Run(database, change);
      EXPECT_NE(status.message().find(why), absl::string_view::npos) << change << ": " << status;
    }
  }

  // Statements are kept by their address, so these outlive the databases.
  static inline const std::string kChanges[] = {"UPDATE audit_entries SET actor = 'officers/2'",
                                                "DELETE FROM audit_entries",
                                                "TRUNCATE audit_entries"};
  const std::string role_ = absl::StrCat("tancua_audit_test_", getpid());
  const std::string create_ = absl::StrCat("CREATE ROLE ", role_, " LOGIN");
  const std::string disown_ = absl::StrCat("DROP OWNED BY ", role_);
  const std::string drop_ = absl::StrCat("DROP ROLE ", role_);
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("test"));
  std::unique_ptr<sql::Database> owner_;
  std::unique_ptr<sql::Database> application_;
};

TEST_F(AuditRoles, TheApplicationAppendsAndVerifiesButMayNotChange) {
  ExpectRefused(*application_, "permission denied");
  const auto report = VerifyAudit(*application_, keys_, std::nullopt);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->finding.ok());
  EXPECT_EQ(report->last.seq, 1);
}

TEST_F(AuditRoles, EvenTheOwnerIsRefusedByTheTrigger) { ExpectRefused(*owner_, "append-only"); }

}  // namespace
}  // namespace tancua::identity::store
