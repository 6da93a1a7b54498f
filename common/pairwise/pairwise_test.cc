#include "common/pairwise/pairwise.h"

#include "gtest/gtest.h"

namespace tancua::pairwise {
namespace {

constexpr char kCitizen[] = "citizens/01990000-0000-7000-8000-000000000001";
constexpr char kOther[] = "citizens/01990000-0000-7000-8000-000000000002";

class PairwiseNames : public ::testing::Test {
 protected:
  crypto::Keyring keys_ = crypto::Keyring::Parse(crypto::Keyring::Generate("k1")).value();
  crypto::Keyring name_key_ = crypto::Keyring::Parse(crypto::Keyring::Generate("p1")).value();
  Names names_{name_key_, keys_};
};

TEST_F(PairwiseNames, DifferBetweenClientsAndStayWithinOne) {
  const std::string first = names_.For("clients/app", kCitizen);
  EXPECT_EQ(first, names_.For("clients/app", kCitizen));
  EXPECT_NE(first, names_.For("clients/ward", kCitizen));
  EXPECT_NE(first, names_.For("clients/app", kOther));
  EXPECT_NE(first, kCitizen);
}

TEST_F(PairwiseNames, LookLikeNamesOfTheirCollection) {
  const std::string name = names_.For("clients/app", kCitizen);
  EXPECT_EQ(name.size(), std::string(kCitizen).size());
  EXPECT_EQ(name.substr(0, 9), "citizens/");
  EXPECT_EQ(name[23], '8') << name;
  EXPECT_NE(std::string("89ab").find(name[28]), std::string::npos) << name;
  EXPECT_EQ(names_.For("clients/app", "officers/x").substr(0, 9), "officers/");
}

TEST_F(PairwiseNames, LeaveAloneWhatNamesNoPerson) {
  EXPECT_EQ(names_.For("", kCitizen), kCitizen);
  for (const char* other : {"", "clients/app", "citizens/", "dossiers/H29.1-261122-0001"}) {
    EXPECT_EQ(names_.For("clients/app", other), other);
  }
}

TEST_F(PairwiseNames, OutliveARotationOfTheSealingKeys) {
  const auto other_keys = crypto::Keyring::Parse(crypto::Keyring::Generate("k2")).value();
  EXPECT_EQ(names_.For("clients/app", kCitizen),
            Names(name_key_, other_keys).For("clients/app", kCitizen));
}

TEST_F(PairwiseNames, SealThePersonsOwnNameForOneClient) {
  const std::string sealed = names_.Seal("clients/app", kCitizen);
  EXPECT_EQ(sealed.find(kCitizen + 9), std::string::npos);
  EXPECT_EQ(names_.Open("clients/app", sealed).value(), kCitizen);
  EXPECT_FALSE(names_.Open("clients/ward", sealed).ok());
  EXPECT_FALSE(names_.Open("clients/app", kCitizen).ok());
}

}  // namespace
}  // namespace tancua::pairwise
