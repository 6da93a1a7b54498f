// Reading, changing and removing units and positions, on SQLite and on PostgreSQL.
#include <thread>

#include "common/testing/postgres.h"
#include "gmock/gmock.h"
#include "services/identity/api/directory.h"
#include "services/identity/assistance_fixture.h"
#include "services/identity/domain/errors.h"
#include "tancua/audit/v1/audit.pb.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;

constexpr char kForeignAdmin[] = "admin.26944";
constexpr char kUnit[] = "wards/27442/units/mot-cua";
constexpr char kOtherUnit[] = "wards/27442/units/phong-kinh-te";
constexpr char kPosition[] = "wards/27442/positions/cv-1";

class DirectoryChanges : public AssistanceFixture,
                         public ::testing::WithParamInterface<const char*> {
 protected:
  std::string DatabaseUrl() override {
    if (std::string(GetParam()) != "Postgres") return "sqlite::memory:";
    static auto* const server = new tancua::testing::PostgresServer();
    return server->Url();
  }
  // Two units; a position for a specialist in the first.
  void SetUp() override {
    AssistanceFixture::SetUp();
    ASSERT_TRUE(AddUnit("mot-cua").ok());
    ASSERT_TRUE(AddUnit("phong-kinh-te").ok());
    ASSERT_TRUE(AddPosition("cv-1", kUnit).ok());
  }
  template <class Request>
  Request New() {
    Request request;
    request.set_request_id(ids_.NewUuid());
    return request;
  }
  template <class Request>
  Request Named(const char* name, const std::string& etag = "") {
    auto request = New<Request>();
    request.set_name(name);
    request.set_etag(etag);
    return request;
  }
  absl::StatusOr<v1::Unit> AddUnit(const std::string& id) {
    auto request = New<v1::CreateUnitRequest>();
    request.set_parent("wards/27442");
    request.set_unit_id(id);
    request.mutable_unit()->set_title("Bộ phận một cửa");
    return api::CreateUnit(*deps_, As(kAdmin), request);
  }
  absl::StatusOr<v1::Position> AddPosition(const std::string& id, const std::string& unit) {
    return AddPosition(As(kAdmin), id, unit);
  }
  absl::StatusOr<v1::Position> AddPosition(const rpc::Call& call, const std::string& id,
                                           const std::string& unit) {
    auto request = New<v1::CreatePositionRequest>();
    request.set_parent("wards/27442");
    request.set_position_id(id);
    request.mutable_position()->set_title("Chuyên viên thụ lý");
    request.mutable_position()->set_unit(unit);
    request.mutable_position()->add_roles("specialist");
    return api::CreatePosition(*deps_, call, request);
  }
  absl::StatusOr<v1::Position> Assign(const std::string& username) {
    auto request = New<v1::AssignPositionRequest>();
    request.set_name(kPosition);
    request.set_officer(As(username).caller.subject);
    return api::AssignPosition(*deps_, As(kAdmin), request);
  }
  absl::StatusOr<v1::Position> Vacate() {
    auto request = New<v1::VacatePositionRequest>();
    request.set_name(kPosition);
    return api::VacatePosition(*deps_, As(kAdmin), request);
  }
  absl::StatusOr<v1::Unit> GetUnit(const char* name, const char* caller = kAdmin) {
    v1::GetUnitRequest request;
    request.set_name(name);
    return api::GetUnit(*deps_, As(caller), request);
  }
  absl::StatusOr<v1::Position> GetPosition(const char* name, const char* caller = kAdmin) {
    v1::GetPositionRequest request;
    request.set_name(name);
    return api::GetPosition(*deps_, As(caller), request);
  }
  absl::Status DeleteUnit(const char* name, const std::string& etag = "") {
    return api::DeleteUnit(*deps_, As(kAdmin), Named<v1::DeleteUnitRequest>(name, etag)).status();
  }
  absl::Status DeletePosition(const char* name, const std::string& etag = "") {
    return api::DeletePosition(*deps_, As(kAdmin), Named<v1::DeletePositionRequest>(name, etag))
        .status();
  }
  v1::UpdateUnitRequest Rename(const std::string& title) {
    auto request = New<v1::UpdateUnitRequest>();
    request.mutable_unit()->set_name(kUnit);
    request.mutable_unit()->set_title(title);
    request.mutable_update_mask()->add_paths("title");
    return request;
  }
  // Of kPosition; the caller says which fields change to what.
  v1::UpdatePositionRequest Change(std::initializer_list<const char*> paths) {
    auto request = New<v1::UpdatePositionRequest>();
    request.mutable_position()->set_name(kPosition);
    for (const char* path : paths) request.mutable_update_mask()->add_paths(path);
    return request;
  }
  absl::StatusOr<v1::Position> Update(const v1::UpdatePositionRequest& request,
                                      const char* caller = kAdmin) {
    return api::UpdatePosition(*deps_, As(caller), request);
  }
  std::size_t AccessChanges() {
    std::size_t changes = 0;
    for (const auto& event : Events<tancua::audit::v1::RecordAccessed>()) {
      if (event.action() == tancua::audit::v1::ACCESS_CHANGED) ++changes;
    }
    return changes;
  }
};

