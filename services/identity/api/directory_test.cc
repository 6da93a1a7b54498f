// Units, positions and who holds them; what it does to sign-ins and refreshes.
#include "services/identity/api/directory.h"

#include <thread>
#include <vector>

#include "common/rpc/authenticator.h"
#include "gmock/gmock.h"
#include "services/identity/assistance_fixture.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kCityAdmin[] = "admin.city";

class Directory : public AssistanceFixture {
 protected:
  template <class Request>
  Request New() {
    Request request;
    request.set_request_id(ids_.NewUuid());
    return request;
  }
  absl::StatusOr<v1::Unit> AddUnit(const std::string& id, const std::string& ward = "27442",
                                   const std::string& admin = kAdmin) {
    auto request = New<v1::CreateUnitRequest>();
    request.set_parent("wards/" + ward);
    request.set_unit_id(id);
    request.mutable_unit()->set_title("Bộ phận một cửa");
    return api::CreateUnit(*deps_, As(admin), request);
  }
  absl::StatusOr<v1::Position> AddPosition(const std::string& id, const std::string& role,
                                           const std::string& ward = "27442",
                                           const std::string& admin = kAdmin) {
    auto request = New<v1::CreatePositionRequest>();
    request.set_parent("wards/" + ward);
    request.set_position_id(id);
    request.mutable_position()->set_title("Chuyên viên thụ lý");
    request.mutable_position()->set_unit("wards/" + ward + "/units/mot-cua");
    request.mutable_position()->add_roles(role);
    return api::CreatePosition(*deps_, As(admin), request);
  }
  // A ward with one unit and one position for a specialist.
  std::string SpecialistsPosition(const std::string& ward = "27442") {
    EXPECT_TRUE(AddUnit("mot-cua", ward, kCityAdmin).ok());
    return AddPosition("chuyen-vien-1", "specialist", ward, kCityAdmin).value().name();
  }
  absl::StatusOr<v1::Position> Assign(const std::string& position, const std::string& username,
                                      const std::string& admin = kAdmin) {
    auto request = New<v1::AssignPositionRequest>();
    request.set_name(position);
    request.set_officer(As(username).caller.subject);
    return api::AssignPosition(*deps_, As(admin), request);
  }
  absl::StatusOr<v1::Position> Vacate(const std::string& position) {
    auto request = New<v1::VacatePositionRequest>();
    request.set_name(position);
    return api::VacatePosition(*deps_, As(kAdmin), request);
  }
  absl::StatusOr<v1::Officer> Move(const std::string& officer, const std::string& position,
                                   const std::string& admin = kAdmin) {
    auto request = New<v1::MoveOfficerRequest>();
    request.set_name(officer);
    request.set_position(position);
    return api::MoveOfficer(*deps_, As(admin), request);
  }
  absl::StatusOr<v1::Officer> Add(const std::string& username, const std::string& ward = "27442",
                                  const std::string& admin = kAdmin) {
    auto request = New<v1::CreateOfficerRequest>();
    request.mutable_officer()->set_username(username);
    request.mutable_officer()->set_display_name("Hồ Thị Mới");
    request.mutable_officer()->set_ward(ward.empty() ? "" : "wards/" + ward);
    return api::CreateOfficer(*deps_, As(admin), request);
  }
  absl::StatusOr<v1::Officer> Deactivate(const std::string& name) {
    auto request = New<v1::DeactivateOfficerRequest>();
    request.set_name(name);
    return api::DeactivateOfficer(*deps_, As(kAdmin), request);
  }
  rpc::Caller CallerOf(const std::string& access_token) {
    const nlohmann::json keys = {{"keys", nlohmann::json::array({access_tokens_->PublicJwk()})}};
    rpc::Authenticator authenticator(clock_,
                                     [&]() -> absl::StatusOr<std::string> { return keys.dump(); });
    return authenticator.Authenticate(access_token).value();
  }
};

TEST_F(Directory, GivesTheRolesOfAPositionToWhoeverHoldsIt) {
  const std::string position = SpecialistsPosition();
  std::string token = SignIn(kHelper, "staff").value().tokens().refresh_token();

  ASSERT_TRUE(Assign(position, kHelper).ok());

  const auto tokens = Refresh(token);
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  const rpc::Caller holder = CallerOf(tokens->access_token());
  EXPECT_THAT(holder.positions, ElementsAre(position));
  EXPECT_THAT(holder.roles, UnorderedElementsAre("neighbourhood_helper", "specialist"));

  ASSERT_TRUE(Vacate(position).ok());
  const rpc::Caller before = CallerOf(Refresh(tokens->refresh_token())->access_token());
  EXPECT_THAT(before.positions, IsEmpty());
  EXPECT_THAT(before.roles, ElementsAre("neighbourhood_helper"));
}

