#include <gtest/gtest.h>

#include <filesystem>

#include "prometheus/text_serializer.h"
#include "services/dossier/testing/fixture.h"
#include "services/dossier/workers/count_open_dossiers.h"
#include "services/dossier/workers/expire_attachments.h"

namespace tancua::dossier::testing {
namespace {

namespace fs = std::filesystem;

class WorkersTest : public DossierTest {
 protected:
  std::size_t Files() const {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(blob_folder_)) {
      files += entry.is_regular_file() ? 1 : 0;
    }
    return files;
  }
  int SweepEverything() {
    workers::SweepBlobs sweep(*deps_);
    int deleted = 0;
    for (int part = 0; part < 256; ++part) deleted += sweep.RunOnce().value();
    return deleted;
  }
};

TEST_F(WorkersTest, AttachmentsThatNoDossierNamedAreDeletedAfterADay) {
  (void)Filed();
  ASSERT_TRUE(Upload(Citizen(), Pdf()).ok());
  workers::ExpireAttachments expire(*deps_);

  clock_.Advance(absl::Hours(24) - absl::Seconds(1));
  EXPECT_EQ(*expire.RunOnce(), 0);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(*expire.RunOnce(), 1);
  EXPECT_EQ(*expire.RunOnce(), 0);

  EXPECT_EQ(Count("SELECT COUNT(*) FROM attachments"), 1) << "the dossier's paper stays";
  EXPECT_EQ(Files(), 1u);
}

TEST_F(WorkersTest, BlobsThatNoRowNamesAreSweptWhenOld) {
  (void)Filed();
  auto orphan = blobs_->Create(ids_.NewUuid()).value();
  ASSERT_TRUE(orphan->Write("died before its row").ok());
  ASSERT_TRUE(orphan->Finish().ok());
  ASSERT_TRUE(orphan->Commit().ok());

  // Files carry the time of the machine, not of the test's clock.
  clock_.Set(absl::Now());
  EXPECT_EQ(SweepEverything(), 0) << "it may still be under way";
  clock_.Advance(absl::Hours(25));
  EXPECT_EQ(SweepEverything(), 1);
  EXPECT_EQ(Files(), 1u);
}

TEST_F(WorkersTest, OpenDossiersAreCountedByState) {
  (void)Filed();
  (void)Filed();
  ASSERT_TRUE(Accept(Filed().name()).ok());

  ASSERT_TRUE(workers::CountOpenDossiers(*deps_).ok());

  const std::string text = prometheus::TextSerializer().Serialize(registry_.Collect());
  EXPECT_NE(text.find("tancua_dossier_open_dossiers{state=\"SUBMITTED\"} 2"), std::string::npos);
  EXPECT_NE(text.find("tancua_dossier_open_dossiers{state=\"RECEIVED\"} 1"), std::string::npos);
  EXPECT_NE(text.find("tancua_dossier_open_dossiers{state=\"APPROVED\"} 0"), std::string::npos);
  EXPECT_NE(text.find("tancua_dossier_filings_total{channel=\"ONLINE\",outcome=\"filed\"} 3"),
            std::string::npos);
}

}  // namespace
}  // namespace tancua::dossier::testing
