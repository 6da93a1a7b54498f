#include "common/crypto/keyring.h"

#include <atomic>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::crypto {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kOld = absl::StrCat("k1 ", std::string(64, '1'), "\n");
const std::string kNew = absl::StrCat("k2 ", std::string(64, '2'), "\n");

std::string OpensOnly(const std::string& line) {
  return absl::StrCat(line.substr(0, line.size() - 1), " opens-only\n");
}

Keyring Ring(std::string_view text) { return Keyring::Parse(text).value(); }

TEST(Keyring, OpensWhatItSealed) {
  const Keyring ring = Ring(kOld);
  const std::string sealed = ring.Seal("079204001234", "citizens.number");
  EXPECT_THAT(sealed, StartsWith("k1."));
  EXPECT_THAT(sealed, Not(HasSubstr("079204001234")));
  EXPECT_EQ(ring.Open(sealed, "citizens.number").value(), "079204001234");
}

TEST(Keyring, SealsTheSameTextDifferentlyEachTime) {
  const Keyring ring = Ring(kOld);
  EXPECT_NE(ring.Seal("x", "c"), ring.Seal("x", "c"));
}

TEST(Keyring, SealsEmptyText) {
  const Keyring ring = Ring(kOld);
  EXPECT_EQ(ring.Open(ring.Seal("", "c"), "c").value(), "");
}

TEST(Keyring, RefusesAValueMovedToAnotherPlace) {
  const Keyring ring = Ring(kOld);
  const std::string sealed = ring.Seal("Đặng Thị Hoa", "citizens.name");
  EXPECT_EQ(ring.Open(sealed, "citizens.phone").status().code(), absl::StatusCode::kDataLoss);
}

TEST(Keyring, RefusesChangedMalformedAndForeignValues) {
  const Keyring ring = Ring(kOld);
  std::string changed = ring.Seal("x", "c");
  changed[10] = changed[10] == 'A' ? 'B' : 'A';
  for (const std::string& sealed :
       {changed, std::string(), std::string("k1"), std::string("k1."), std::string("k1.***"),
        std::string("k1.AAAA"), Ring(kNew).Seal("x", "c")}) {
    EXPECT_EQ(ring.Open(sealed, "c").status().code(), absl::StatusCode::kDataLoss) << sealed;
  }
}

TEST(Keyring, SealsWithTheLastKeyAndOpensWithEvery) {
  const std::string old_value = Ring(kOld).Seal("x", "c");
  const Keyring rotated = Ring(kOld + kNew);
  EXPECT_EQ(rotated.Open(old_value, "c").value(), "x");
  EXPECT_THAT(rotated.Seal("x", "c"), StartsWith("k2."));
}

TEST(Keyring, FindsARowUnderEveryKeyOfTheFile) {
  const std::string old_index = Ring(kOld).Index("v", "c");
  const Keyring rotated = Ring(kOld + kNew);
  EXPECT_THAT(rotated.Indices("v", "c"),
              ElementsAre(rotated.Index("v", "c"), old_index, old_index.substr(3)));
  EXPECT_NE(rotated.Index("v", "c"), old_index);
}

TEST(Keyring, OpensAndFindsButNeverSealsWithAnOpensOnlyKey) {
  const Keyring prepared = Ring(kOld + OpensOnly(kNew));
  EXPECT_THAT(prepared.Seal("v", "c"), StartsWith("k1."));
  EXPECT_EQ(*prepared.Open(Ring(kNew).Seal("v", "c"), "c"), "v");
  EXPECT_THAT(prepared.Indices("v", "c"), Contains(Ring(kNew).Index("v", "c")));
  EXPECT_THAT(prepared.ids().prepared, ElementsAre("k2"));
}

TEST(KeyringReload, ChangesTheKeysOfEveryCopy) {
  Keyring ring = Ring(kOld);
  const Keyring copy = ring;
  ASSERT_TRUE(ring.Reload(kOld + kNew).ok());
  EXPECT_THAT(copy.Seal("v", "c"), StartsWith("k2."));
  EXPECT_EQ(copy.ids().sealing, "k2");
}

TEST(KeyringReload, DisturbsNobodyWhoIsAtWork) {
  Keyring ring = Ring(kOld);
  std::atomic<bool> done = false;
  std::thread worker([&, copy = ring] {
    while (!done) {
      EXPECT_EQ(copy.Open(copy.Seal("v", "c"), "c").value_or(""), "v");
      EXPECT_EQ(copy.Indices("v", "c").front().size(), 3u + 64u);
    }
  });
  for (int i = 0; i < 200; ++i) {
    EXPECT_TRUE(ring.Reload(kOld + kNew).ok());
    EXPECT_TRUE(ring.Reload(kOld + OpensOnly(kNew)).ok());
  }
  done = true;
  worker.join();
}

TEST(KeyringReload, KeepsTheKeysWhenTheFileIsBadOrGivesAnIdAnotherSecret) {
  Keyring ring = Ring(kOld);
  const std::string sealed = ring.Seal("v", "c");
  EXPECT_FALSE(ring.Reload("k1 short").ok());
  EXPECT_FALSE(ring.Reload(OpensOnly(kOld)).ok());
  EXPECT_FALSE(ring.Reload("k1" + kNew.substr(2)).ok());
  EXPECT_EQ(*ring.Open(sealed, "c"), "v");
}

TEST(Keyring, IndexesDifferByValueContextAndKey) {
  const Keyring ring = Ring(kOld);
  EXPECT_EQ(ring.Index("v", "c").size(), 3 + 64u);
  EXPECT_EQ(ring.Index("v", "c"), ring.Index("v", "c"));
  EXPECT_NE(ring.Index("v", "c"), ring.Index("w", "c"));
  EXPECT_NE(ring.Index("v", "c"), ring.Index("v", "d"));
  EXPECT_NE(ring.Index("bc", "a"), ring.Index("c", "ab"));
  EXPECT_NE(ring.Index("v", "c"), Ring(kNew).Index("v", "c"));
}

TEST(KeyringParse, SkipsBlankLinesAndRemarks) {
  EXPECT_TRUE(Keyring::Parse(absl::StrCat("# keys of 2026\r\n\n  ", kOld)).ok());
}

TEST(KeyringParse, NamesTheBadLineButNeverItsContent) {
  for (const std::string& bad :
       {std::string("k1"), std::string("k1 abc"), absl::StrCat("k1 ", std::string(64, 'g')),
        absl::StrCat("k.1 ", std::string(64, '1')), absl::StrCat("k1 ", std::string(64, '1'), " x"),
        std::string(64, '1')}) {
    const absl::Status status = Keyring::Parse(absl::StrCat("# one\n", bad)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << bad;
    EXPECT_THAT(status.message(), HasSubstr("line 2"));
    EXPECT_THAT(status.message(), Not(HasSubstr("11111111")));
  }
  EXPECT_EQ(Keyring::Parse(kOld + kOld).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Keyring::Parse("").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(KeyringGenerate, GivesAFileThatParsesAndNeverTheSame) {
  EXPECT_TRUE(Keyring::Parse(Keyring::Generate("k1")).ok());
  EXPECT_NE(Keyring::Generate("k1"), Keyring::Generate("k1"));
}

}  // namespace
}  // namespace tancua::crypto