TEST_F(Directory, GivesAPositionToOneOfficerAtATime) {
  const std::string position = SpecialistsPosition();
  ASSERT_TRUE(Assign(position, kHelper).ok());
  EXPECT_TRUE(Assign(position, kHelper).ok()) << "the same officer keeps it";
  EXPECT_KIND(Assign(position, "clerk.27442").status(), kPositionTaken);
  ASSERT_TRUE(Vacate(position).ok());
  EXPECT_EQ(Assign(position, "clerk.27442")->holder(), As("clerk.27442").caller.subject);
}

TEST_F(Directory, GivesAPositionToOneOfSeveralHoweverManyAskTogether) {
  const std::string position = SpecialistsPosition();
  const std::vector<std::string> officers = {"clerk.27442", "leader.27442", "helper.27442",
                                             "specialist.27442"};
  std::vector<absl::Status> outcomes(officers.size());
  std::vector<std::thread> admins;
  for (std::size_t i = 0; i < officers.size(); ++i) {
    admins.emplace_back([&, i] { outcomes[i] = Assign(position, officers[i]).status(); });
  }
  for (std::thread& admin : admins) admin.join();
  int given = 0;
  for (const absl::Status& outcome : outcomes) given += outcome.ok() ? 1 : 0;
  EXPECT_EQ(given, 1);
}

TEST_F(Directory, MovesAnOfficerWithinTheWard) {
  const std::string one = SpecialistsPosition();
  const std::string other = AddPosition("chuyen-vien-2", "specialist").value().name();
  ASSERT_TRUE(Assign(one, kHelper).ok());
  const std::string token = SignIn(kHelper, "staff").value().tokens().refresh_token();

  const auto moved = Move(As(kHelper).caller.subject, other);

  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_THAT(moved->positions(), ElementsAre(other));
  EXPECT_THAT(moved->granted_roles(), ElementsAre("neighbourhood_helper"));
  EXPECT_TRUE(Assign(one, "clerk.27442").ok()) << "the old position is vacant";
  EXPECT_TRUE(Refresh(token).ok()) << "the session goes on";
}

TEST_F(Directory, MovesAnOfficerToAnotherWardWithoutWhatTheOldOneGave) {
  const std::string old_position = SpecialistsPosition();
  const std::string position = SpecialistsPosition("26944");
  ASSERT_TRUE(Assign(old_position, kHelper).ok());
  const std::string token = SignIn(kHelper, "staff").value().tokens().refresh_token();
  const std::string officer = As(kHelper).caller.subject;
  EXPECT_KIND(Move(officer, position).status(), status::kOtherWard);
  EXPECT_KIND(Move(officer, position, "admin.26944").status(), status::kOtherWard);

  const auto moved = Move(officer, position, kCityAdmin);

  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->ward(), "wards/26944");
  EXPECT_THAT(moved->positions(), ElementsAre(position));
  EXPECT_THAT(moved->roles(), ElementsAre("specialist"));
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenInvalid);
  const auto again = SignIn(kHelper, "staff");
  EXPECT_EQ(CallerOf(again->tokens().access_token()).ward, "wards/26944");
}

TEST_F(Directory, AssignsOnlyOfficersOfTheWard) {
  const std::string position = SpecialistsPosition();
  EXPECT_KIND(Assign(position, "helper.26944").status(), kOfficerOfOtherWard);
  EXPECT_KIND(Assign(position, kHelper, "admin.26944").status(), status::kOtherWard);
  EXPECT_KIND(Assign("wards/27442/positions/nobody", kHelper).status(), kPositionNotFound);
}

