#include "services/notification/templates/catalogue.h"

#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/domain/segments.h"

namespace tancua::notification {
namespace {

using testing::HasSubstr;

constexpr char kFolder[] = TANCUA_SOURCE_DIR "/services/notification/data";
constexpr char kDossierChanged[] = "tancua.dossier.v1.DossierChanged";
constexpr char kOneTimeCodeIssued[] = "tancua.identity.v1.OneTimeCodeIssued";
constexpr char kSurveyInvited[] = "tancua.survey.v1.SurveyInvited";

absl::Time Day(int year, int month, int day) {
  return absl::FromCivil(absl::CivilDay(year, month, day), domain::LocalZone());
}

domain::Facts RealFacts(std::string agency) {
  domain::Facts facts;
  facts.applicant_name = "Nguyễn Thị Đức Hòa";
  facts.dossier = "H29.27442-261122-0001";
  facts.agency = std::move(agency);
  facts.change_time = absl::FromCivil(absl::CivilMinute(2026, 11, 22, 9, 5), domain::LocalZone());
  facts.due_time = absl::FromCivil(absl::CivilMinute(2026, 12, 7, 17, 0), domain::LocalZone());
  facts.link = "http://127.0.0.1:8080/k/0123456789abcdefghijkl";
  facts.link_expire_time = Day(2026, 12, 7);
  facts.code = "012345";
  facts.code_expire_time = facts.change_time + absl::Minutes(5);
  return facts;
}

// A folder of data with one template, whose text the test chooses.
class OneTemplate {
 public:
  explicit OneTemplate(const std::string& text)
      : folder_(std::filesystem::path(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    std::filesystem::create_directories(folder_ / "templates");
    std::ofstream(folder_ / "templates/one.yaml") << text;
    std::ofstream(folder_ / "abbreviations.yaml") << "[]\n";
  }
  ~OneTemplate() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

std::string Yaml(const std::string& zns_text, const std::string& sms_text) {
  return "id: one\nevent: E\nversion: 1\nvalid_from: 2026-01-01\nvalid_for: 24h\n"
         "zns:\n  template_id: \"1\"\n  parameters:\n"
         "    - { name: ma, fact: dossier, max_length: 40 }\n  text: \"" +
         zns_text + "\"\nsms:\n  text: \"" + sms_text + "\"\n";
}

TEST(Catalogue, HasATextForEveryStateAndForTheSurvey) {
  const auto catalogue = Catalogue::Load(kFolder);
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();

  for (const char* state : {"SUBMITTED", "RECEIVED", "NEED_SUPPLEMENT", "REFUSED",
                            "SUBMITTED_FOR_APPROVAL", "APPROVED", "RETURNED"}) {
    EXPECT_NE(catalogue->ForEvent(kDossierChanged, state, Day(2026, 11, 22)), nullptr) << state;
  }
  EXPECT_NE(catalogue->ForEvent(kSurveyInvited, "", Day(2026, 11, 22)), nullptr);
  EXPECT_NE(catalogue->ForEvent(kOneTimeCodeIssued, "", Day(2026, 11, 22)), nullptr);
}

TEST(Catalogue, SaysNothingOfAnUnknownStateOrBeforeItsTime) {
  const auto catalogue = Catalogue::Load(kFolder);
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();

  EXPECT_EQ(catalogue->ForEvent(kDossierChanged, "ARCHIVED", Day(2026, 11, 22)), nullptr);
  EXPECT_EQ(catalogue->ForEvent(kDossierChanged, "RECEIVED", Day(2020, 1, 1)), nullptr);
}

TEST(Catalogue, FindsATemplateByIdEvenWhenItsVersionIsGone) {
  const auto catalogue = Catalogue::Load(kFolder);
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();

  ASSERT_NE(catalogue->ById("dossier_received", 1), nullptr);
  EXPECT_EQ(catalogue->ById("dossier_received", 99)->version, 1);
  EXPECT_EQ(catalogue->ById("no_such", 1), nullptr);
}

TEST(Catalogue, KeepsEverySmsInOnePlainSegment) {
  const auto catalogue = Catalogue::Load(kFolder);
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();

  for (const char* agency :
       {"Ủy ban nhân dân phường Bình Tân", "UBND phường Gia Định", "Ủy ban nhân dân phường Dĩ An",
        "Trung tâm Phục vụ hành chính công phường Bình Tân"}) {
    for (const domain::Template& tmpl : catalogue->templates()) {
      const std::string text = RenderSms(tmpl, RealFacts(agency), catalogue->abbreviations());
      const domain::Segments segments = domain::CountSegments(text);
      EXPECT_FALSE(segments.unicode) << text;
      EXPECT_EQ(segments.parts, 1) << segments.units << ": " << text;
      EXPECT_THAT(text,
                  HasSubstr(tmpl.event == kOneTimeCodeIssued ? "012345" : "H29.27442-261122-0001"));
    }
  }
}

TEST(Catalogue, RefusesATextWhoseParameterIsNotSent) {
  const OneTemplate data(Yaml("Kính gửi <ten>", "Ho so {dossier}"));

  const auto catalogue = Catalogue::Load(data.folder());

  ASSERT_FALSE(catalogue.ok());
  EXPECT_THAT(catalogue.status().ToString(), HasSubstr("<ten>"));
  EXPECT_THAT(catalogue.status().ToString(), HasSubstr("one.yaml"));
}

TEST(Catalogue, RefusesAnAccentedSms) {
  const OneTemplate data(Yaml("<ma>", "Hồ sơ {dossier}"));

  EXPECT_FALSE(Catalogue::Load(data.folder()).ok());
}

TEST(Catalogue, RefusesAnEmptyFolder) {
  EXPECT_FALSE(Catalogue::Load(testing::TempDir() + "/nowhere").ok());
}

}  // namespace
}  // namespace tancua::notification
