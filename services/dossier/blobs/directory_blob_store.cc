#include "services/dossier/blobs/directory_blob_store.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/dossier/blobs/durable_file.h"
#include "services/dossier/blobs/sealed_frames.h"

namespace tancua::dossier::blobs {
namespace {

namespace fs = std::filesystem;

constexpr char kIncoming[] = "incoming";

// Where a blob lies; one that is not finished has no sha256.
std::string PathOf(const std::string& root, const BlobName& name) {
  if (name.sha256.empty()) return absl::StrCat(root, "/", kIncoming, "/", name.id);
  return absl::StrCat(root, "/", name.sha256.substr(0, 2), "/", name.sha256, ".", name.id);
}

BlobName NameOf(const fs::path& file) {
  const std::string text = file.filename().string();
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return {.sha256 = "", .id = text};
  return {.sha256 = text.substr(0, dot), .id = text.substr(dot + 1)};
}

absl::Status ListFolder(const std::string& folder, absl::Time before,
                        std::vector<BlobName>& names) {
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    struct stat facts {};
    if (stat(file.path().c_str(), &facts) != 0) continue;  // just deleted or renamed
    if (absl::TimeFromTimespec(facts.st_mtim) < before) names.push_back(NameOf(file.path()));
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return absl::UnavailableError(absl::StrCat(folder, ": ", error.message()));
  }
  return absl::OkStatus();
}

class DirectoryBlobWriter final : public BlobWriter {
 public:
  DirectoryBlobWriter(std::string root, const crypto::Keyring& keys, std::string id,
                      DurableFile file)
      : root_(std::move(root)), id_(id), file_(std::move(file)), sealer_(keys, std::move(id)) {}

  absl::Status Write(std::string_view piece) override {
    digest_.Add(piece);
    return file_.Append(sealer_.Add(piece));
  }

  absl::StatusOr<std::string> Finish() override {
    RETURN_IF_ERROR(file_.Append(sealer_.Finish()));
    sha256_ = digest_.FinishHex();
    return sha256_;
  }

  absl::Status Commit() override {
    return file_.MoveTo(PathOf(root_, {.sha256 = sha256_, .id = id_}));
  }

 private:
  const std::string root_;
  const std::string id_;
  DurableFile file_;
  FrameSealer sealer_;
  crypto::Sha256Stream digest_;
  std::string sha256_;
};

class DirectoryBlobStore final : public BlobStore {
 public:
  DirectoryBlobStore(std::string root, const crypto::Keyring& keys)
      : root_(std::move(root)), keys_(keys) {}

  absl::StatusOr<std::unique_ptr<BlobWriter>> Create(const std::string& id) override {
    ASSIGN_OR_RETURN(DurableFile file,
                     DurableFile::Create(PathOf(root_, {.sha256 = "", .id = id})));
    return std::make_unique<DirectoryBlobWriter>(root_, keys_, id, std::move(file));
  }

  absl::Status Read(const BlobName& name, OnPiece piece) override {
    std::ifstream in(PathOf(root_, name), std::ios::binary);
    if (!in) return absl::NotFoundError("no such blob");
    FrameOpener opener(keys_, name.id);
    std::string line;
    bool last = false;
    while (!last) {
      if (!std::getline(in, line)) return absl::DataLossError("the blob ends too early");
      last = in.peek() == std::ifstream::traits_type::eof();
      RETURN_IF_ERROR(opener.Open(line, last, piece));
    }
    return absl::OkStatus();
  }

  absl::Status Delete(const BlobName& name) override {
    std::error_code error;
    fs::remove(PathOf(root_, name), error);
    return error ? absl::UnavailableError(error.message()) : absl::OkStatus();
  }

  absl::StatusOr<std::vector<BlobName>> ListOld(int part, absl::Time before) override {
    std::vector<BlobName> names;
    RETURN_IF_ERROR(ListFolder(absl::StrFormat("%s/%02x", root_, part), before, names));
    if (part == 0) {
      RETURN_IF_ERROR(ListFolder(absl::StrCat(root_, "/", kIncoming), before, names));
    }
    return names;
  }

 private:
  const std::string root_;
  const crypto::Keyring& keys_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<BlobStore>> OpenDirectoryBlobStore(const std::string& root,
                                                                  const crypto::Keyring& keys) {
  std::error_code error;
  fs::create_directories(absl::StrCat(root, "/", kIncoming), error);
  if (error) return absl::UnavailableError(absl::StrCat(root, ": ", error.message()));
  return std::make_unique<DirectoryBlobStore>(root, keys);
}

}  // namespace tancua::dossier::blobs