INSTANTIATE_TEST_SUITE_P(On, DirectoryChanges, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(DirectoryChanges, ShowsAUnitAndAPositionToTheOfficersOfTheWard) {
  const auto unit = GetUnit(kUnit, kHelper);
  ASSERT_TRUE(unit.ok()) << unit.status();
  EXPECT_EQ(unit->name(), kUnit);
  EXPECT_EQ(unit->title(), "Bộ phận một cửa");
  ASSERT_TRUE(Assign(kHelper).ok());
  const auto position = GetPosition(kPosition, kHelper);
  ASSERT_TRUE(position.ok()) << position.status();
  EXPECT_EQ(position->unit(), kUnit);
  EXPECT_EQ(position->holder(), As(kHelper).caller.subject);

  EXPECT_KIND(GetUnit(kUnit, kForeignAdmin).status(), status::kOtherWard);
  EXPECT_KIND(GetPosition(kPosition, kForeignAdmin).status(), status::kOtherWard);
  EXPECT_TRUE(GetPosition(kPosition, "admin.city").ok());
  for (const char* none : {"wards/27442/units/none", "wards/27442/units/", "units/mot-cua"}) {
    EXPECT_KIND(GetUnit(none).status(), kUnitNotFound) << none;
  }
  EXPECT_KIND(GetPosition("wards/27442/positions/none").status(), kPositionNotFound);
  EXPECT_KIND(GetPosition(kUnit).status(), kPositionNotFound);
}

TEST_P(DirectoryChanges, RenamesAUnit) {
  const auto renamed = api::UpdateUnit(*deps_, As(kAdmin), Rename("  Trung tâm Phục vụ  "));
  ASSERT_TRUE(renamed.ok()) << renamed.status();
  EXPECT_EQ(renamed->title(), "Trung tâm Phục vụ");
  EXPECT_EQ(GetUnit(kUnit)->SerializeAsString(), renamed->SerializeAsString());
  EXPECT_KIND(api::UpdateUnit(*deps_, As(kForeignAdmin), Rename("Khác")).status(),
              status::kOtherWard);
  EXPECT_KIND(api::UpdateUnit(*deps_, As(kAdmin), Rename("")).status(), status::kInvalidField);
}

TEST_P(DirectoryChanges, ChangesOnlyWhatWasSeen) {
  const std::string seen = GetPosition(kPosition)->etag();
  ASSERT_TRUE(Assign(kHelper).ok());
  auto request = Change({"title"});
  request.mutable_position()->set_title("Chuyên viên hộ tịch");
  request.mutable_position()->set_etag(seen);
  EXPECT_KIND(Update(request).status(), kDirectoryEtagMismatch);
  ASSERT_TRUE(Vacate().ok());
  EXPECT_KIND(DeletePosition(kPosition, seen), kDirectoryEtagMismatch);
  request.mutable_position()->set_etag(GetPosition(kPosition)->etag());
  const auto changed = Update(request);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->etag(), GetPosition(kPosition)->etag());
  EXPECT_EQ(changed->roles_size(), 1) << "what the mask does not name stays";

  auto rename = Rename("Tên mới");
  rename.mutable_unit()->set_etag(GetUnit(kUnit)->etag());
  ASSERT_TRUE(api::UpdateUnit(*deps_, As(kAdmin), rename).ok());
  rename.set_request_id(ids_.NewUuid());
  EXPECT_KIND(api::UpdateUnit(*deps_, As(kAdmin), rename).status(), kDirectoryEtagMismatch);
  EXPECT_KIND(DeleteUnit(kOtherUnit, "999"), kDirectoryEtagMismatch);
}

