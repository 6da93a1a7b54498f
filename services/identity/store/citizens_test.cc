#include "services/identity/store/citizens.h"

#include "common/testing/postgres.h"
#include "gmock/gmock.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// What holds on both databases.
class CitizensTest : public IdentityFixture, public ::testing::WithParamInterface<bool> {
 protected:
  std::string DatabaseUrl() override {
    static auto* const server = new testing::PostgresServer();
    return GetParam() ? server->Url() : IdentityFixture::DatabaseUrl();
  }
  domain::Citizen Save(const domain::Profile& profile, const std::string& verification) {
    return database_
        ->Write(verification,
                [&](sql::Session& tx) {
                  return store::SaveCitizen(tx, keys_,
                                            {.profile = profile,
                                             .verification = verification,
                                             .new_id = ids_.NewUuid(),
                                             .history_id = ids_.NewUuid()},
                                            clock_.Now());
                })
        .value();
  }
  std::vector<store::FormerProfile> History(const std::string& citizen) {
    return database_
        ->Read([&](sql::Session& tx) { return store::CitizenHistory(tx, keys_, citizen); })
        .value();
  }

  const domain::Profile lan_{.number = "079144658513",
                             .name = "Đỗ Ngọc Lan",
                             .birth_date = "1944-11-13",
                             .sex = domain::Sex::kFemale,
                             .phone = "+84906470910",
                             .level = 2};
};

INSTANTIATE_TEST_SUITE_P(Databases, CitizensTest, ::testing::Bool(),
                         [](const auto& info) { return info.param ? "Postgres" : "Sqlite"; });

TEST_P(CitizensTest, KeepsWhatWasSaidBeforeWhenPhoneOrNameChange) {
  const absl::Time first = clock_.Now();
  const std::string id = Save(lan_, "v1").id;
  clock_.Advance(absl::Hours(24));
  domain::Profile changed = lan_;
  changed.phone = "+84915161433";
  EXPECT_EQ(Save(changed, "v2").id, id);
  changed.name = "Đỗ Thị Ngọc Lan";
  const absl::Time second = clock_.Now();
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(Save(changed, "v3").id, id);

  const auto history = History(id);
  ASSERT_THAT(history, SizeIs(2));
  EXPECT_EQ(history[0].profile.phone, lan_.phone);
  EXPECT_EQ(history[0].stated_at, first);
  EXPECT_EQ(history[0].replaced_at, second);
  EXPECT_EQ(history[0].verification, "v2");
  EXPECT_EQ(history[1].profile.name, lan_.name);
  EXPECT_EQ(history[1].profile.phone, "+84915161433");
  const auto now =
      database_->Read([&](sql::Session& tx) { return store::FindCitizen(tx, keys_, id); });
  EXPECT_EQ((*now)->profile.name, "Đỗ Thị Ngọc Lan");
  EXPECT_EQ((*now)->verified_at, clock_.Now());
}

TEST_P(CitizensTest, KeepsNoHistoryOfTheSameData) {
  domain::Profile lower = lan_;
  lower.level = 1;
  const std::string id = Save(lower, "v1").id;
  const domain::Citizen higher = Save(lan_, "v2");
  EXPECT_EQ(higher.id, id);
  EXPECT_EQ(higher.profile.level, 2);
  EXPECT_THAT(History(id), IsEmpty());
}

TEST_P(CitizensTest, ChangesNothingForAWeakerProof) {
  const absl::Time stated_at = clock_.Now();
  const std::string id = Save(lan_, "v1").id;
  clock_.Advance(absl::Hours(24));
  domain::Profile weaker = lan_;
  weaker.level = 1;
  weaker.phone = "+84915161433";
  const domain::Citizen saved = Save(weaker, "v2");
  EXPECT_EQ(saved.id, id);
  EXPECT_EQ(saved.profile.phone, lan_.phone);
  EXPECT_EQ(saved.profile.level, 2);
  EXPECT_EQ(saved.verified_at, stated_at);
  EXPECT_THAT(History(id), IsEmpty());
}

TEST_P(CitizensTest, ForgetsNothingThatAProviderDoesNotKnow) {
  const std::string id = Save(lan_, "v1").id;
  const domain::Profile partial{.number = lan_.number, .name = lan_.name, .level = 2};
  const domain::Citizen saved = Save(partial, "v2");
  EXPECT_EQ(saved.profile.phone, lan_.phone);
  EXPECT_EQ(saved.profile.birth_date, lan_.birth_date);
  EXPECT_EQ(saved.profile.sex, lan_.sex);
  EXPECT_THAT(History(id), IsEmpty());
}

TEST_P(CitizensTest, KeepsTheHistorySealed) {
  (void)Save(lan_, "v1");
  domain::Profile changed = lan_;
  changed.phone = "";
  changed.name = "Đỗ Thị Ngọc Lan";
  (void)Save(changed, "v2");
  EXPECT_EQ(Count("SELECT COUNT(*) FROM citizen_history"), 1);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM citizen_history WHERE profile_sealed LIKE '%Ngọc%' OR "
                  "profile_sealed LIKE '%906470910%'"),
            0);
}

}  // namespace
}  // namespace tancua::identity