TEST_F(Directory, SignsANewOfficerInAndKeepsThemOverARestart) {
  ASSERT_TRUE(database_
                  ->Write("test",
                          [](sql::Session& tx) {
                            return tx
                                .Execute("DELETE FROM officers WHERE username <> 'admin.27442'", {})
                                .status();
                          })
                  .ok());
  const auto created = Add("specialist.26944");  // whom the staff provider knows
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_FALSE(created->from_file());

  LoadOfficers(
      "officers:\n"
      "  - {username: admin.27442, display_name: Ngô Xuân Quân, ward: '27442', "
      "roles: [ward_admin]}\n");

  const auto answer = SignIn("specialist.26944", "staff");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->officer().name(), created->name());
  EXPECT_EQ(answer->officer().ward(), "wards/27442");
  EXPECT_KIND(SignIn("clerk.27442", "staff").status(), kOfficerUnknown) << "no longer in the file";
}

TEST_F(Directory, TakesAnOfficerOverFromTheFileWithTheFirstChange) {
  auto request = New<v1::UpdateOfficerRequest>();
  request.mutable_officer()->set_name(As(kHelper).caller.subject);
  request.mutable_officer()->add_granted_roles("one_stop_clerk");
  request.mutable_officer()->set_display_name("Không Đổi");
  request.mutable_update_mask()->add_paths("granted_roles");
  const auto updated = api::UpdateOfficer(*deps_, As(kAdmin), request);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_THAT(updated->roles(), ElementsAre("one_stop_clerk"));
  EXPECT_EQ(updated->display_name(), "Lâm Thị Ngọc Hân");

  LoadDemoOfficers();

  EXPECT_THAT(As(kHelper).caller.roles, ElementsAre("one_stop_clerk"));
}

TEST_F(Directory, ChangesOnlyWhatWasSeen) {
  auto request = New<v1::UpdateOfficerRequest>();
  request.mutable_officer()->set_name(As(kHelper).caller.subject);
  request.mutable_officer()->set_display_name("Lâm Thị Hân");
  request.mutable_officer()->set_etag("999");
  request.mutable_update_mask()->add_paths("display_name");
  EXPECT_KIND(api::UpdateOfficer(*deps_, As(kAdmin), request).status(), kOfficerEtagMismatch);
  request.mutable_officer()->clear_etag();
  request.mutable_update_mask()->add_paths("ward");
  EXPECT_KIND(api::UpdateOfficer(*deps_, As(kAdmin), request).status(), status::kInvalidField);
  request.clear_update_mask();
  EXPECT_KIND(api::UpdateOfficer(*deps_, As(kAdmin), request).status(), status::kInvalidField);
}

TEST_F(Directory, EndsEverythingOfADeactivatedOfficerAtOnce) {
  const std::string position = SpecialistsPosition();
  ASSERT_TRUE(Assign(position, kHelper).ok());
  const std::string officer = As(kHelper).caller.subject;
  const std::string token = SignIn(kHelper, "staff").value().tokens().refresh_token();

  const auto deactivated = Deactivate(officer);

  ASSERT_TRUE(deactivated.ok()) << deactivated.status();
  EXPECT_FALSE(deactivated->active());
  EXPECT_THAT(deactivated->positions(), IsEmpty());
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenInvalid);
  EXPECT_KIND(SignIn(kHelper, "staff").status(), kOfficerUnknown);
  LoadDemoOfficers();
  EXPECT_KIND(SignIn(kHelper, "staff").status(), kOfficerUnknown) << "the file does not undo it";

  auto request = New<v1::ActivateOfficerRequest>();
  request.set_name(officer);
  ASSERT_TRUE(api::ActivateOfficer(*deps_, As(kAdmin), request).ok());
  EXPECT_TRUE(SignIn(kHelper, "staff").ok());
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenInvalid) << "old sessions stay ended";
}

TEST_F(Directory, TakesPositionsFromWhomTheFileRemovesOrMoves) {
  const std::string position = SpecialistsPosition();
  ASSERT_TRUE(Assign(position, kHelper).ok());
  LoadOfficers(
      "officers:\n"
      "  - {username: helper.27442, display_name: Lâm Thị Hân, ward: '26944', roles: [leader]}\n");
  EXPECT_THAT(As(kHelper).caller.positions, IsEmpty());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM positions WHERE holder IS NOT NULL"), 0);
}

