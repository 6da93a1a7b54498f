#include "services/identity/domain/purpose.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "common/crypto/digest.h"

namespace tancua::identity::domain {
namespace {

constexpr char kTwoVersions[] = R"(
purposes:
  - {id: a, title: A, version: "1", text: Một, legal_basis: x, needs_consent: true,
     valid_from: 2026-01-01, valid_to: 2026-06-30}
  - {id: a, title: A, version: "2", text: Hai, legal_basis: x, needs_consent: true,
     valid_from: 2026-07-01}
)";

TEST(Purposes, TheTextInForceDependsOnTheDay) {
  const Purposes purposes = Purposes::Parse(kTwoVersions).value();
  EXPECT_EQ(purposes.Find("a", absl::CivilDay(2026, 6, 30))->text_version, "1");
  EXPECT_EQ(purposes.Find("a", absl::CivilDay(2026, 7, 1))->text_version, "2");
  EXPECT_EQ(purposes.Find("a", absl::CivilDay(2025, 12, 31)), nullptr);
  EXPECT_EQ(purposes.Find("b", absl::CivilDay(2026, 7, 1)), nullptr);
  EXPECT_EQ(purposes.ValidOn(absl::CivilDay(2026, 7, 1)).size(), 1u);
}

TEST(Purposes, ATextIsKnownByItsDigest) {
  const Purposes purposes = Purposes::Parse(kTwoVersions).value();
  EXPECT_EQ(purposes.Find("a", absl::CivilDay(2026, 7, 1))->text_sha256, crypto::Sha256Hex("Hai"));
}

TEST(Purposes, RefusesTwoTextsForOneDayAndPartsThatAreMissing) {
  std::string overlapping = kTwoVersions;
  overlapping.replace(overlapping.find("2026-06-30"), 10, "2026-07-01");
  EXPECT_FALSE(Purposes::Parse(overlapping).ok());
  EXPECT_FALSE(Purposes::Parse("purposes: [{id: a, needs_consent: true}]").ok());
  EXPECT_FALSE(Purposes::Parse("purposes: [{id: a}]").ok());
}

TEST(Purposes, TheShippedOnesAskForConsentWhereTheLawDoesNotAllowTheUse) {
  std::ifstream in(TANCUA_SOURCE_DIR "/services/identity/data/purposes.yaml");
  const auto shipped = Purposes::Parse(std::string(std::istreambuf_iterator<char>(in), {}));
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  const absl::CivilDay day(2026, 11, 25);
  EXPECT_FALSE(shipped->Find("dossier_handling", day)->needs_consent);
  for (const char* id : {"outreach", "survey_follow_up", "zalo_linking"}) {
    EXPECT_TRUE(shipped->Find(id, day)->needs_consent) << id;
  }
}

}  // namespace
}  // namespace tancua::identity::domain
