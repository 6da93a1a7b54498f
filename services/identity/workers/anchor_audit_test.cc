#include "services/identity/workers/anchor_audit.h"

#include "gtest/gtest.h"
#include "services/identity/identity_fixture.h"
#include "services/identity/store/audit_log.h"

namespace tancua::identity {
namespace {

class AnchorAuditTest : public IdentityFixture {
 protected:
  void Append() {
    ASSERT_TRUE(database_
                    ->Write("audit",
                            [&](sql::Session& tx) {
                              return store::AppendAudit(tx, keys_, {.time = clock_.Now()});
                            })
                    .ok());
  }
  std::int64_t Anchors() { return Count("SELECT COUNT(*) FROM audit_anchors"); }
};

TEST_F(AnchorAuditTest, NotesTheEndOfTheChainOnceADay) {
  workers::AnchorAudit anchor(*deps_, registry_);
  EXPECT_EQ(anchor.RunOnce().value(), 0) << "nothing to note";
  Append();
  EXPECT_EQ(anchor.RunOnce().value(), 1);
  Append();
  EXPECT_EQ(anchor.RunOnce().value(), 0) << "not twice a day";
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(anchor.RunOnce().value(), 1);
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(anchor.RunOnce().value(), 0) << "nothing came since";
  EXPECT_EQ(Anchors(), 2);
}

TEST_F(AnchorAuditTest, ShowsHowLongTheLogIs) {
  workers::AnchorAudit anchor(*deps_, registry_);
  Append();
  Append();
  ASSERT_TRUE(anchor.RunOnce().ok());
  double shown = 0;
  for (const auto& family : registry_.Collect()) {
    if (family.name == "tancua_identity_audit_entries") shown = family.metric[0].gauge.value;
  }
  EXPECT_EQ(shown, 2);
}

}  // namespace
}  // namespace tancua::identity
