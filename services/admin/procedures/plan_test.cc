#include "services/admin/procedures/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace tancua::admin::procedures {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kImportDay(2026, 11, 22);

constexpr char kVersion[] = R"(code: "1.014027"
valid_from: "2025-07-01"
title: Trợ cấp
field: Bảo trợ xã hội
term: {kind: WORKING_DAYS, days: 10, title: 10 ngày}
fee: {online_vnd: 0, counter_vnd: 5, per: DOSSIER, title: Có, legal_basis: [A]}
channels: [ONLINE, POST]
papers: []
result: Quyết định
legal_basis: [B]
provisional: []
form: {type: object}
)";

std::string With(const std::vector<std::pair<std::string, std::string>>& replacements) {
  return absl::StrReplaceAll(kVersion, replacements);
}

class PlanTest : public ::testing::Test {
 protected:
  Plan Import(const std::string& text) const {
    return PlanImport(before_, Split("new.yaml", text), kImportDay);
  }
  // "added 1.014027 2027-01-01..": what an import of `text` changes.
  std::vector<std::string> ChangesOf(const Plan& plan) const {
    EXPECT_THAT(plan.complaints, IsEmpty());
    std::vector<std::string> changes;
    for (const Change& c : plan.changes) {
      changes.push_back(absl::StrCat(c.change, " ", c.valid_from, "..", c.valid_to));
      for (const std::string& field : c.fields) absl::StrAppend(&changes.back(), " ", field);
    }
    return changes;
  }
  // "FIELD_MISSING new.yaml:1 title"
  std::vector<std::string> ComplaintsOf(const Plan& plan) const {
    EXPECT_THAT(plan.changes, IsEmpty());
    std::vector<std::string> complaints;
    for (const Complaint& c : plan.complaints) {
      complaints.push_back(absl::StrCat(c.reason, " ", c.file, ":", c.line, " ", c.field));
    }
    return complaints;
  }

  const Texts before_{{"/old/1.014027.yaml", kVersion},
                      {"/old/other.yaml", With({{"1.014027", "1.014028"}})}};
};

TEST_F(PlanTest, ANewVersionEndsTheOneBeforeIt) {
  const Plan plan = Import(With({{"2025-07-01", "2027-01-01"}, {"days: 10", "days: 7"}}));
  EXPECT_THAT(ChangesOf(plan),
              ElementsAre("ended 2025-07-01..2026-12-31 valid_to", "added 2027-01-01.."));
  EXPECT_EQ(plan.after.size(), 3u);
  EXPECT_THAT(plan.after.at("1.014027.2025-07-01.yaml"),
              HasSubstr("valid_from: \"2025-07-01\"\nvalid_to: \"2026-12-31\"\ntitle"));
}

TEST_F(PlanTest, OfSeveralNewVersionsTheFirstEndsTheOneBefore) {
  const std::string text =
      absl::StrCat(With({{"2025-07-01", "2028-01-01"}}), "---\n",
                   With({{"\"2025-07-01\"", "\"2027-01-01\"\nvalid_to: \"2027-12-31\""}}));
  EXPECT_THAT(ChangesOf(Import(text)),
              ElementsAre("ended 2025-07-01..2026-12-31 valid_to", "added 2027-01-01..2027-12-31",
                          "added 2028-01-01.."));
}

TEST_F(PlanTest, NamesTheFieldsOfAVersionThatChange) {
  EXPECT_THAT(ChangesOf(Import(With({{"Trợ cấp", "Trợ cấp xã hội"}, {"[B]", "[B, C]"}}))),
              ElementsAre("changed 2025-07-01.. legal_basis title"));
  EXPECT_THAT(ChangesOf(Import(absl::StrCat(kVersion, "valid_to: \"2026-12-31\"\n"))),
              ElementsAre("ended 2025-07-01..2026-12-31 valid_to"));
  EXPECT_THAT(ChangesOf(Import(absl::StrCat("# the same\n", kVersion))), IsEmpty());
}

TEST_F(PlanTest, ComplainsOfEveryDocumentAtItsLine) {
  const std::string text = absl::StrCat(With({{"title: Trợ cấp\n", ""}}), "---\n", kVersion,
                                        "---\n", With({{"days: 10", "days: ten"}}));
  EXPECT_THAT(ComplaintsOf(Import(text)),
              ElementsAre("FIELD_MISSING new.yaml:1 title", "FIELD_INVALID new.yaml:30 days"));
  EXPECT_THAT(ComplaintsOf(Import(absl::StrCat(kVersion, "---\n", kVersion))),
              ElementsAre("VERSION_TWICE new.yaml:14 valid_from"));
  EXPECT_THAT(ComplaintsOf(Import("code: [")), ElementsAre("YAML_INVALID new.yaml:2 "));
}

TEST_F(PlanTest, RefusesWhatOverlapsALastDayThatIsSet) {
  const Texts before{{"old.yaml", absl::StrCat(kVersion, "valid_to: \"2027-02-28\"\n")}};
  const Plan plan =
      PlanImport(before, Split("new.yaml", With({{"2025-07-01", "2027-01-01"}})), kImportDay);
  EXPECT_THAT(ComplaintsOf(plan), ElementsAre("VERSIONS_OVERLAP new.yaml:1 valid_from"));
}

TEST_F(PlanTest, RefusesAnotherTermOfAVersionThatHasBegun) {
  EXPECT_THAT(ComplaintsOf(Import(With({{"days: 10", "days: 7"}}))),
              ElementsAre("VERSION_IN_FORCE new.yaml:1 term"));
}

TEST_F(PlanTest, ReturnsUnlessAVersionHasBegunMeanwhile) {
  Texts after = before_;
  after["new.yaml"] = With({{"1.014027", "1.014029"}, {"2025-07-01", "2026-11-23"}});
  EXPECT_THAT(ChangesOf(PlanReturn(after, before_, kImportDay)),
              ElementsAre("removed 2026-11-23.."));
  EXPECT_THAT(ComplaintsOf(PlanReturn(after, before_, kImportDay + 1)),
              ElementsAre("VERSION_LOST new.yaml:1 "));
}

}  // namespace
}  // namespace tancua::admin::procedures
