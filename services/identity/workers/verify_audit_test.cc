#include "services/identity/workers/verify_audit.h"

#include "gtest/gtest.h"
#include "services/identity/identity_fixture.h"
#include "services/identity/store/audit_log.h"

namespace tancua::identity {
namespace {

class VerifyAuditLogTest : public IdentityFixture {
 protected:
  void Append(int entries) {
    for (int i = 0; i < entries; ++i) {
      ASSERT_TRUE(database_
                      ->Write("audit",
                              [&](sql::Session& tx) {
                                return store::AppendAudit(tx, keys_, {.time = clock_.Now()});
                              })
                      .ok());
    }
  }
  void Tamper() {
    ASSERT_TRUE(
        database_
            ->Write("audit",
                    [&](sql::Session& tx) -> absl::Status {
                      auto dropped = tx.Execute("DROP TRIGGER audit_entries_refuses_UPDATE", {});
                      if (!dropped.ok()) return dropped.status();
                      return tx.Execute("UPDATE audit_entries SET record = 'x' WHERE seq = 2", {})
                          .status();
                    })
            .ok());
  }
  double Shown(const std::string& name) {
    for (const auto& family : registry_.Collect()) {
      if (family.name == name) return family.metric[0].gauge.value;
    }
    return -1;
  }
};

TEST_F(VerifyAuditLogTest, ShowsWhenTheLogWasInOrder) {
  workers::VerifyAuditLog verify(*deps_, registry_);
  Append(3);
  ASSERT_EQ(verify.RunOnce().value(), 0);
  EXPECT_EQ(Shown("tancua_identity_audit_verified_timestamp_seconds"),
            static_cast<double>(absl::ToUnixSeconds(clock_.Now())));
  EXPECT_EQ(Shown("tancua_identity_audit_faults"), 0);
}

TEST_F(VerifyAuditLogTest, ShowsThatAnEntryWasChangedInTheNextPass) {
  workers::VerifyAuditLog verify(*deps_, registry_);
  Append(3);
  ASSERT_TRUE(verify.RunOnce().ok());
  const double verified = Shown("tancua_identity_audit_verified_timestamp_seconds");
  Tamper();
  ASSERT_TRUE(verify.RunOnce().ok());
  EXPECT_EQ(Shown("tancua_identity_audit_faults"), 0) << "it rests";

  clock_.Advance(absl::Minutes(11));
  ASSERT_TRUE(verify.RunOnce().ok());

  EXPECT_EQ(Shown("tancua_identity_audit_faults"), 1);
  EXPECT_EQ(Shown("tancua_identity_audit_verified_timestamp_seconds"), verified);
}

TEST_F(VerifyAuditLogTest, TakesALongLogPageByPage) {
  workers::VerifyAuditLog verify(*deps_, registry_);
  Append(2001);
  EXPECT_EQ(verify.RunOnce().value(), 1);
  EXPECT_EQ(verify.RunOnce().value(), 0);
  EXPECT_GT(Shown("tancua_identity_audit_verified_timestamp_seconds"), 0);
}

}  // namespace
}  // namespace tancua::identity
