#include "services/identity/domain/diary.h"

#include "gtest/gtest.h"

namespace tancua::identity::domain {
namespace {

TEST(Diary, NamesTheOfficeAndNotThePerson) {
  AuditEntry entry{.actor = "officers/1", .actor_kind = "OFFICER", .roles = {"one_stop_clerk"}};
  EXPECT_EQ(ActorTitle(entry, "Phường Bình Tân"), "Cán bộ một cửa, phường Bình Tân");
  EXPECT_EQ(ActorTitle(entry, "Xã Bình Chánh"), "Cán bộ một cửa, xã Bình Chánh");
  EXPECT_EQ(ActorTitle(entry, "Đặc khu Côn Đảo"), "Cán bộ một cửa, Đặc khu Côn Đảo");
  EXPECT_EQ(ActorTitle(entry, ""), "Cán bộ một cửa");
}

TEST(Diary, TakesTheFirstRoleThatItKnows) {
  AuditEntry entry{.actor_kind = "OFFICER", .roles = {"new_role", "leader"}};
  EXPECT_EQ(ActorTitle(entry, ""), "Lãnh đạo");
  entry.roles = {"new_role"};
  EXPECT_EQ(ActorTitle(entry, ""), "Cán bộ");
}

TEST(Diary, SaysWhatWasDone) {
  EXPECT_EQ(ActionTitle({.action = "OPENED", .rpc = "tancua.dossier.v1.DossierService/GetDossier"}),
            "Xem hồ sơ");
  EXPECT_EQ(
      ActionTitle({.action = "CHANGED", .rpc = "tancua.dossier.v1.DossierService/ApproveDossier"}),
      "Phê duyệt kết quả");
  EXPECT_EQ(ActionTitle({.action = "CHANGED", .rpc = "x/Unknown"}), "Cập nhật hồ sơ");
}

}  // namespace
}  // namespace tancua::identity::domain
