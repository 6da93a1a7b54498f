#include <gtest/gtest.h>

#include <filesystem>

#include "common/crypto/digest.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

class UploadAttachmentTest : public DossierTest {
 protected:
  std::size_t Files() const {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(blob_folder_)) {
      files += entry.is_regular_file() ? 1 : 0;
    }
    return files;
  }
  void ExpectRefused(const std::string& content, const std::string& type,
                     const status::Kind& kind) {
    EXPECT_TRUE(IsError(Upload(Citizen(), content, type).status(), kind, "content"));
    EXPECT_EQ(Files(), 0u);
    EXPECT_EQ(Count("SELECT COUNT(*) FROM attachments"), 0);
  }
};

TEST_F(UploadAttachmentTest, KeepsTheFileAndSaysWhatItReallyIs) {
  const std::string content = Pdf() + std::string(200'000, ' ');

  const auto attachment = Upload(Citizen(), content, "application/pdf");

  ASSERT_TRUE(attachment.ok()) << attachment.status();
  EXPECT_EQ(attachment->mime_type(), "application/pdf");
  EXPECT_EQ(attachment->size_bytes(), static_cast<std::int64_t>(content.size()));
  EXPECT_EQ(attachment->sha256(), crypto::Sha256Hex(content));
  EXPECT_EQ(attachment->expire_time().seconds(),
            absl::ToUnixSeconds(clock_.Now() + absl::Hours(24)));
  std::string stored;
  ASSERT_TRUE(blobs_
                  ->Read({.sha256 = attachment->sha256(),
                          .id = attachment->name().substr(std::string("attachments/").size())},
                         [&](std::string_view piece) {
                           stored.append(piece);
                           return absl::OkStatus();
                         })
                  .ok());
  EXPECT_EQ(stored, content);
}

TEST_F(UploadAttachmentTest, AProgramRenamedToPdfIsRefused) {
  std::string program("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", 16);
  program.resize(5000);
  ExpectRefused(program, "application/pdf", kAttachmentTypeRefused);
}

TEST_F(UploadAttachmentTest, AClaimThatDiffersFromTheContentIsRefused) {
  ExpectRefused(Png(), "application/pdf", kAttachmentTypeRefused);
}

TEST_F(UploadAttachmentTest, AnEmptyFileIsRefused) { ExpectRefused("", "", kAttachmentEmpty); }

TEST_F(UploadAttachmentTest, AFilePastTheLimitIsRefused) {
  config_.attachment_limit_bytes = 100'000;
  ExpectRefused(Pdf() + std::string(100'000, ' '), "application/pdf", kAttachmentTooLarge);
  std::string fits = Pdf();
  fits.resize(100'000, ' ');
  EXPECT_TRUE(Upload(Citizen(), fits).ok());
}

}  // namespace
}  // namespace tancua::dossier::testing
