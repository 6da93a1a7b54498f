#include "services/dossier/catalogue/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "nlohmann/json.hpp"

namespace tancua::dossier::catalogue {
namespace {

namespace fs = std::filesystem;

const absl::CivilDay kToday(2026, 11, 22);
const std::string kShipped = std::string(TANCUA_SOURCE_DIR) + "/services/dossier/data/procedures";

const Catalogue& Shipped() {
  static const auto* const catalogue = new Catalogue(Catalogue::Load(kShipped).value());
  return *catalogue;
}

// A folder that holds copies of a shipped file, each changed.
class Folder {
 public:
  Folder() {
    std::string pattern = ::testing::TempDir() + "/catalogue-XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  void Put(const std::string& name, const std::string& from, const std::string& to) const {
    std::ifstream in(kShipped + "/2.000908.yaml");
    std::string text(std::istreambuf_iterator<char>(in), {});
    text.replace(text.find(from), from.size(), to);
    std::ofstream(path_ / name) << text;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

TEST(Catalogue, LoadsEveryShippedFile) {
  const auto catalogue = Catalogue::Load(kShipped);
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  const auto files = std::distance(fs::directory_iterator(kShipped), fs::directory_iterator());
  EXPECT_EQ(catalogue->size(), static_cast<std::size_t>(files));
  EXPECT_EQ(catalogue->ListAfter("", kToday).size(), static_cast<std::size_t>(files));
}

TEST(Catalogue, ShippedFilesAreNamedAfterTheirCode) {
  for (const Entry* entry : Shipped().ListAfter("", kToday)) {
    EXPECT_TRUE(fs::exists(kShipped + "/" + entry->procedure.code + ".yaml"));
  }
}

TEST(Catalogue, TheExampleOfEachShippedFormSatisfiesItsSchema) {
  for (const Entry* entry : Shipped().ListAfter("", kToday)) {
    const auto& examples = entry->form.document().fields().at("examples").list_value().values();
    ASSERT_FALSE(examples.empty()) << entry->procedure.code;
    for (const auto& example : examples) {
      const absl::Status status = entry->form.Check(ToJson(example.struct_value()));
      EXPECT_TRUE(status.ok()) << entry->procedure.code << ": " << status;
    }
  }
}

TEST(Catalogue, KnowsTheSocialPension) {
  const Entry* entry = Shipped().Find("1.014027", kToday);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->procedure.term.days, 10);
  EXPECT_EQ(entry->procedure.fee.counter_vnd, 0);
  EXPECT_THAT(entry->procedure.legal_basis,
              ::testing::Contains(::testing::HasSubstr("176/2025/NĐ-CP")));
}

TEST(Catalogue, NeverPresentsAnUnverifiedTermAsKnown) {
  // Terms that no text of law at hand confirms.
  for (const char* code : {"1.014028", "1.001699", "1.011607", "3.000722", "1.004222"}) {
    const Entry* entry = Shipped().Find(code, kToday);
    ASSERT_NE(entry, nullptr) << code;
    EXPECT_THAT(entry->procedure.provisional, ::testing::Contains(::testing::HasSubstr("Thời hạn")))
        << code;
  }
}

TEST(Catalogue, HasNoRepealedProcedure) {
  for (const char* code : {"2.000986", "2.001023", "2.002621", "2.002622"}) {
    EXPECT_EQ(Shipped().Find(code, kToday), nullptr) << code;
  }
}

TEST(Catalogue, CivilStatusEndsWithItsLaw) {
  EXPECT_NE(Shipped().Find("1.001193", absl::CivilDay(2027, 2, 28)), nullptr);
  EXPECT_EQ(Shipped().Find("1.001193", absl::CivilDay(2027, 3, 1)), nullptr);
  EXPECT_NE(Shipped().FindVersion("1.001193", "2025-07-01"), nullptr)
      << "dossiers received before are handled to their end";
}

TEST(Catalogue, ListsByCode) {
  const auto all = Shipped().ListAfter("", kToday);
  const auto rest = Shipped().ListAfter(all.at(1)->procedure.code, kToday);
  EXPECT_EQ(rest.size(), all.size() - 2);
  EXPECT_EQ(rest.at(0), all.at(2));
  EXPECT_LT(all.at(0)->procedure.code, all.at(1)->procedure.code);
}

TEST(Catalogue, FindsTheVersionOfTheDay) {
  const Folder folder;
  folder.Put("old.yaml", "valid_from: \"2025-07-01\"",
             "valid_from: \"2025-07-01\"\nvalid_to: \"2026-12-31\"");
  folder.Put("new.yaml", "2025-07-01", "2027-01-01");
  const auto catalogue = Catalogue::Load(folder.path());
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  EXPECT_EQ(catalogue->Find("2.000908", kToday)->procedure.Version(), "2025-07-01");
  EXPECT_EQ(catalogue->Find("2.000908", absl::CivilDay(2027, 1, 1))->procedure.Version(),
            "2027-01-01");
  EXPECT_EQ(catalogue->Find("2.000908", absl::CivilDay(2025, 6, 30)), nullptr);
}

TEST(Catalogue, RefusesTwoVersionsForOneDay) {
  const Folder folder;
  folder.Put("a.yaml", "2025-07-01", "2025-07-01");
  folder.Put("b.yaml", "2025-07-01", "2026-07-01");
  const auto catalogue = Catalogue::Load(folder.path());
  EXPECT_THAT(std::string(catalogue.status().message()),
              ::testing::AllOf(::testing::HasSubstr("b.yaml:1"), ::testing::HasSubstr("overlaps")));
}

TEST(Catalogue, RefusesAFolderThatIsNotThereOrEmpty) {
  const Folder folder;
  EXPECT_FALSE(Catalogue::Load(folder.path()).ok());
  EXPECT_FALSE(Catalogue::Load("/no/such/folder").ok());
}

}  // namespace
}  // namespace tancua::dossier::catalogue