TEST_P(DirectoryChanges, RefusesAMaskThatIsEmptyOrNamesAnythingElse) {
  EXPECT_KIND(Update(Change({})).status(), status::kInvalidField);
  EXPECT_KIND(Update(Change({"holder"})).status(), status::kInvalidField);
  auto rename = Rename("Tên");
  rename.clear_update_mask();
  EXPECT_KIND(api::UpdateUnit(*deps_, As(kAdmin), rename).status(), status::kInvalidField);
  rename.mutable_update_mask()->add_paths("name");
  EXPECT_KIND(api::UpdateUnit(*deps_, As(kAdmin), rename).status(), status::kInvalidField);
}

TEST_P(DirectoryChanges, GivesChangedRolesToTheHoldersNextToken) {
  ASSERT_TRUE(Assign("specialist.27442").ok());
  const std::size_t before = AccessChanges();
  auto request = Change({"roles"});
  request.mutable_position()->add_roles("leader");

  ASSERT_TRUE(Update(request).ok());

  EXPECT_THAT(As("specialist.27442").caller.roles, ElementsAre("specialist", "leader"));
  EXPECT_EQ(AccessChanges(), before + 1) << "the audit log is told";
  auto rename = Change({"title"});
  rename.mutable_position()->set_title("Trưởng phòng");
  ASSERT_TRUE(Update(rename).ok());
  EXPECT_EQ(AccessChanges(), before + 1) << "a title is no right";
  request = Change({"roles"});
  request.mutable_position()->add_roles("city_admin");
  EXPECT_KIND(Update(request).status(), status::kInvalidField);
  EXPECT_KIND(Update(rename, kForeignAdmin).status(), status::kOtherWard);
}

TEST_P(DirectoryChanges, RemovesAUnitOnceItsPositionsAreElsewhere) {
  EXPECT_KIND(DeleteUnit(kUnit), kUnitNotEmpty);
  auto move = Change({"unit"});
  move.mutable_position()->set_unit("wards/27442/units/none");
  EXPECT_KIND(Update(move).status(), kUnitNotFound);
  move.mutable_position()->set_unit(kOtherUnit);
  move.set_request_id(ids_.NewUuid());
  ASSERT_TRUE(Update(move).ok());

  const auto request = Named<v1::DeleteUnitRequest>(kUnit);
  ASSERT_TRUE(api::DeleteUnit(*deps_, As(kAdmin), request).ok());

  EXPECT_KIND(GetUnit(kUnit).status(), kUnitNotFound);
  EXPECT_TRUE(api::DeleteUnit(*deps_, As(kAdmin), request).ok()) << "the same request again";
  EXPECT_KIND(DeleteUnit(kUnit), kUnitNotFound);
  EXPECT_KIND(DeleteUnit(kOtherUnit), kUnitNotEmpty);
}

TEST_P(DirectoryChanges, RemovesAPositionThatNobodyHolds) {
  ASSERT_TRUE(Assign(kHelper).ok());
  EXPECT_KIND(DeletePosition(kPosition), kPositionHeld);
  EXPECT_THAT(As(kHelper).caller.positions, ElementsAre(kPosition));
  ASSERT_TRUE(Vacate().ok());
  EXPECT_KIND(
      api::DeletePosition(*deps_, As(kForeignAdmin), Named<v1::DeletePositionRequest>(kPosition))
          .status(),
      status::kOtherWard);

  ASSERT_TRUE(DeletePosition(kPosition).ok());

  EXPECT_KIND(GetPosition(kPosition).status(), kPositionNotFound);
  EXPECT_KIND(Assign(kHelper).status(), kPositionNotFound);
  EXPECT_TRUE(DeleteUnit(kUnit).ok());
}

TEST_P(DirectoryChanges, NeverLeaveAPositionWithoutItsUnit) {
  const rpc::Call admin = As(kAdmin);
  for (int round = 0; round < 20; ++round) {
    const std::string id = "don-vi-" + std::to_string(round);
    const std::string unit = "wards/27442/units/" + id;
    ASSERT_TRUE(AddUnit(id).ok());
    const auto remove = Named<v1::DeleteUnitRequest>(unit.c_str());
    absl::Status added;
    absl::Status removed;
    std::thread adds([&] { added = AddPosition(admin, "cv-" + id, unit).status(); });
    std::thread removes([&] { removed = api::DeleteUnit(*deps_, admin, remove).status(); });
    adds.join();
    removes.join();
    ASSERT_NE(added.ok(), removed.ok()) << added << " " << removed;
    if (added.ok()) {
      EXPECT_KIND(removed, kUnitNotEmpty);
    } else {
      EXPECT_KIND(added, kUnitNotFound);
    }
  }
}

}  // namespace
}  // namespace tancua::identity
