#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

// Takes what is sent, until the caller goes away after `patience` pieces.
class Receiver final : public rpc::MessageWriter {
 public:
  absl::Status Write(const google::protobuf::Message& message) override {
    if (patience-- == 0) return status::Error(status::kUnavailable);
    const auto& piece = static_cast<const rest::v1::RawBody&>(message);
    if (pieces++ == 0) first = piece;
    largest = std::max(largest, piece.data().size());
    content += piece.data();
    return absl::OkStatus();
  }

  int patience = -1;
  int pieces = 0;
  rest::v1::RawBody first;
  std::size_t largest = 0;
  std::string content;
};

class DownloadAttachmentTest : public DossierTest {
 protected:
  // Files a dossier whose only paper is `content`; returns the paper's name.
  std::string FileWith(const std::string& content) {
    auto request = OnlineFiling(Citizen());
    request.mutable_papers(0)->set_attachment(Upload(Citizen(), content)->name());
    const auto filed = api::FileDossier(*deps_, Citizen(), request);
    EXPECT_TRUE(filed.ok()) << filed.status();
    paper_id_ = filed->papers(0).paper_id();
    return filed->name() + "/" + filed->papers(0).attachment();
  }
  absl::Status Download(const rpc::Call& call, const std::string& name) {
    pb::DownloadAttachmentRequest request;
    request.set_name(name);
    rpc::Writer<rest::v1::RawBody> writer(receiver_);
    return api::DownloadAttachment(*deps_, call, request, writer);
  }

  std::string paper_id_;
  Receiver receiver_;
};

TEST_F(DownloadAttachmentTest, GivesApplicantAndWardWhatWasUploaded) {
  const std::string content = Pdf() + std::string(300'000, 'x');
  const std::string name = FileWith(content);
  for (const rpc::Call& call : {Citizen(), Officer("specialist"), Officer("leader")}) {
    receiver_ = {};
    ASSERT_TRUE(Download(call, name).ok());
    EXPECT_EQ(receiver_.content, content);
    EXPECT_LE(receiver_.largest, 64u * 1024);
    EXPECT_EQ(receiver_.first.content_type(), "application/pdf");
    EXPECT_EQ(receiver_.first.size_bytes(), static_cast<std::int64_t>(content.size()));
    EXPECT_EQ(receiver_.first.file_name(), paper_id_ + ".pdf");
  }
}

TEST_F(DownloadAttachmentTest, IsRecordedWhenAnOfficerReads) {
  const std::string name = FileWith(Pdf());
  ASSERT_TRUE(Download(Citizen(), name).ok());
  EXPECT_TRUE(Accesses().empty());
  ASSERT_TRUE(Download(Officer("specialist"), name).ok());
  ASSERT_EQ(Accesses().size(), 1u);
  EXPECT_EQ(Accesses()[0].action(), audit::v1::DOWNLOADED);
}

TEST_F(DownloadAttachmentTest, GivesNothingToOtherWardsAndOtherCitizens) {
  const std::string name = FileWith(Pdf());
  EXPECT_TRUE(IsError(Download(Clerk("26944"), name), status::kOtherWard));
  EXPECT_TRUE(IsError(Download(Citizen("c2"), name), status::kOtherWard));
  EXPECT_EQ(receiver_.pieces, 0);
}

TEST_F(DownloadAttachmentTest, KnowsOnlyThePapersOfTheDossier) {
  const std::string name = FileWith(Pdf());
  const std::string dossier = name.substr(0, name.find("/attachments/"));
  const std::string loose = Upload(Citizen(), Pdf())->name();
  EXPECT_TRUE(IsError(Download(Citizen(), dossier + "/" + loose), kAttachmentNotFound, "name"));
  EXPECT_TRUE(IsError(Download(Citizen(), dossier), kAttachmentNotFound, "name"));
  EXPECT_TRUE(IsError(Download(Citizen(), "dossiers/x/attachments/y"), kDossierNotFound, "name"));
}

TEST_F(DownloadAttachmentTest, StopsReadingWhenTheCallerGoesAway) {
  const std::string name = FileWith(Pdf() + std::string(300'000, 'x'));
  receiver_.patience = 2;
  EXPECT_TRUE(IsError(Download(Citizen(), name), status::kUnavailable));
  EXPECT_EQ(receiver_.pieces, 2);
}

// The answer ends in the middle, as the bytes that were announced do not come.
TEST_F(DownloadAttachmentTest, EndsWithAnErrorAtAFrameThatWasChanged) {
  const std::string name = FileWith(Pdf() + std::string(300'000, 'x'));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(blob_folder_)) {
    if (!entry.is_regular_file()) continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(200'000);
    file.put('!');
  }
  EXPECT_EQ(Download(Citizen(), name).code(), absl::StatusCode::kDataLoss);
  EXPECT_LT(receiver_.content.size(), 300'000u);
}

}  // namespace
}  // namespace tancua::dossier::testing