TEST_F(Directory, LetsAWardAdministratorManageTheOwnWardOnly) {
  EXPECT_KIND(AddUnit("mot-cua", "26944").status(), status::kOtherWard);
  EXPECT_KIND(Add("new", "26944").status(), status::kOtherWard);
  EXPECT_KIND(Add("new", "").status(), status::kInvalidField) << "the city needs a role";
  EXPECT_KIND(Deactivate(As("helper.26944").caller.subject).status(), status::kOtherWard);
  EXPECT_KIND(Deactivate(As(kCityAdmin).caller.subject).status(), status::kOtherWard);
  v1::ListOfficersRequest city;
  EXPECT_KIND(api::ListOfficers(*deps_, As(kAdmin), city).status(), status::kOtherWard);
  EXPECT_EQ(api::ListOfficers(*deps_, As(kCityAdmin), city)->officers_size(), 1);
  EXPECT_TRUE(AddUnit("mot-cua", "26944", kCityAdmin).ok());
}

TEST_F(Directory, GivesNoRoleThatTheWardHasNot) {
  ASSERT_TRUE(AddUnit("mot-cua").ok());
  EXPECT_KIND(AddPosition("boss", "city_admin").status(), status::kInvalidField);
  EXPECT_KIND(AddPosition("boss", "boss").status(), status::kInvalidField);
  EXPECT_TRUE(AddPosition("boss", "leader").ok());
}

TEST_F(Directory, RefusesNamesThatAreTakenOrNone) {
  ASSERT_TRUE(AddUnit("mot-cua").ok());
  EXPECT_KIND(AddUnit("mot-cua").status(), kDirectoryNameTaken);
  EXPECT_KIND(AddUnit("Một cửa").status(), status::kInvalidField);
  EXPECT_KIND(AddUnit("1").status(), status::kInvalidField);
  ASSERT_TRUE(AddPosition("cv-1", "specialist").ok());
  EXPECT_KIND(AddPosition("cv-1", "specialist").status(), kDirectoryNameTaken);
  EXPECT_KIND(Add("clerk.26944").status(), kDirectoryNameTaken) << "also of another ward";
  EXPECT_KIND(AddPosition("cv-1", "specialist", "26944", kCityAdmin).status(), kUnitNotFound);
}

TEST_F(Directory, ListsPageByPage) {
  ASSERT_TRUE(AddUnit("mot-cua").ok());
  for (const char* id : {"cv-1", "cv-2", "cv-3"}) ASSERT_TRUE(AddPosition(id, "specialist").ok());
  v1::ListPositionsRequest request;
  request.set_parent("wards/27442");
  request.set_page_size(2);
  const auto first = api::ListPositions(*deps_, As("specialist.27442"), request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->positions_size(), 2);
  request.set_page_token(first->next_page_token());
  const auto second = api::ListPositions(*deps_, As("specialist.27442"), request);
  ASSERT_EQ(second->positions_size(), 1);
  EXPECT_EQ(second->positions(0).name(), "wards/27442/positions/cv-3");
  EXPECT_EQ(second->next_page_token(), "");
  request.set_page_token("forged");
  EXPECT_KIND(api::ListPositions(*deps_, As(kAdmin), request).status(), status::kPageTokenInvalid);
  request.clear_page_token();
  EXPECT_KIND(api::ListPositions(*deps_, As("specialist.26944"), request).status(),
              status::kOtherWard);

  v1::ListOfficersRequest officers;
  officers.set_ward("wards/27442");
  officers.set_page_size(3);
  const auto page = api::ListOfficers(*deps_, As(kAdmin), officers);
  ASSERT_EQ(page->officers_size(), 3);
  EXPECT_EQ(page->officers(0).username(), "admin.27442");
  EXPECT_TRUE(page->officers(0).from_file());
  officers.set_page_token(page->next_page_token());
  EXPECT_EQ(api::ListOfficers(*deps_, As(kAdmin), officers)->officers_size(), 2);

  v1::ListUnitsRequest units;
  units.set_parent("wards/27442");
  EXPECT_EQ(api::ListUnits(*deps_, As(kAdmin), units)->units_size(), 1);
}

TEST_F(Directory, ShowsAnOfficerToThoseWhoManageThem) {
  v1::GetOfficerRequest request;
  request.set_name(As(kHelper).caller.subject);
  EXPECT_EQ(api::GetOfficer(*deps_, As(kAdmin), request)->username(), kHelper);
  EXPECT_KIND(api::GetOfficer(*deps_, As("admin.26944"), request).status(), status::kOtherWard);
  request.set_name("officers/" + ids_.NewUuid());
  EXPECT_KIND(api::GetOfficer(*deps_, As(kAdmin), request).status(), kOfficerNotFound);
}

}  // namespace
}  // namespace tancua::identity
