#include "services/dossier/catalogue/procedure_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"

namespace tancua::dossier::catalogue {
namespace {

const char kFile[] = R"(code: "1.014027"
valid_from: 2025-07-01
title: Trợ cấp
field: Bảo trợ xã hội
term: {kind: WORKING_DAYS, days: 10, title: 10 ngày}
fee: {online_vnd: 0, counter_vnd: 5, per: DOSSIER, title: Có, legal_basis: [A]}
channels: [ONLINE, POST]
papers:
  - {id: form, title: Tờ khai, required: true, mime_types: [application/pdf]}
result: Quyết định
legal_basis: [B]
provisional: []
form:
  type: object
  properties:
    account: {type: string, pattern: '^[0-9]+$'}
    copies: {type: integer, minimum: 1}
)";

std::string With(const std::string& from, const std::string& to) {
  return absl::StrReplaceAll(kFile, {{from, to}});
}

// The complaint about a file; "" when it is good.
std::string Complaint(const std::string& yaml) {
  return std::string(ParseProcedure(yaml, "x.yaml").status().message());
}

TEST(ProcedureFile, IsReadWhole) {
  const auto entry = ParseProcedure(kFile, "x.yaml");
  ASSERT_TRUE(entry.ok()) << entry.status();
  const domain::Procedure& p = entry->procedure;
  EXPECT_EQ(p.code, "1.014027");
  EXPECT_EQ(p.Version(), "2025-07-01");
  EXPECT_EQ(p.valid_to, std::nullopt);
  EXPECT_EQ(p.term.days, 10);
  EXPECT_EQ(p.fee.counter_vnd, 5);
  EXPECT_EQ(p.channels.size(), 2u);
  EXPECT_TRUE(p.papers.at(0).required);
  const auto& properties = entry->form.document().fields().at("properties").struct_value().fields();
  EXPECT_EQ(properties.at("account").struct_value().fields().at("pattern").string_value(),
            "^[0-9]+$");
}

TEST(ProcedureFile, MayDemandAHigherLevelAndARecentVerification) {
  EXPECT_EQ(ParseProcedure(kFile, "x.yaml")->procedure.identity.max_age, std::nullopt);
  const auto demanding =
      ParseProcedure(With("result:", "identity: {min_level: 2, max_age: 15m}\nresult:"), "x.yaml");
  ASSERT_TRUE(demanding.ok()) << demanding.status();
  EXPECT_EQ(demanding->procedure.identity.min_level, 2);
  EXPECT_EQ(demanding->procedure.identity.max_age, absl::Minutes(15));
  EXPECT_EQ(Complaint(With("result:", "identity: {min_level: 3}\nresult:")),
            "x.yaml:10: min_level is 0, 1 or 2");
  EXPECT_EQ(Complaint(With("result:", "identity: {max_age: soon}\nresult:")),
            "x.yaml:10: max_age is a duration such as 15m");
}

TEST(ProcedureFile, MistakesNameFileAndLine) {
  EXPECT_EQ(Complaint(With("field: Bảo trợ xã hội\n", "")), "x.yaml:1: field is missing");
  EXPECT_EQ(Complaint(With("result:", "results:")), "x.yaml:10: unknown key results");
  EXPECT_EQ(Complaint(With("days: 10", "days: ten")),
            "x.yaml:5: days must be a whole number, 0 or more");
  EXPECT_EQ(Complaint(With("days: 10", "days: 0")), "x.yaml:5: days is 1 to 365");
  EXPECT_EQ(Complaint(With("WORKING_DAYS", "WEEKS")), "x.yaml:5: kind is WORKING_DAYS or SAME_DAY");
  EXPECT_EQ(Complaint(With("ONLINE, POST", "ONLINE, FAX")), "x.yaml:7: unknown channel FAX");
  EXPECT_EQ(Complaint(With("2025-07-01", "2025-02-30")),
            "x.yaml:2: valid_from must be a day, YYYY-MM-DD");
  EXPECT_EQ(Complaint(With("1.014027", "1.14027")), "x.yaml:1: code must look like 1.014027");
  EXPECT_EQ(Complaint(With("required: true", "required: maybe")),
            "x.yaml:9: required must be true or false");
  EXPECT_EQ(Complaint(With("  type: object\n", "  type: string\n")),
            "x.yaml:14: the form must be a JSON Schema of type object");
}

TEST(ProcedureFile, BrokenYamlNamesFileAndLineToo) {
  EXPECT_THAT(Complaint(With("channels: [ONLINE, POST]", "channels: [ONLINE")),
              ::testing::StartsWith("x.yaml:"));
}

TEST(ProcedureFile, AFeeByPageNeedsItsPrices) {
  EXPECT_EQ(Complaint(With("DOSSIER", "PAGE")), "x.yaml:6: from_third_page_vnd is missing");
}

}  // namespace
}  // namespace tancua::dossier::catalogue
