#include "services/dossier/catalogue/current.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_replace.h"
#include "services/dossier/catalogue/complaint.h"

namespace tancua::dossier::catalogue {
namespace {

namespace fs = std::filesystem;

const absl::CivilDay kImportDay(2026, 11, 22);
const std::string kBuiltIn = std::string(TANCUA_SOURCE_DIR) + "/services/dossier/data/procedures";

class CurrentTest : public ::testing::Test {
 protected:
  CurrentTest() {
    std::string pattern = ::testing::TempDir() + "/current-XXXXXX";
    data_dir_ = mkdtemp(pattern.data());
    current_ = Current::Open({.data_dir = data_dir_, .asset_dir = TANCUA_SOURCE_DIR}).value();
  }
  ~CurrentTest() override { fs::remove_all(data_dir_); }

  // Gives the ward its own catalogue: the shipped one, with one file changed.
  void Import(const std::string& file, const std::string& from, const std::string& to) const {
    const std::string own = data_dir_ + "/procedures";
    if (!fs::exists(own)) fs::copy(kBuiltIn, own);
    std::ifstream in(own + "/" + file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    std::ofstream(own + "/" + file) << absl::StrReplaceAll(text, {{from, to}});
  }
  std::string ReasonOfReread() const {
    const auto complaint = ComplaintOf(current_->Reread(kImportDay).status());
    return complaint ? complaint->reason + " " + complaint->field : "";
  }
  std::string TitleOf(const char* code) const {
    return current_->Get().Find(code, kImportDay)->procedure.title;
  }

  std::string data_dir_;
  std::unique_ptr<Current> current_;
};

TEST_F(CurrentTest, TakesWhatIsImportedWhileItRuns) {
  const Entry* before = current_->Get().Find("2.000908", kImportDay);
  EXPECT_EQ(current_->Reread(kImportDay).value(), 0);
  Import("2.000908.yaml", "title: Cấp bản sao từ sổ gốc", "title: Cấp bản sao");

  EXPECT_EQ(current_->Reread(kImportDay).value(), 1);
  EXPECT_EQ(TitleOf("2.000908"), "Cấp bản sao");
  EXPECT_EQ(before->procedure.title, "Cấp bản sao từ sổ gốc") << "a call may still look at it";
  EXPECT_EQ(current_->Reread(kImportDay).value(), 0);
}

TEST_F(CurrentTest, StaysAsItIsWhenAFileIsWrongAndTakesItMended) {
  Import("2.000908.yaml", "title: Cấp bản sao từ sổ gốc", "tite: Cấp bản sao");
  EXPECT_EQ(ReasonOfReread(), "FIELD_UNKNOWN tite");
  EXPECT_EQ(TitleOf("2.000908"), "Cấp bản sao từ sổ gốc");
  Import("2.000908.yaml", "tite: Cấp bản sao", "title: Cấp bản sao");
  EXPECT_EQ(current_->Reread(kImportDay).value(), 1);
}

TEST_F(CurrentTest, KeepsTermFeePapersAndEveryVersionThatHasBegun) {
  Import("1.014027.yaml", "days: 10", "days: 9");
  EXPECT_EQ(ReasonOfReread(), "VERSION_IN_FORCE term");
  Import("1.014027.yaml", "days: 9", "days: 10");
  Import("1.014027.yaml", "counter_vnd: 0", "counter_vnd: 1");
  EXPECT_EQ(ReasonOfReread(), "VERSION_IN_FORCE fee");
  Import("1.014027.yaml", "counter_vnd: 1", "counter_vnd: 0");
  Import("1.014027.yaml", "required: true", "required: false");
  EXPECT_EQ(ReasonOfReread(), "VERSION_IN_FORCE papers");
  Import("1.014027.yaml", "required: false", "required: true");
  fs::remove(data_dir_ + "/procedures/1.000894.yaml");
  EXPECT_EQ(ReasonOfReread(), "VERSION_LOST ");
}

TEST_F(CurrentTest, MayChangeAVersionThatHasNotBegun) {
  Import("1.014027.yaml", "2025-07-01", "2027-01-01");
  const auto later = Current::Open({.data_dir = data_dir_, .asset_dir = TANCUA_SOURCE_DIR}).value();
  Import("1.014027.yaml", "days: 10", "days: 9");
  EXPECT_EQ(later->Reread(kImportDay).value(), 1);
}

TEST_F(CurrentTest, FollowsTheLinksOfAMountedConfigMap) {
  const std::string mounted = data_dir_ + "/mounted";
  fs::create_directory(mounted);
  const auto bring = [&](const std::string& version, const std::string& title) {
    Import("2.000908.yaml", "title: Cấp bản sao từ sổ gốc", "title: " + title);
    fs::rename(data_dir_ + "/procedures", mounted + "/" + version);
    fs::create_directory_symlink(version, mounted + "/..data_tmp");
    fs::rename(mounted + "/..data_tmp", mounted + "/..data");
  };
  bring("..2026_11_22", "Cấp bản sao từ sổ gốc");
  for (const auto& file : fs::directory_iterator(mounted + "/..data")) {
    const fs::path name = file.path().filename();
    fs::create_symlink("..data" / name, mounted / name);
  }
  const auto current = Current::Open({.configured = mounted}).value();
  EXPECT_EQ(current->Reread(kImportDay).value(), 0);

  bring("..2026_11_23", "Cấp bản sao");
  EXPECT_EQ(current->Reread(kImportDay).value(), 1);
  EXPECT_EQ(current->Get().Find("2.000908", kImportDay)->procedure.title, "Cấp bản sao");
}

TEST_F(CurrentTest, MissesAConfiguredFolderInsteadOfTakingAnother) {
  EXPECT_FALSE(Current::Open({.configured = data_dir_ + "/none",
                              .data_dir = data_dir_,
                              .asset_dir = TANCUA_SOURCE_DIR})
                   .ok());
}

}  // namespace
}  // namespace tancua::dossier::catalogue
