#include "services/dossier/blobs/directory_blob_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "common/crypto/digest.h"
#include "services/dossier/blobs/sealed_frames.h"

namespace tancua::dossier::blobs {
namespace {

namespace fs = std::filesystem;

class DirectoryBlobStoreTest : public ::testing::Test {
 protected:
  DirectoryBlobStoreTest() {
    std::string pattern = ::testing::TempDir() + "/blobs-XXXXXX";
    root_ = mkdtemp(pattern.data());
    store_ = OpenDirectoryBlobStore(root_.string(), keys_).value();
  }
  ~DirectoryBlobStoreTest() override { fs::remove_all(root_); }

  BlobName Put(const std::string& id, const std::string& content) {
    auto writer = store_->Create(id).value();
    for (std::size_t at = 0; at < content.size(); at += 10'000) {
      EXPECT_TRUE(writer->Write(std::string_view(content).substr(at, 10'000)).ok());
    }
    const std::string sha256 = writer->Finish().value();
    EXPECT_TRUE(writer->Commit().ok());
    return {.sha256 = sha256, .id = id};
  }
  absl::StatusOr<std::string> Get(const BlobName& name) {
    std::string content;
    const absl::Status read = store_->Read(name, [&](std::string_view piece) {
      content.append(piece);
      return absl::OkStatus();
    });
    if (!read.ok()) return read;
    return content;
  }
  fs::path PathOf(const BlobName& name) {
    return root_ / name.sha256.substr(0, 2) / (name.sha256 + "." + name.id);
  }
  std::size_t Files() const {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root_)) {
      files += entry.is_regular_file() ? 1 : 0;
    }
    return files;
  }

  const crypto::Keyring keys_ = crypto::Keyring::Parse(crypto::Keyring::Generate("k")).value();
  fs::path root_;
  std::unique_ptr<BlobStore> store_;
};

std::string Content(std::size_t size) {
  std::string content(size, '\0');
  for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>(i * 31 + i / 251);
  return content;
}

TEST_F(DirectoryBlobStoreTest, GivesBackWhatWasWrittenAtEverySize) {
  const std::size_t frame = FrameSealer::kFrameBytes;
  for (const std::size_t size :
       {std::size_t{1}, frame - 1, frame, frame + 1, 3 * frame, 3 * frame + 7}) {
    const std::string content = Content(size);
    const BlobName name = Put("id" + std::to_string(size), content);
    EXPECT_EQ(name.sha256, crypto::Sha256Hex(content));
    EXPECT_EQ(*Get(name), content) << size;
  }
}

TEST_F(DirectoryBlobStoreTest, LeavesNothingReadableOnTheDisk) {
  const BlobName name = Put("a", "so can cuoc 079204001234");
  std::ifstream in(PathOf(name), std::ios::binary);
  const std::string stored(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(stored.find("079204001234"), std::string::npos);
}

TEST_F(DirectoryBlobStoreTest, NoticesACutAChangeAndAnExchange) {
  const std::string content = Content(3 * FrameSealer::kFrameBytes);
  const BlobName cut = Put("cut", content);
  const auto size = fs::file_size(PathOf(cut));
  fs::resize_file(PathOf(cut), size / 3);  // the first of three lines
  EXPECT_TRUE(absl::IsDataLoss(Get(cut).status()));

  const BlobName changed = Put("changed", content);
  std::fstream(PathOf(changed), std::ios::in | std::ios::out | std::ios::binary)
      .seekp(100)
      .put('!');
  EXPECT_TRUE(absl::IsDataLoss(Get(changed).status()));

  const BlobName exchanged = Put("exchanged", content);
  const BlobName other = Put("other", content);
  fs::copy_file(PathOf(other), PathOf(exchanged), fs::copy_options::overwrite_existing);
  EXPECT_TRUE(absl::IsDataLoss(Get(exchanged).status()));
}

TEST_F(DirectoryBlobStoreTest, AnUnfinishedBlobLeavesNothing) {
  {
    auto writer = store_->Create("a").value();
    ASSERT_TRUE(writer->Write("begun").ok());
  }
  EXPECT_EQ(Files(), 0u);
}

TEST_F(DirectoryBlobStoreTest, DeletingOneOfTwoEqualFilesKeepsTheOther) {
  const BlobName one = Put("one", "same");
  const BlobName two = Put("two", "same");

  ASSERT_TRUE(store_->Delete(one).ok());

  EXPECT_TRUE(absl::IsNotFound(Get(one).status()));
  EXPECT_EQ(*Get(two), "same");
  EXPECT_TRUE(store_->Delete(one).ok()) << "a second time does no harm";
}

TEST_F(DirectoryBlobStoreTest, ListsOldBlobsAndUnfinishedOnesByPart) {
  const BlobName blob = Put("done", "x");
  std::ofstream(root_ / "incoming" / "died") << "half";
  std::set<std::string> ids;
  for (int part = 0; part < 256; ++part) {
    const std::vector<BlobName> old = store_->ListOld(part, absl::InfiniteFuture()).value();
    for (const BlobName& name : old) {
      ids.insert(name.sha256 + "/" + name.id);
    }
    EXPECT_TRUE(store_->ListOld(part, absl::UnixEpoch())->empty());
  }
  EXPECT_EQ(ids, (std::set<std::string>{blob.sha256 + "/done", "/died"}));
}

}  // namespace
}  // namespace tancua::dossier::blobs
