#include "services/identity/oidc/assurance.h"

#include "gtest/gtest.h"

namespace tancua::identity::oidc {
namespace {

ProviderConfig Configured() {
  ProviderConfig config;
  config.acr_values = "LoA1";
  config.acr_levels = {"LoA1=1", "LoA2=2", "urn:biometric=2"};
  return config;
}

TEST(ReadAssurance, TakesTheLowerOfAccountAndSignIn) {
  const ProviderConfig config = Configured();
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", "2"}, {"acr", "LoA2"}}, config).level, 2);
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", 2}, {"acr", "LoA1"}}, config).level, 1);
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", "1"}, {"acr", "LoA2"}}, config).level, 1);
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", "2"}, {"acr", "other"}}, config).level, 0);
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", "2"}}, config).level, 0);
}

TEST(ReadAssurance, AsksOnlyWhatIsConfigured) {
  ProviderConfig config = Configured();
  config.claims.level = "";
  EXPECT_EQ(ReadAssurance({{"acr", "LoA2"}}, config).level, 2);
  config = Configured();
  config.acr_levels.clear();
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", "2"}, {"acr", "LoA1"}}, config).level, 2);
  config.claims.level = "";
  EXPECT_EQ(ReadAssurance({{"muc_dinh_danh", "2"}, {"acr", "LoA2"}}, config).level, 0);
}

TEST(ReadAssurance, KnowsWhenThePersonProvedWhoTheyAre) {
  ProviderConfig config = Configured();
  const absl::Time time = absl::FromUnixSeconds(1'800'000'000);
  EXPECT_EQ(ReadAssurance({{"auth_time", 1'800'000'000}}, config).verified_at, time);
  EXPECT_EQ(ReadAssurance({{"auth_time", "soon"}}, config).verified_at, absl::InfinitePast());
  EXPECT_EQ(ReadAssurance({{"other", 1}}, config).verified_at, absl::InfinitePast());
  config.claims.auth_time = "thoi_diem_xac_thuc";
  EXPECT_EQ(ReadAssurance({{"thoi_diem_xac_thuc", "1800000000"}}, config).verified_at, time);
}

TEST(AcrValues, NameWhatReachesTheLevelThatIsAskedFor) {
  const ProviderConfig config = Configured();
  EXPECT_EQ(AcrValues(config, 0), "LoA1");
  EXPECT_EQ(AcrValues(config, 1), "LoA2 urn:biometric LoA1");
  EXPECT_EQ(AcrValues(config, 2), "LoA2 urn:biometric");
  ProviderConfig without = config;
  without.acr_levels.clear();
  EXPECT_EQ(AcrValues(without, 2), "LoA1");
}

TEST(AcrLevels, MustNameALevel) {
  ProviderConfig config;
  for (const char* bad : {"LoA2", "LoA2=3", "=2", "LoA2=", "2=LoA2"}) {
    config.acr_levels = {bad};
    EXPECT_FALSE(AcrLevels(config).ok()) << bad;
  }
}

}  // namespace
}  // namespace tancua::identity::oidc
