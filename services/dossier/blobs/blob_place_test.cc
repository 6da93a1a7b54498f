#include "services/dossier/blobs/blob_place.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/clock/clock.h"
#include "services/dossier/blobs/directory_blob_store.h"

namespace tancua::dossier::blobs {
namespace {

namespace fs = std::filesystem;

const std::string kOld = "k1 " + std::string(64, '1') + "\n";
const std::string kNew = "k2 " + std::string(64, '2') + "\n";

class BlobPlaceTest : public ::testing::Test {
 protected:
  BlobPlaceTest() {
    std::string pattern = ::testing::TempDir() + "/blobs-XXXXXX";
    root_ = mkdtemp(pattern.data());
    store_ = OpenDirectoryBlobStore(root_, keys_).value();
    place_ = NewBlobPlace(root_, keys_, ids_);
  }
  ~BlobPlaceTest() override { fs::remove_all(root_); }

  BlobName Put(const std::string& id, const std::string& content) {
    auto writer = store_->Create(id).value();
    EXPECT_TRUE(writer->Write(content).ok());
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
  std::string PathOf(const BlobName& name) const {
    return root_ + "/" + name.sha256.substr(0, 2) + "/" + name.sha256 + "." + name.id;
  }
  // One whole pass.
  rotation::Place::Batch MoveAll() {
    rotation::Place::Batch sum;
    while (!sum.last) {
      const auto batch = place_->MoveSome("k2").value();
      sum.moved += batch.moved;
      sum.unreadable += batch.unreadable;
      sum.last = batch.last;
    }
    return sum;
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  crypto::Keyring keys_ = crypto::Keyring::Parse(kOld).value();
  std::string root_;
  std::unique_ptr<BlobStore> store_;
  std::unique_ptr<rotation::Place> place_;
};

TEST_F(BlobPlaceTest, MovesEveryFileToTheSealingKey) {
  const std::string large(200'000, 'x');
  const BlobName first = Put("a", large);
  for (int i = 0; i < 30; ++i) Put("b" + std::to_string(i), "the same content");
  ASSERT_TRUE(keys_.Reload(kOld + kNew).ok());
  EXPECT_EQ(place_->CountOthers("k2").value(), 31);

  EXPECT_EQ(MoveAll().moved, 31);

  EXPECT_EQ(place_->CountOthers("k2").value(), 0);
  EXPECT_TRUE(fs::is_empty(root_ + "/incoming"));
  ASSERT_TRUE(keys_.Reload(kNew).ok());
  EXPECT_EQ(*Get(first), large);
  EXPECT_EQ(MoveAll().moved, 0);
}

TEST_F(BlobPlaceTest, LeavesADamagedFileAsItIs) {
  const BlobName name = Put("a", "content");
  std::ofstream(PathOf(name), std::ios::app) << "k1.AAAA\n";
  const auto size = fs::file_size(PathOf(name));
  ASSERT_TRUE(keys_.Reload(kOld + kNew).ok());

  const auto sum = MoveAll();

  EXPECT_EQ(sum.moved, 0);
  EXPECT_EQ(sum.unreadable, 1);
  EXPECT_EQ(fs::file_size(PathOf(name)), size);
  EXPECT_TRUE(fs::is_empty(root_ + "/incoming"));
  EXPECT_EQ(place_->CountUnder("k1").value(), 1);
}

}  // namespace
}  // namespace tancua::dossier::blobs
